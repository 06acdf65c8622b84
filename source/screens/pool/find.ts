import type {
	Payout, PoolBlock, PoolMiner, PoolWorker,
} from '../../api/pool.js';
import type {Names} from '../../components/names.js';
import type {LogLine} from '../../store/log-line.js';
import type {PoolState} from '../../store/pool-store.js';

/** What a pool's lists have in them. */
export type PoolRows = {
	readonly workers: readonly PoolWorker[];
	readonly blocks: readonly PoolBlock[];
	readonly miners: readonly PoolMiner[];
	readonly payouts: readonly Payout[];
	readonly events: readonly LogLine[];
};

/** What of a pool's lists has a text in it: a name, an address, a hash, a state. An empty one leaves all. */
export function findRows({blocks, miners, payouts, log}: PoolState, workers: readonly PoolWorker[], text: string, names: Names): PoolRows {
	const wanted = text.trim().toLowerCase();
	if (wanted === '') {
		return {workers, blocks, miners, payouts, events: log};
	}

	const has = (...texts: ReadonlyArray<string | null>): boolean => texts.some(each => each?.toLowerCase().includes(wanted));
	const called = (address: string): readonly string[] => [address, names.get(address) ?? ''];
	return {
		workers: workers.filter(({worker, address, agent}) => has(worker, agent, ...called(address))),
		blocks: blocks.filter(({height, hash, state, worker, finder}) => has(String(height), hash, state, worker, ...called(finder))),
		miners: miners.filter(({address}) => has(...called(address))),
		payouts: payouts.filter(({number, state, transaction, outputs}) => has(String(number), state, transaction, ...outputs.flatMap(({address}) => called(address)))),
		events: log.filter(line => has(line.text)),
	};
}
