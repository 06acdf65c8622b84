import {errorCodes} from '../api/error-codes.js';
import type {Contract, Route} from '../api/route.js';
import {type Html, html} from './html.js';
import {type JsonObject, openApiDocument} from './openapi.js';
import {describeSchema} from './schema-words.js';

type Operation = {
	readonly parameters: ReadonlyArray<{readonly name: string; readonly in: string; readonly required: boolean; readonly schema: JsonObject}>;
	readonly requestBody?: {readonly content: Content};
	readonly responses: Readonly<Record<string, {readonly content: Content}>>;
};

type Content = Readonly<Record<string, {readonly schema: JsonObject}>>;

type Row = readonly Html[];

/** The contract as a page to read: whole in itself, nothing is loaded. */
export function docsPage(contract: Contract, version: string): string {
	const document = openApiDocument(contract, version);
	const paths = document['paths'] as Record<string, Record<string, Operation>>;
	const {schemas} = document['components'] as {schemas: Record<string, JsonObject>};
	const {name, events} = contract;
	const list = Object.values(contract.routes);
	const subjects = new Set(list.map(({subject}) => subject));
	return html`
		<!doctype html>
		<html lang="en">
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<title>chain-tui ${version}: the ${name}'s HTTP interface</title>
		<style>${style}</style>
		<main>
		<h1>The ${name}'s HTTP interface</h1>
		<p>chain-tui ${version}. The same as OpenAPI 3.1: <a href="/openapi.json">/openapi.json</a>. Amounts are coins as decimal text, hashes are shown as in Bitcoin, times are seconds since 1970. A refusal is <code>{"error":{"code","message","details"}}</code>.</p>
		${[...subjects].map(subject => html`
			<h2>${subject}</h2>
			${list.filter(route => route.subject === subject).map(route => routeSection(route, paths[openApiPath(route)]![route.method.toLowerCase()]!))}
		`)}
		<h2>Events</h2>
		${table(['Event', 'Carries'], Object.entries(events).map(([type, {meaning}]) => [html`<code>${type}</code>`, html`${meaning}`]))}
		<h2>Objects</h2>
		${Object.entries(schemas).map(([name, schema]) => objectSection(name, schema))}
		<h2>Errors</h2>
		${table(['Code', 'Status', 'Means'], Object.entries(errorCodes).map(([code, {status, meaning}]) => [html`<code>${code}</code>`, html`${status}`, html`${meaning}`]))}
		</main>
		</html>
	`.text.trim();
}

const openApiPath = ({path}: Route): string => path.replaceAll(/:(\w+)/gv, '{$1}');

function routeSection(route: Route, {parameters, requestBody, responses}: Operation): Html {
	return html`
		<section>
		<h3><code>${route.method} ${route.path}</code></h3>
		<p>${route.summary}.${route.operator ? ' Answers only programs on the same machine.' : ''}</p>
		${parameters.length === 0 ? '' : table(['Parameter', 'In', ''], parameters.map(({name, in: place, required, schema}) => [html`<code>${name}</code>${required ? '' : ' (optional)'}`, html`${place}`, html`${describeSchema(schema)}`]))}
		${requestBody === undefined ? '' : html`<p>Takes ${contentWords(requestBody.content)}</p>`}
		<p>Answers ${route.status}: ${contentWords(responses[route.status]!.content)}</p>
		</section>
	`;
}

function contentWords(content: Content): Html {
	const [type, {schema}] = Object.entries(content)[0]!;
	return html`<code>${type}</code>${type === 'application/json' ? `: ${describeSchema(schema)}` : ''}`;
}

function objectSection(name: string, schema: JsonObject): Html {
	const {properties = {}, required = []} = schema as {properties?: Record<string, JsonObject>; required?: string[]};
	return html`
		<section>
		<h3 id="${name}">${name}</h3>
		${table(['Field', ''], Object.entries(properties).map(([field, property]) => [html`<code>${field}</code>${required.includes(field) ? '' : ' (optional)'}`, html`${describeSchema(property)}`]))}
		</section>
	`;
}

function table(head: readonly string[], rows: readonly Row[]): Html {
	return html`
		<table>
		<tr>${head.map(cell => html`<th>${cell}</th>`)}</tr>
		${rows.map(cells => html`
			<tr>${cells.map(cell => html`<td>${cell}</td>`)}</tr>
		`)}</table>
	`;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h2 { margin-top: 3rem; border-bottom: 1px solid; }
code { font-family: ui-monospace, monospace; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 1rem 0.2rem 0; }
`;
