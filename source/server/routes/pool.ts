import type {PoolApi} from '../../api/pool-api.js';
import type {PoolRoutes} from '../../api/pool-contract.js';
import type {Handlers, SelfDoor} from '../handler.js';
import {selfHandlers} from './self.js';

/** What the handlers of a pool are given to answer from. */
export type PoolDoor = SelfDoor & {readonly pool: PoolApi};

/** A handler for every route of the pool's contract. */
export const poolHandlers = (door: PoolDoor): Handlers<PoolRoutes> => ({
	...selfHandlers(door),
	stats: async () => door.pool.stats(),
	workers: async ({query}) => door.pool.workers(query),
	blocks: async ({query}) => door.pool.blocks(query),
	payouts: async ({query}) => door.pool.payouts(query),
	miner: async ({params}) => door.pool.miner(params.address),
});
