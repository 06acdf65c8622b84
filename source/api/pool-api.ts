import type {Address, Height} from '../protocol/brands.js';
import type {FollowOptions} from './event.js';
import type {
	Payout, PoolBlock, PoolMiner, PoolStats, PoolWorker,
} from './pool.js';
import type {PoolEvent} from './pool-event.js';

/**
What a pool can be asked, wherever it runs: `engine/pool` answers in process, `client/pool-client` over HTTP.

Every method fails with an `ApiError`; `not_found` when what was named does not exist.
*/
export type PoolApi = {
	stats(): Promise<PoolStats>;
	/** Those that are connected, the fastest first. @param options.limit - 1 to 1000, by default 100. */
	workers(options?: {limit?: number | undefined}): Promise<PoolWorker[]>;
	/** Highest first. @param options.before - A height: only blocks below it. @param options.limit - 1 to 100, by default 25. */
	blocks(options?: {before?: Height | undefined; limit?: number | undefined}): Promise<PoolBlock[]>;
	/** Newest first. @param options.before - A number: only payouts before it. @param options.limit - 1 to 100, by default 25. */
	payouts(options?: {before?: number | undefined; limit?: number | undefined}): Promise<Payout[]>;
	miner(address: Address): Promise<PoolMiner>;
	/** Begins with `stats`, ends when the signal aborts, or when the pool stops. */
	events(options?: FollowOptions): AsyncIterable<PoolEvent>;
};
