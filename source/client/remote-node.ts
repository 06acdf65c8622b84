import {isIP} from 'node:net';
import {ApiError} from '../api/api-error.js';
import {nodeContract, type RouteName} from '../api/contract.js';
import {events} from '../api/event.js';
import type {DialNode, RemoteNode} from '../api/node-api.js';
import {originOf} from '../api/node-url.js';
import {mostOf, NODE_HEADER} from '../api/peer.js';
import {hostOf, isWithinReach} from '../api/reach.js';
import {HEADER_SIZE} from '../protocol/header.js';
import {defaultTimings, type EventTimings, followOnce} from './event-stream.js';
import {guardedLookup} from './guarded-lookup.js';
import {NodeClient} from './node-client.js';
import {RouteClient} from './route-client.js';
import {Transport} from './transport.js';

/** More than any honest answer: a list of blocks stops at 4 MB, but for one block of another 4. */
const MAX_ANSWER_BYTES: Partial<Record<RouteName, number>> = {
	headers: mostOf.headers * HEADER_SIZE, bodies: 9_000_000, pendingBytes: 5_000_000, peers: 2_000_000,
};

/** All others are small, and many may be under way. */
const MAX_SMALL_BYTES = 200_000;

/** For a whole answer. Whether another peer would be quicker is found out long before. */
const TIMEOUT_MS = 20_000;

/**
Dials another node, as one node does.

@throws {ApiError} `peer_not_allowed` when the URL names an address that may not be dialled; `invalid_request` when it is none. A name is looked up, and checked, with each connection.
*/
export const dialNode = (url: string, {reach, id}: Parameters<DialNode>[1], timings: EventTimings = defaultTimings): RemoteNode => {
	const origin = originOf(url);
	const host = hostOf(origin);
	if (isIP(host) !== 0 && !isWithinReach(host, reach)) {
		throw new ApiError('peer_not_allowed', `${host} is an address that this node does not dial${reach === 'loopback' ? '' : ' for somebody else'}`, {url: origin});
	}

	const transport = new Transport(origin, {lookup: guardedLookup(reach), headers: {[NODE_HEADER]: id}});
	const routes = new RouteClient(nodeContract, transport, {timeoutMs: TIMEOUT_MS, maxResponseBytes: route => MAX_ANSWER_BYTES[route as RouteName] ?? MAX_SMALL_BYTES});
	const client = new NodeClient(transport, routes, timings);
	return Object.assign(client, {
		traffic: transport.traffic,
		follow: (signal: AbortSignal) => followOnce({
			events, transport, timings, refusalOf: async answer => routes.refusalOf(answer),
		}, {
			signal: AbortSignal.any([signal, transport.closed]), types: ['tip', 'transaction'],
		}),
	});
};
