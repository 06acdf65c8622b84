import * as z from 'zod';
import {errorCodes} from '../api/error-codes.js';
import {type Contract, rawBytes} from '../api/route.js';

/** A part of an OpenAPI document, or of a JSON Schema: JSON. */
export type JsonObject = Record<string, unknown>;

const errorSchema = z.object({
	error: z.object({
		code: z.enum(Object.keys(errorCodes) as [string, ...string[]]),
		message: z.string(),
		details: z.record(z.string(), z.unknown()).optional(),
	}),
}).meta({id: 'Error'});

/**
A contract as an OpenAPI 3.1 document.

Schemas are told as what is sent, not as what we read out of it: a height in a query is digits.
*/
export function openApiDocument({name: title, routes}: Contract, version: string): JsonObject {
	const schemas: JsonObject = {};
	const paths: Record<string, JsonObject> = {};
	const errorReference = toSchema(errorSchema, schemas);
	for (const [name, route] of Object.entries(routes)) {
		const path = route.path.replaceAll(/:(\w+)/gv, '{$1}');
		paths[path] = {
			...paths[path],
			[route.method.toLowerCase()]: {
				operationId: name,
				tags: [route.subject],
				summary: route.summary,
				...(route.operator && {description: 'Answers only programs on the same machine.'}),
				parameters: [...parametersOf(route.params, 'path', schemas), ...parametersOf(route.query, 'query', schemas)],
				...(route.body && {requestBody: {required: true, content: {[route.body === rawBytes ? 'application/octet-stream' : 'application/json']: {schema: toSchema(route.body, schemas)}}}}),
				responses: {
					[route.status]: {description: 'Done', content: {[route.responseType]: {schema: toSchema(route.response, schemas)}}},
					default: {description: 'Refused', content: {'application/json': {schema: errorReference}}},
				},
			},
		};
	}

	return {
		openapi: '3.1.0',
		info: {title: `chain-tui ${title}`, version, license: {name: 'MIT', identifier: 'MIT'}},
		paths,
		components: {schemas},
	};
}

/** What a schema says as JSON Schema; those that have a name are put among `named`, and referred to. */
function toSchema(schema: z.ZodType, named: JsonObject): JsonObject {
	const {$schema, $defs, ...own} = z.toJSONSchema(schema, {io: 'input', unrepresentable: 'any'});
	Object.assign(named, reference($defs ?? {}));
	return reference(own) as JsonObject;
}

/** JSON Schema keeps what has a name in `$defs`, OpenAPI in `components`. */
const reference = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'));

function parametersOf(schema: z.ZodType, place: 'path' | 'query', named: JsonObject): JsonObject[] {
	const {properties = {}, required = []} = toSchema(schema, named) as {properties?: JsonObject; required?: string[]};
	return Object.entries(properties).map(([name, property]) => ({
		name, in: place, required: required.includes(name), schema: property,
	}));
}
