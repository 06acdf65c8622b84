import test from 'ava';
import {nodeContract, routes} from '../../source/api/contract.js';
import {errorCodes} from '../../source/api/error-codes.js';
import {docsPage} from '../../source/server/docs-page.js';
import {html} from '../../source/server/html.js';
import {openApiDocument} from '../../source/server/openapi.js';
import {openDoor} from './open-door.js';
import {ask, askJson} from './raw-request.js';

type Operation = {
	operationId: string;
	parameters: Array<{name: string; in: string; required: boolean}>;
	requestBody?: {content: Record<string, unknown>};
	responses: Record<string, {content: Record<string, unknown>}>;
};

type Document = {
	openapi: string;
	info: {version: string};
	paths: Record<string, Record<string, Operation>>;
	components: {schemas: Record<string, unknown>};
};

const document = openApiDocument(nodeContract, '1.2.3') as Document;

test('OpenAPI has every route of the contract, and no other', t => {
	t.is(document.openapi, '3.1.0');
	t.is(document.info.version, '1.2.3');
	const operations = Object.values(document.paths).flatMap(path => Object.values(path));
	t.deepEqual(operations.map(({operationId}) => operationId).toSorted(), Object.keys(routes).toSorted());
	t.deepEqual(Object.keys(document.paths).toSorted(), [...new Set(Object.values(routes).map(({path}) => path.replaceAll(/:(\w+)/gv, '{$1}')))].toSorted());
});

test('OpenAPI declares the parameters that the paths have', t => {
	for (const [path, operations] of Object.entries(document.paths)) {
		const expected = [...path.matchAll(/\{(\w+)\}/gv)].map(([, name]) => name);
		for (const {parameters} of Object.values(operations)) {
			const inPath = parameters.filter(parameter => parameter.in === 'path');
			t.deepEqual(inPath.map(({name}) => name), expected);
			t.true(inPath.every(({required}) => required));
		}
	}
});

test('OpenAPI refers only to schemas that it has', t => {
	const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/gv)].map(([, reference]) => reference!);
	t.true(references.length > 20);
	for (const reference of references) {
		t.true(reference.startsWith('#/components/schemas/'));
		t.true(Object.hasOwn(document.components.schemas, reference.split('/').at(-1)!));
	}
});

test('OpenAPI tells what bodies and answers are', t => {
	t.deepEqual(Object.keys(document.paths['/blocks']!['post']!.requestBody!.content), ['application/octet-stream']);
	t.deepEqual(document.paths['/blocks/{id}']!['get']!.responses['200']!.content, {'application/json': {schema: {$ref: '#/components/schemas/Block'}}});
	t.deepEqual(Object.keys(document.paths['/events']!['get']!.responses['200']!.content), ['text/event-stream']);
	t.truthy(document.paths['/blocks']!['post']!.responses['201']);
});

test('the document is served', async t => {
	const {url} = await openDoor(t);
	const {json} = await askJson<Document>(`${url}/openapi.json`);
	t.deepEqual(json, structuredClone(document));
});

test('the page has every route and every error', t => {
	const page = docsPage(nodeContract, '1.2.3');
	for (const {method, path} of Object.values(routes)) {
		t.true(page.includes(`<code>${method} ${path}</code>`));
	}

	for (const code of Object.keys(errorCodes)) {
		t.true(page.includes(`<code>${code}</code>`));
	}
});

test('the page loads nothing and runs nothing', async t => {
	const {url} = await openDoor(t);
	const {text, headers} = await ask(`${url}/docs`);
	t.is(text, docsPage(nodeContract, '1.2.3'));
	t.notRegex(text, /<script|<link|<img|\bsrc=|https?:|url\(/v);
	t.regex(String(headers['content-security-policy']), /^default-src 'none';/v);
	t.is(headers['content-type'], 'text/html; charset=utf-8');
});

test('what stands in the page is escaped', t => {
	t.true(docsPage(nodeContract, '<script>').includes('chain-tui &lt;script&gt;'));
	t.is(html`<p>${'<&>"\''}${html`<b>${'&'}</b>`}</p>`.text, '<p>&lt;&amp;&gt;&quot;&#39;<b>&amp;</b></p>');
});
