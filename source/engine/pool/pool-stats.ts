import {formatAmount} from '../../protocol/amount.js';
import type {ApiError} from '../../api/api-error.js';
import {blockStates, type PoolStats} from '../../api/pool.js';
import type {Accounting, AccountingOptions} from './accounting.js';
import type {WorkerSnapshot} from './workers.js';
import {hashrateOf, ratioOf} from './objects.js';
import {formatPoolFee} from './pool-fee.js';
import type {PoolKey} from './payouts.js';

/** What a pool's stats are made of. */
export type PoolState = {
	readonly options: AccountingOptions & {readonly version: string};
	readonly key: Pick<PoolKey, 'address'>;
	readonly accounting: Pick<Accounting, 'books' | 'round'>;
	readonly workers: readonly WorkerSnapshot[];
	readonly tip: {readonly height: number; readonly difficulty: number};
	readonly trouble: ApiError | undefined;
	/** The clock, and what it said when the pool began. */
	readonly nowMs: number;
	readonly startedMs: number;
};

/** How a pool is. It takes as long with a million shares behind it as with none. */
export function poolStats({options, key, accounting: {books, round}, workers, tip, trouble, nowMs, startedMs}: PoolState): PoolStats {
	const {network, scheme, fee, threshold, version} = options;
	const {totals} = books;
	return {
		network: network.name,
		genesis: network.genesis.hash,
		height: tip.height,
		difficulty: tip.difficulty,
		address: key.address,
		scheme,
		fee: formatPoolFee(fee?.millionths ?? 0n),
		threshold: formatAmount(threshold),
		workers: workers.filter(({connections}) => connections > 0).length,
		miners: totals.miners,
		hashrate: hashrateOf(workers),
		round: {
			work: round.total.toString(),
			miners: round.work.size,
			effort: ratioOf(round.total, BigInt(Math.ceil(tip.difficulty))),
		},
		blocks: Object.fromEntries(blockStates.map(state => [state, totals.blocks[state] ?? 0])) as PoolStats['blocks'],
		owed: formatAmount(totals.balance),
		pending: formatAmount(totals.pending),
		paid: formatAmount(totals.paid),
		payouts: totals.payouts,
		trouble: trouble ? {code: trouble.code, message: trouble.message} : null,
		version,
		uptime: Math.floor((nowMs - startedMs) / 1000),
	};
}
