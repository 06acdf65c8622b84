import {once, setMaxListeners} from 'node:events';
import {createServer, type Server, STATUS_CODES} from 'node:http';
import {type AddressInfo, isIPv6, type Socket} from 'node:net';
import {getRequestListener} from '@hono/node-server';
import {ApiError, toErrorBody} from '../api/api-error.js';
import {type ErrorCode, errorCodes} from '../api/error-codes.js';
import type {NodeApi} from '../api/node-api.js';
import {mostOf} from '../api/peer.js';
import {HEADER_SIZE} from '../protocol/header.js';
import {EventStreams} from './event-stream.js';
import {headersOf} from './guards.js';
import {defaultLimits, type Limits} from './limits.js';
import {NodeMetrics} from './metrics.js';
import {nodeApp} from './node-app.js';
import {Pipelines} from './pipelines.js';
import {UnreadAnswers} from './unread-answers.js';
import type {Log} from './refusal.js';
import {allHandlers} from './routes/handlers.js';

/** Bytes that a block, or a list of headers, may be too large and still reach the node, whose refusal says more than ours. */
const RAW_BODY_MARGIN = 1000;

export type ServeOptions = {
	readonly node: NodeApi;
	/** The address to listen on, such as `127.0.0.1`, `::1` or `0.0.0.0`. */
	readonly host: string;
	/** 0 takes any free one. */
	readonly port: number;
	/** Names, besides addresses and `localhost`, under which the node may be asked. */
	readonly allowedHosts?: readonly string[];
	/** Of the program, as the documents of the contract tell it. */
	readonly version: string;
	readonly limits?: Partial<Limits>;
	/** Where errors that should not happen go. */
	readonly log: Log;
};

export type NodeServer = {
	/** How programs on this machine reach it: what listens everywhere is told as loopback. */
	readonly url: string;
	readonly port: number;
	/** Refuses what is new, ends the event streams, lets requests that have begun finish for a moment, then cuts what is left. */
	close(): Promise<void>;
};

/**
Opens a node to HTTP.

@throws {ApiError} `port_in_use`; `usage` when the address cannot be listened on at all.
*/
export async function serveNode({node, host, port, allowedHosts = [], version, log, ...options}: ServeOptions): Promise<NodeServer> {
	const limits: Limits = {...defaultLimits, ...options.limits};
	const network = await node.network();
	const events = new EventStreams(node, limits);
	const metrics = new NodeMetrics({node, listeners: () => events.listeners});
	const closing = new AbortController();
	// One for each stream.
	setMaxListeners(0, closing.signal);
	const app = nodeApp({
		handlers: allHandlers({
			node, network, version, events, metrics,
		}),
		allowedHosts,
		bodyLimits: {json: limits.jsonBytes, raw: Math.max(network.max_block_bytes, mostOf.headers * HEADER_SIZE) + RAW_BODY_MARGIN},
		unread: new UnreadAnswers(limits.unreadBytes),
		closing: closing.signal,
		log,
		observe(route, status, seconds) {
			metrics.observe(route, status, seconds);
		},
	});
	const pipelines = new Pipelines(limits.pipelined);
	const answer = getRequestListener(app.fetch, {overrideGlobalObjects: false, errorHandler: () => unreadable()});
	const server = createServer({
		headersTimeout: limits.headersTimeoutMs,
		requestTimeout: limits.requestTimeoutMs,
		keepAliveTimeout: limits.keepAliveTimeoutMs,
		// How often the two above are looked at.
		connectionsCheckingInterval: Math.min(1000, limits.headersTimeoutMs),
	}, (incoming, outgoing) => {
		if (pipelines.admit(incoming.socket, outgoing)) {
			void answer(incoming, outgoing);
		} else {
			incoming.socket.destroy();
		}
	});
	server.maxConnections = limits.connections;
	server.timeout = limits.silenceTimeoutMs;
	server.on('clientError', refuseUnreadable);
	server.on('request', ({socket}, outgoing) => {
		outgoing.once('close', () => {
			if (closing.signal.aborted) {
				socket.destroySoon();
			}
		});
	});

	await listen(server, host, port);
	const bound = (server.address() as AddressInfo).port;
	let closed: Promise<void> | undefined;
	return {
		url: `http://${formatHost(host)}:${bound}`,
		port: bound,
		async close() {
			closing.abort();
			closed ??= closeServer(server, limits.closeGraceMs);
			return closed;
		},
	};
}

async function listen(server: Server, host: string, port: number): Promise<void> {
	server.listen({host, port});
	try {
		await once(server, 'listening');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		throw code === 'EADDRINUSE'
			? new ApiError('port_in_use', `port ${port} is taken`, {port}, {cause: error})
			: new ApiError('usage', `cannot listen on ${formatHost(host)}:${port} (${code ?? String(error)})`, {host, port}, {cause: error});
	}
}

/** Connections without a request go at once, the others with their last answer, and after the grace all that are left. */
async function closeServer(server: Server, graceMs: number): Promise<void> {
	const closed = once(server, 'close');
	server.close();
	const cut = setTimeout(() => {
		server.closeAllConnections();
	}, graceMs);
	await closed;
	clearTimeout(cut);
}

/** What does not even parse as HTTP, or does not arrive in time, is answered on the bare socket. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
	if (!socket.writable || socket.bytesWritten > 0) {
		socket.destroy();
		return;
	}

	const code: ErrorCode = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request_timeout' : 'invalid_request';
	const {status} = errorCodes[code];
	const body = JSON.stringify(toErrorBody(new ApiError(code)));
	socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
}

/** A request that is HTTP but names no URL. */
const unreadable = (): Response => Response.json(toErrorBody(new ApiError('invalid_request')), {status: errorCodes.invalid_request.status, headers: headersOf(undefined)});

function formatHost(host: string): string {
	if (host === '0.0.0.0') {
		return '127.0.0.1';
	}

	return isIPv6(host) ? `[${host === '::' ? '::1' : host}]` : host;
}
