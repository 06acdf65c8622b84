import * as z from 'zod';
import {ApiError, hasCode} from '../api/api-error.js';
import {isErrorCode} from '../api/error-codes.js';
import {decodeRawList} from '../api/raw-list.js';
import {
	type Contract, type NameIn, rawBytes, type ResponseOf, type Route, type RouteTable,
} from '../api/route.js';
import {RuleError} from '../protocol/rule-error.js';
import type {Answer, Transport} from './transport.js';

type Part = Readonly<Record<string, string | number | undefined>>;

type Asked<Schema extends z.ZodType> = {readonly [Field in keyof z.input<Schema>]: string | number | undefined};

/** What a route takes: only what the contract says it has. */
export type Call<Definition extends Route> = {
	readonly params?: Asked<Definition['params']>;
	readonly query?: Asked<Definition['query']>;
	readonly body?: Definition['body'] extends z.ZodType ? z.input<Definition['body']> : undefined;
};

export type RouteClientOptions = {
	/** For a whole answer. Milliseconds. */
	readonly timeoutMs: number;
	/** An answer that is longer is refused. Bytes. */
	readonly maxResponseBytes: (route: string) => number;
};

const MAX_REFUSAL_BYTES = 100_000;

/** Of what a node says to a person. */
const MAX_MESSAGE = 500;

const errorBody = z.object({error: z.object({code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).optional()})});

/** Calls the routes of a contract, and believes no answer that is not of its schema. */
export class RouteClient<Routes extends RouteTable> {
	readonly #contract: Contract<Routes>;
	readonly #transport: Transport;
	readonly #options: RouteClientOptions;

	constructor(contract: Contract<Routes>, transport: Transport, options: RouteClientOptions) {
		this.#contract = contract;
		this.#transport = transport;
		this.#options = options;
	}

	/** @throws {ApiError} The refusal; or `node_unreachable`, also when what answers is something else. */
	async call<Name extends NameIn<Routes>>(name: Name, call: Call<Routes[Name]> = {}): Promise<ResponseOf<Routes[Name]>> {
		const route: Route = this.#contract.routes[name]!;
		const answer = await this.#transport.send({
			method: route.method,
			path: pathOf(route, call),
			...bodyOf(route, call.body),
			timeoutMs: this.#options.timeoutMs,
		});
		const bytes = await this.#readAll(answer, this.#options.maxResponseBytes(name));
		if (answer.status !== route.status) {
			throw this.#refusalOf(answer.status, bytes);
		}

		return this.#check(route, bytes) as ResponseOf<Routes[Name]>;
	}

	/** A route that answers with byte strings, each after its length. @param most - How many there may be. @throws {ApiError} like {@link call}. */
	async callForList<Name extends NameIn<Routes>>(name: Name, most: number, call: Call<Routes[Name]> = {}): Promise<Uint8Array[]> {
		const bytes: unknown = await this.call(name, call);
		try {
			return decodeRawList(bytes as Uint8Array, most);
		} catch (error) {
			throw error instanceof RuleError || hasCode(error, 'invalid_request') ? this.#stranger(`${name}: ${error.message}`) : error;
		}
	}

	/** What somebody says who refuses. */
	async refusalOf(answer: Answer): Promise<ApiError> {
		return this.#refusalOf(answer.status, await this.#readAll(answer, MAX_REFUSAL_BYTES));
	}

	#refusalOf(status: number, bytes: Uint8Array): ApiError {
		const {data} = errorBody.safeParse(parseJson(bytes));
		if (!data) {
			return this.#stranger(`status ${status}`);
		}

		const {code, message, details} = data.error;
		return new ApiError(isErrorCode(code) ? code : 'internal', readable(message), details);
	}

	#check(route: Route, bytes: Uint8Array): unknown {
		if (route.response === rawBytes) {
			return bytes;
		}

		const {data, error} = route.response.safeParse(parseJson(bytes));
		if (error) {
			throw this.#stranger(`${route.method} ${route.path}: ${error.issues[0]!.path.join('.')} ${error.issues[0]!.message}`);
		}

		return data;
	}

	async #readAll({chunks}: Answer, most: number): Promise<Uint8Array> {
		const parts: Uint8Array[] = [];
		let size = 0;
		for await (const chunk of chunks) {
			size += chunk.length;
			if (size > most) {
				throw this.#stranger(`more than ${most} bytes`);
			}

			parts.push(chunk);
		}

		return Buffer.concat(parts);
	}

	#stranger(what: string): ApiError {
		const {url} = this.#transport;
		return new ApiError('node_unreachable', `what answers at ${url} does not answer like a ${this.#contract.name}: ${what}`, {url});
	}
}

function pathOf(route: Route, {params: parameters = {}, query = {}}: {params?: Part; query?: Part}): string {
	const path = route.path.replaceAll(/:(\w+)/gv, (_, name: string) => encodeURIComponent(String(parameters[name])));
	const given = Object.entries(query).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)] as [string, string]);
	return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

function bodyOf(route: Route, body: unknown): {headers?: Record<string, string>; body?: Uint8Array} {
	if (route.body === undefined) {
		return {};
	}

	return route.body === rawBytes
		? {headers: {'content-type': 'application/octet-stream'}, body: body as Uint8Array}
		: {headers: {'content-type': 'application/json'}, body: new TextEncoder().encode(JSON.stringify(body))};
}

/** What somebody else has written, fit for a terminal and a log: on one line, without anything that moves the cursor. */
const readable = (message: string): string => message.slice(0, MAX_MESSAGE).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gv, ' ');

function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		return undefined;
	}
}
