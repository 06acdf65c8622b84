import type {PoolAddress} from '../api/pool-address.js';

/** What happens with the pools, for a person to see. */
export type PoolNews
	= | {readonly kind: 'connected'; readonly pool: PoolAddress}
		| {readonly kind: 'lost'; readonly pool: PoolAddress; readonly reason: string}
	/** No pool gives work; they are tried again in so many milliseconds. */
		| {readonly kind: 'waiting'; readonly retryMs: number}
	/** The pool's own words. */
		| {readonly kind: 'message'; readonly pool: PoolAddress; readonly text: string};
