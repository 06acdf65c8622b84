import * as z from 'zod';
import {countInQuery} from './values.js';

/*
What an HTTP contract is made of, whoever answers by it.
*/

const nothing = z.strictObject({});

/** Bytes, as a request's whole body or as the whole answer. */
export const rawBytes = z.custom<Uint8Array>(value => value instanceof Uint8Array, 'expected bytes').meta({type: 'string', format: 'binary'});

export type Route = {
	readonly method: 'GET' | 'POST' | 'DELETE';
	/** Parameters are written `:name`. */
	readonly path: string;
	/** What it is about, as the heading of a chapter. */
	readonly subject: string;
	readonly summary: string;
	readonly params: z.ZodType;
	readonly query: z.ZodType;
	/** `undefined`: takes no body. {@link rawBytes}: application/octet-stream. Anything else: JSON. */
	readonly body: z.ZodType | undefined;
	/** {@link rawBytes} and `text/*` apart, JSON. */
	readonly response: z.ZodType;
	readonly responseType: 'application/json' | 'application/octet-stream' | 'text/event-stream' | 'text/plain' | 'text/html';
	/** HTTP status of success. */
	readonly status: number;
	/** Only for programs on the same machine. */
	readonly operator: boolean;
};

const defaults = {
	params: nothing,
	query: nothing,
	body: undefined,
	responseType: 'application/json',
	status: 200,
	operator: false,
} as const;

type Given = Partial<Route> & Pick<Route, 'method' | 'path' | 'subject' | 'summary' | 'response'>;

/** A route, what it does not say filled in. */
type Whole<Definition> = Omit<typeof defaults, keyof Definition> & Definition;

export function route<const Definition extends Given>(definition: Definition): Whole<Definition> {
	return {...defaults, ...definition};
}

/** Routes by their names. */
export type RouteTable = Readonly<Record<string, Route>>;

/** What each kind of event carries, as a schema and in words. */
export type EventTable = Readonly<Record<string, {readonly schema: z.ZodType; readonly meaning: string}>>;

/** Everything that somebody answers by: the server mounts it, the client calls it, OpenAPI and `/docs` are made of it. */
export type Contract<Routes extends RouteTable = RouteTable, Events extends EventTable = EventTable> = {
	/** Who answers. */
	readonly name: 'node' | 'pool';
	readonly routes: Routes;
	readonly events: Events;
};

/** The names in a table of routes or events. */
export type NameIn<Table> = Extract<keyof Table, string>;

/** An event as it is told: one of a kind, or with the names of the table, any of them. */
export type EventIn<Events extends EventTable, Type extends NameIn<Events> = NameIn<Events>> = {
	[Name in Type]: {
		/** `boot-counter`: give it back to resume after it. */
		readonly id: string;
		readonly type: Name;
		readonly data: z.infer<Events[Name]['schema']>;
	}
}[Type];

/** The routes with which everybody who answers tells what happens, how it is, and this contract. */
export const selfRoutes = <const Subject extends string>(subject: Subject) => ({
	events: route({
		method: 'GET', path: '/events', subject, summary: 'Everything that happens, as server-sent events', response: z.string(), responseType: 'text/event-stream',
	}),
	metrics: route({
		method: 'GET', path: '/metrics', subject, summary: 'Figures for Prometheus', response: z.string(), responseType: 'text/plain',
	}),
	openapi: route({
		method: 'GET', path: '/openapi.json', subject, summary: 'This contract as OpenAPI 3.1', response: z.record(z.string(), z.unknown()),
	}),
	docs: route({
		method: 'GET', path: '/docs', subject, summary: 'This contract to read', response: z.string(), responseType: 'text/html',
	}),
});

/** The length of a page. */
export const pageLimit = countInQuery(1, 100).optional();

/** What a handler of the route receives once everything was checked. */
export type RequestOf<Definition extends Route> = {
	readonly params: z.output<Definition['params']>;
	readonly query: z.output<Definition['query']>;
	readonly body: Definition['body'] extends z.ZodType ? z.output<Definition['body']> : undefined;
};

/** What the route answers. */
export type ResponseOf<Definition extends Route> = z.output<Definition['response']>;
