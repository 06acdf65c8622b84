import {performance} from 'node:perf_hooks';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {HttpBindings} from '@hono/node-server';
import {RESPONSE_ALREADY_SENT} from '@hono/node-server/utils/response';
import {type Context, Hono} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import {ApiError} from '../api/api-error.js';
import {
	type Contract, type NameIn, rawBytes, type Route, type RouteTable,
} from '../api/route.js';
import {checkRequest} from './check-request.js';
import {answerEarly} from './early-answer.js';
import {guardHost, guardOperator, headersOf} from './guards.js';
import type {Handlers} from './handler.js';
import {type Log, refusalOf} from './refusal.js';
import {checkMediaType, parseJson, readBody} from './request-body.js';
import {Streamed} from './streamed.js';
import type {UnreadAnswers} from './unread-answers.js';
import {writeAnswer, writeHead} from './write-answer.js';

type Env = {Bindings: HttpBindings};

export type AppOptions<Routes extends RouteTable> = {
	readonly contract: Contract<Routes>;
	readonly handlers: Handlers<Routes>;
	/** Names, besides addresses and `localhost`, that the Host header may say. */
	readonly allowedHosts: readonly string[];
	/** Bytes. */
	readonly bodyLimits: {readonly json: number; readonly raw: number};
	readonly unread: UnreadAnswers;
	/** Aborts when the server closes: streams end. */
	readonly closing: AbortSignal;
	readonly log: Log;
	/** Called when a request was answered. @param seconds - `undefined` for a stream. */
	readonly observe: (route: NameIn<Routes> | 'none', status: number, seconds: number | undefined) => void;
};

/** A handler whose types were checked where it was written; here, only the contract knows them. */
type AnyHandler = (request: {params: unknown; query: unknown; body: unknown}, incoming: IncomingMessage) => Promise<unknown>;

/** What is the same for any contract. */
type AnyOptions = Omit<AppOptions<RouteTable>, 'handlers'> & {readonly handlers: Readonly<Record<string, AnyHandler>>};

/** A contract as a Hono application: what every route has in common, so that a handler sees only requests that are right. */
export function contractApp<Routes extends RouteTable>(given: AppOptions<Routes>): Hono<Env> {
	const options = given as unknown as AnyOptions;
	const {routes} = options.contract;
	const app = new Hono<Env>();
	app.use(async ({env: {incoming, outgoing}}, next) => {
		for (const [name, value] of Object.entries(headersOf(incoming.method))) {
			outgoing.setHeader(name, value);
		}

		guardHost(incoming, options.allowedHosts);
		await next();
	});

	for (const [name, route] of literalFirst(Object.entries(routes))) {
		app.on(route.method, route.path, async context => answer(context, name, options));
	}

	for (const [path, methods] of methodsByPath(routes)) {
		app.all(path, () => {
			throw new ApiError('method_not_allowed', undefined, {allow: methods});
		});
	}

	app.notFound(() => {
		throw new ApiError('not_found', 'there is no such path; GET /docs lists those there are');
	});
	app.onError(async (error, context) => {
		const response = await refuse(context, error, options.log);
		options.observe('none', response.status, undefined);
		return response;
	});
	return app;
}

/** `/blocks/raw` is not the block whose id is `raw`. */
const literalFirst = (entries: Array<[string, Route]>) => entries.toSorted(([, a], [, b]) => Number(a.path.includes(':')) - Number(b.path.includes(':')));

function methodsByPath(routes: RouteTable): Map<string, string[]> {
	const methods = new Map<string, string[]>();
	for (const {path, method} of Object.values(routes)) {
		methods.set(path, [...methods.get(path) ?? [], method]);
	}

	return methods;
}

async function answer(context: Context<Env>, name: string, options: AnyOptions): Promise<Response> {
	const started = performance.now();
	const route = options.contract.routes[name]!;
	const {incoming, outgoing} = context.env;
	let isStream = false;
	let response: Response;
	try {
		guardOperator(route, incoming);
		const request = {
			params: checkRequest(route.params, context.req.param()),
			query: checkRequest(route.query, queryOf(context)),
			body: await bodyOf(route, incoming, options.bodyLimits),
		};
		const result = await options.handlers[name]!(request, incoming);
		isStream = result instanceof Streamed;
		if (result instanceof Uint8Array) {
			options.unread.add(outgoing, result.length);
		}

		if (!(result instanceof Streamed)) {
			writeAnswer(outgoing, route, result);
		} else if (incoming.method === 'HEAD') {
			writeHead(outgoing, route);
		} else {
			await stream(result, {incoming, outgoing}, options.closing);
		}

		response = RESPONSE_ALREADY_SENT;
	} catch (error) {
		response = outgoing.headersSent ? cut(outgoing) : await refuse(context, error, options.log);
	}

	options.observe(name, response === RESPONSE_ALREADY_SENT ? outgoing.statusCode : response.status, isStream ? undefined : (performance.now() - started) / 1000);
	return response;
}

/** A name given twice becomes a list, which no schema takes. */
function queryOf(context: Context<Env>): Record<string, unknown> {
	const parameters = new URL(context.req.url).searchParams;
	return Object.fromEntries([...new Set(parameters.keys())].map(name => {
		const values = parameters.getAll(name);
		return [name, values.length === 1 ? values[0] : values];
	}));
}

async function bodyOf(route: Route, incoming: IncomingMessage, limits: AnyOptions['bodyLimits']): Promise<unknown> {
	if (route.body === undefined) {
		return undefined;
	}

	const isRaw = route.body === rawBytes;
	checkMediaType(incoming, isRaw ? 'application/octet-stream' : 'application/json');
	const bytes = await readBody(incoming, isRaw ? limits.raw : limits.json);
	return isRaw ? bytes : checkRequest(route.body, parseJson(bytes));
}

/** Lets the answer be written to the socket itself, which alone knows how far behind its reader is. */
async function stream(streamed: Streamed, {incoming, outgoing}: HttpBindings, closing: AbortSignal): Promise<void> {
	const controller = new AbortController();
	const abort = () => {
		controller.abort();
	};

	// An answer that waits for an earlier one on its connection never hears that the connection was closed.
	const {socket} = incoming;
	socket.once('close', abort);
	outgoing.once('close', abort);
	closing.addEventListener('abort', abort);
	try {
		await streamed.write(outgoing, controller.signal);
	} finally {
		socket.off('close', abort);
		closing.removeEventListener('abort', abort);
	}
}

/** Half an answer must not look like a whole one. */
function cut(outgoing: ServerResponse): Response {
	outgoing.destroy();
	return RESPONSE_ALREADY_SENT;
}

async function refuse(context: Context<Env>, error: unknown, log: Log): Promise<Response> {
	const {status, headers, body} = refusalOf(error, `${context.req.method} ${context.req.path}`, log);
	const {incoming, outgoing} = context.env;
	if (body.error.code === 'body_too_large') {
		await answerEarly(incoming, outgoing, status, body);
		return RESPONSE_ALREADY_SENT;
	}

	return context.json(body, status as ContentfulStatusCode, headers);
}
