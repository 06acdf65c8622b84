import {nodeContract} from '../api/contract.js';
import type {NodeApi} from '../api/node-api.js';
import {mostOf} from '../api/peer.js';
import {HEADER_SIZE} from '../protocol/header.js';
import {EventStreams} from './event-stream.js';
import {httpDoor} from './http-door.js';
import {defaultLimits, type Limits} from './limits.js';
import {type Bound, listen} from './listen.js';
import {createMetrics} from './metrics.js';
import {nodeFigures} from './node-metrics.js';
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

export type NodeServer = Bound & {
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
	const metrics = createMetrics({figures: nodeFigures, state: async () => node.status(), listeners: () => events.listeners});
	const {server, close} = httpDoor({
		contract: nodeContract,
		handlers: allHandlers({
			contract: nodeContract, node, network, version, events, metrics,
		}),
		allowedHosts,
		bodyLimits: {json: limits.jsonBytes, raw: Math.max(network.max_block_bytes, mostOf.headers * HEADER_SIZE) + RAW_BODY_MARGIN},
		limits,
		log,
		observe: metrics.observe,
	});
	return {...await listen(server, host, port), close};
}
