import type {PoolApi} from '../api/pool-api.js';
import {poolContract} from '../api/pool-contract.js';
import {EventStreams} from './event-stream.js';
import {type HttpDoor, httpDoor} from './http-door.js';
import {defaultLimits, type Limits} from './limits.js';
import {createMetrics} from './metrics.js';
import {poolFigures} from './pool-metrics.js';
import type {Log} from './refusal.js';
import {poolHandlers} from './routes/pool.js';

export type PoolDoorOptions = {
	readonly pool: PoolApi;
	/** Names, besides addresses and `localhost`, under which the pool may be asked. */
	readonly allowedHosts?: readonly string[];
	/** Of the program, as the documents of the contract tell it. */
	readonly version: string;
	readonly limits?: Partial<Limits>;
	/** Where errors that should not happen go. */
	readonly log: Log;
};

/** The HTTP half of a pool's door. Its server does not listen: the pool has one port, on which miners come too. */
export function poolDoor({pool, allowedHosts = [], version, log, ...options}: PoolDoorOptions): HttpDoor {
	const limits: Limits = {...defaultLimits, ...options.limits};
	const events = new EventStreams(pool, limits);
	const metrics = createMetrics({figures: poolFigures, state: async () => pool.stats(), listeners: () => events.listeners});
	return httpDoor({
		contract: poolContract,
		handlers: poolHandlers({
			contract: poolContract, pool, version, events, metrics,
		}),
		allowedHosts,
		bodyLimits: {json: limits.jsonBytes, raw: limits.jsonBytes},
		limits,
		log,
		observe: metrics.observe,
	});
}
