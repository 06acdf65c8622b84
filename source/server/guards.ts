import {isIP} from 'node:net';
import type {IncomingMessage} from 'node:http';
import {ApiError} from '../api/api-error.js';
import type {Route} from '../api/route.js';
import {reachOf} from '../api/reach.js';

const hostHeader = /^(?:\[(?<v6>[\da-f:.]+)\]|(?<name>[^:@\/\[\]]+))(?::\d{1,5})?$/iv;

/**
Whether a Host header may reach the node. A web page that has its own name point at 127.0.0.1 (DNS rebinding) speaks to us with that name in Host: an address, `localhost` and the configured names are the only ones that are ours.
*/
export function isHostAllowed(header: string | undefined, allowedHosts: readonly string[]): boolean {
	const {v6, name} = hostHeader.exec(header ?? '')?.groups ?? {};
	const host = (v6 ?? name)?.toLowerCase();
	return host !== undefined && (isIP(host) !== 0 || host === 'localhost' || allowedHosts.some(allowed => allowed.toLowerCase() === host));
}

/** @throws {ApiError} `host_not_allowed` */
export function guardHost(incoming: IncomingMessage, allowedHosts: readonly string[]): void {
	const {host} = incoming.headers;
	if (!isHostAllowed(host, allowedHosts)) {
		throw new ApiError('host_not_allowed', undefined, {host: host?.slice(0, 100)});
	}
}

/** @throws {ApiError} `loopback_only` when an operator's route is asked for from another machine. */
export function guardOperator(route: Route, incoming: IncomingMessage): void {
	if (route.operator && reachOf(incoming.socket.remoteAddress) !== 'loopback') {
		throw new ApiError('loopback_only');
	}
}

/** Every answer has these; any page may read what a GET answers, and nothing else. */
export const headersOf = (method: string | undefined): Record<string, string> => ({
	'x-content-type-options': 'nosniff',
	...(method === 'GET' && {'access-control-allow-origin': '*'}),
});
