import {once, setMaxListeners} from 'node:events';
import {createServer, type Server, STATUS_CODES} from 'node:http';
import type {Socket} from 'node:net';
import {getRequestListener} from '@hono/node-server';
import {ApiError, toErrorBody} from '../api/api-error.js';
import {type ErrorCode, errorCodes} from '../api/error-codes.js';
import type {RouteTable} from '../api/route.js';
import {type AppOptions, contractApp} from './contract-app.js';
import {headersOf} from './guards.js';
import type {Limits} from './limits.js';
import {Pipelines} from './pipelines.js';
import {UnreadAnswers} from './unread-answers.js';

export type HttpDoor = {
	/** Does not listen yet. */
	readonly server: Server;
	/** Refuses what is new, ends the event streams, lets requests that have begun finish for a moment, then cuts what is left. */
	close(): Promise<void>;
};

/** A contract behind an HTTP server, with limits on what it puts up with. */
export function httpDoor<Routes extends RouteTable>({limits, ...options}: Omit<AppOptions<Routes>, 'closing' | 'unread'> & {readonly limits: Limits}): HttpDoor {
	const closing = new AbortController();
	// One for each stream.
	setMaxListeners(0, closing.signal);
	const app = contractApp<Routes>({...options, closing: closing.signal, unread: new UnreadAnswers(limits.unreadBytes)});
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

	let closed: Promise<void> | undefined;
	return {
		server,
		async close() {
			closing.abort();
			closed ??= closeServer(server, limits.closeGraceMs);
			return closed;
		},
	};
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
