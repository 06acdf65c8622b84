import type {PoolBlock, PoolWorker} from '../../api/pool.js';
import type {Series} from '../../store/series.js';

/*
What can be reckoned from what a pool tells. What cannot be known yet is `undefined`.
*/

/** The mean of the last seconds; not before there are so many. @param rates - One value a second. */
export function meanRate(rates: Series, seconds: number): number | undefined {
	const known = rates.length < seconds ? [] : rates.slice(-seconds).filter(rate => rate !== null);
	return known.length < seconds / 2 ? undefined : known.reduce((sum, rate) => sum + rate, 0) / known.length;
}

/** How much less work than expected the blocks took: 1 as expected, 2 half of it. */
export function luckOf(blocks: readonly PoolBlock[]): number | undefined {
	const found = blocks.filter(({state}) => state !== 'refused');
	const effort = found.reduce((sum, block) => sum + block.effort, 0);
	return effort > 0 ? found.length / effort : undefined;
}

/** `42 %` */
export const percent = (share: number | undefined): string | undefined => share === undefined ? undefined : `${share >= 9.995 || share === 0 ? Math.round(share * 100).toLocaleString('en') : Number((share * 100).toPrecision(3))} %`;

export const workerOrders = ['hashrate', 'accepted', 'best', 'seen', 'name'] as const;

export type WorkerOrder = typeof workerOrders[number];

export const orderNames: Readonly<Record<WorkerOrder, string>> = {hashrate: 'fastest first', accepted: 'most shares first', best: 'best share first', seen: 'last seen first', name: 'by name'};

const rankOf: Readonly<Record<Exclude<WorkerOrder, 'name'>, (worker: PoolWorker) => number>> = {
	hashrate: ({hashrate}) => hashrate,
	accepted: ({accepted}) => accepted,
	best: ({best}) => best,
	seen: ({last_seen: seen}) => seen,
};

const byName = (a: PoolWorker, b: PoolWorker): number => a.worker.localeCompare(b.worker, 'en', {numeric: true}) || a.address.localeCompare(b.address);

/** Equal ones by name, so that none jumps about. */
export const sortedWorkers = (workers: readonly PoolWorker[], order: WorkerOrder): readonly PoolWorker[] => order === 'name'
	? workers.toSorted(byName)
	: workers.toSorted((a, b) => rankOf[order](b) - rankOf[order](a) || byName(a, b));

export const nextOrder = (order: WorkerOrder): WorkerOrder => workerOrders[(workerOrders.indexOf(order) + 1) % workerOrders.length]!;
