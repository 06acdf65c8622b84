import type {JsonObject} from './openapi.js';

type Schema = {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly const?: unknown;
	readonly enum?: readonly unknown[];
	readonly anyOf?: readonly Schema[];
	readonly items?: Schema;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly description?: string;
};

/** A choice among more is not told one by one. */
const MOST_VALUES = 8;

/** A JSON Schema in a few words, such as `list of Transaction`. */
export function describeSchema(schema: JsonObject): string {
	const {description} = schema as Schema;
	const form = formOf(schema);
	return description === undefined ? form : `${form}: ${description}`;
}

function formOf(schema: Schema): string {
	if (schema.$ref !== undefined) {
		return schema.$ref.split('/').at(-1)!;
	}

	if (schema.anyOf) {
		return schema.anyOf.map(variant => formOf(variant)).join(' or ');
	}

	const values = schema.enum ?? ('const' in schema ? [schema.const] : undefined);
	if (values && values.length <= MOST_VALUES) {
		return values.map(value => JSON.stringify(value)).join(' or ');
	}

	if (schema.items) {
		return `list of ${formOf(schema.items)}`;
	}

	if (schema.properties) {
		return `{${Object.entries(schema.properties).map(([name, property]) => `${name}: ${formOf(property)}`).join(', ')}}`;
	}

	return typeof schema.type === 'string' ? schema.type : (schema.type ?? ['anything']).join(' or ');
}
