import {once, setMaxListeners} from 'node:events';
import {Agent as HttpAgent} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import type {LookupFunction} from 'node:net';
import got, {type Request, RequestError} from 'got';
import {ApiError} from '../api/api-error.js';
import {connectionTroubles} from './connection-troubles.js';

export type Exchange = {
	readonly method: 'GET' | 'POST' | 'DELETE';
	/** Path and query, from `/`. */
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>> | undefined;
	readonly body?: Uint8Array | undefined;
	/** Until the whole answer is there, in milliseconds; `undefined` for an answer without end. */
	readonly timeoutMs: number | undefined;
	readonly signal?: AbortSignal | undefined;
};

/** An answer of which the head has arrived. */
export type Answer = {
	readonly status: number;
	/** The body as it comes. Fails with `node_unreachable` when it breaks off. */
	readonly chunks: AsyncIterable<Uint8Array>;
	/** Lets go of a body that is not wanted any further. */
	cancel(): void;
};

/** How long connecting may take, and then the first byte of the answer. Milliseconds. */
const CONNECT_TIMEOUT = 5000;
const RESPONSE_TIMEOUT = 20_000;

/** HTTP to one node, over kept connections. Redirects are not followed: whoever names a node means that node. */
export class Transport {
	/** Without a slash at the end. */
	readonly url: string;
	/** Bytes of bodies, both ways. */
	readonly traffic = {sent: 0, received: 0};
	readonly #agent: {readonly http: HttpAgent; readonly https: HttpsAgent};
	readonly #headers: Readonly<Record<string, string>>;
	readonly #closed = new AbortController();

	/** @param options.lookup - Finds the address of the host, when it is a name; by default the system's. @param options.headers - What every request says. */
	constructor(url: string, {lookup, headers = {}}: {readonly lookup?: LookupFunction; readonly headers?: Readonly<Record<string, string>>} = {}) {
		this.url = url;
		this.#headers = headers;
		this.#agent = {http: new HttpAgent({keepAlive: true, ...(lookup && {lookup})}), https: new HttpsAgent({keepAlive: true, ...(lookup && {lookup})})};
		// One for each request under way.
		setMaxListeners(0, this.closed);
	}

	/** Aborts when this transport is closed. */
	get closed(): AbortSignal {
		return this.#closed.signal;
	}

	/**
	Sends a request, and waits for the head of the answer, whatever its status.

	@throws {ApiError} `node_unreachable`, naming the URL.
	*/
	async send({method, path, headers, body, timeoutMs, signal}: Exchange): Promise<Answer> {
		this.traffic.sent += body?.length ?? 0;
		const stream = got.stream(this.url + path, {
			method,
			headers: {'user-agent': 'chain-tui', ...this.#headers, ...headers},
			// A body that is given, if only as empty, ends the request.
			...(method !== 'GET' && {body: body ?? new Uint8Array()}),
			agent: this.#agent,
			retry: {limit: 0},
			followRedirect: false,
			throwHttpErrors: false,
			decompress: false,
			timeout: {lookup: CONNECT_TIMEOUT, connect: CONNECT_TIMEOUT, response: RESPONSE_TIMEOUT, request: timeoutMs},
			signal: signal ? AbortSignal.any([this.closed, signal]) : this.closed,
		});
		// Whoever reads the stream learns of its errors; one between two reads is nobody's yet.
		stream.on('error', () => undefined);
		try {
			const [response] = await once(stream, 'response') as [{statusCode: number}];
			return {
				status: response.statusCode,
				chunks: this.#read(stream),
				cancel() {
					stream.destroy();
				},
			};
		} catch (error) {
			stream.destroy();
			throw this.#unreachable(error);
		}
	}

	/** Ends everything that is under way. */
	close(): void {
		this.#closed.abort();
		this.#agent.http.destroy();
		this.#agent.https.destroy();
	}

	async * #read(stream: Request): AsyncGenerator<Uint8Array> {
		try {
			for await (const chunk of stream as AsyncIterable<Uint8Array>) {
				this.traffic.received += chunk.length;
				yield chunk;
			}
		} catch (error) {
			throw this.#unreachable(error);
		} finally {
			// Got does not do that itself, and would listen to the signal for ever.
			stream.destroy();
		}
	}

	#unreachable(error: unknown): ApiError {
		if (error instanceof RequestError && error.code === 'ERR_ADDRESS_NOT_ALLOWED') {
			return new ApiError('peer_not_allowed', error.message, {url: this.url}, {cause: error});
		}

		const reason = error instanceof RequestError ? (connectionTroubles[error.code] ?? error.message) : String(error);
		return new ApiError('node_unreachable', `no node answers at ${this.url}: ${reason}`, {url: this.url}, {cause: error});
	}
}
