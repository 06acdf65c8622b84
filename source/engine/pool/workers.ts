import type {PoolWorker} from '../../api/pool.js';

/** Who is connected to the pool and works; whoever serves miners keeps this up to date. */
export type Workers = {
	/** Workers that are connected now. */
	readonly count: number;
	/** In no order, as of now. */
	list(): readonly PoolWorker[];
};
