import test, {type ExecutionContext} from 'ava';
import {ApiError} from '../../source/api/api-error.js';
import type {PoolStats} from '../../source/api/pool.js';
import type {PoolApi} from '../../source/api/pool-api.js';
import type {PoolEvent} from '../../source/api/pool-event.js';
import type {Address} from '../../source/protocol/brands.js';
import {PoolStore, workerId} from '../../source/store/pool-store.js';
import {
	blocks, miners, payouts, stats, stranger, workers,
} from '../screens/pool/fixture.js';
import {reached} from './reached.js';

/** A pool that answers what it is told to, and tells events when it is told to. */
class ScriptedPool implements PoolApi {
	isUp = true;
	now: PoolStats = stats;
	readonly #waiting: Array<() => void> = [];
	#queue: PoolEvent[] = [];

	tell(...events: readonly PoolEvent[]): void {
		this.#queue.push(...events);
		this.wake();
	}

	wake(): void {
		for (const wake of this.#waiting.splice(0)) {
			wake();
		}
	}

	async stats() {
		this.#check();
		return this.now;
	}

	async workers() {
		this.#check();
		return [...workers];
	}

	async blocks() {
		this.#check();
		return [...blocks];
	}

	async payouts() {
		this.#check();
		return [...payouts];
	}

	async miner(address: string) {
		this.#check();
		const found = miners.find(miner => miner.address === address && address !== stranger);
		if (!found) {
			throw new ApiError('not_found', 'nobody knows it');
		}

		return found;
	}

	async * events({signal}: {signal?: AbortSignal | undefined} = {}): AsyncIterable<PoolEvent> {
		this.#check();
		const first: Pick<PoolEvent & {type: 'stats'}, 'type' | 'data'> = {type: 'stats', data: this.now};
		yield first as PoolEvent;
		signal?.addEventListener('abort', () => {
			this.wake();
		});
		while (this.isUp && !signal?.aborted) {
			const events = this.#queue;
			this.#queue = [];
			yield * events;
			if (this.#queue.length === 0 && !signal?.aborted) {
				await new Promise<void>(resolve => {
					this.#waiting.push(resolve);
				});
			}
		}
	}

	#check(): void {
		if (!this.isUp) {
			throw new ApiError('node_unreachable', 'nothing listens there');
		}
	}
}

function follow(t: ExecutionContext) {
	const pool = new ScriptedPool();
	const store = new PoolStore(pool, {clock: Date.now, tickMs: 5, retryMs: 5});
	const done = store.run();
	t.teardown(async () => {
		store.stop();
		await done;
	});
	return {pool, store};
}

test('everything a pool tells is in frozen snapshots, and who is owed most comes first', async t => {
	const {store} = follow(t);
	const state = await reached(store, ({miners: known, workerRates, rates}) => known.length > 0 && workerRates.size > 0 && rates.length > 2);
	t.true(Object.isFrozen(state));
	t.is(state.stats!.height, 1284);
	t.deepEqual(state.blocks, blocks);
	t.deepEqual(state.payouts, payouts);
	t.deepEqual(state.miners.map(({balance}) => balance), ['99.5', '12.5'], 'whom the pool does not know is left out');
	t.is(state.rates.at(-1), stats.hashrate);
	t.is(state.workerRates.get(workerId(workers[2]!))!.at(-1), null, 'who has handed in nothing has no rate yet');
	t.is(state.workerRates.get(workerId(workers[3]!))!.at(-1), 0, 'who has left does nothing');
});

test('who comes, what is found and what is paid is told; shares and stats are not', async t => {
	const {pool, store} = follow(t);
	await reached(store, ({stats: known}) => known !== undefined);
	const {credits: _, ...block} = blocks[1]!;
	pool.tell(
		{type: 'worker', data: {address: workers[0]!.address, worker: 'laptop', connected: true, agent: 'x/1'}} as PoolEvent,
		{type: 'share', data: {address: workers[0]!.address, worker: 'laptop', height: 1, difficulty: 1, skipped: 0}} as PoolEvent,
		{type: 'block', data: block} as PoolEvent,
		{type: 'payout', data: payouts[2]!} as PoolEvent,
	);
	const {log} = await reached(store, state => state.log.length >= 3);
	t.deepEqual(log.map(({kind}) => kind), ['good', 'bad', 'peer']);
	t.regex(log[1]!.text, /refused: time_too_new$/v);
	t.regex(log[2]!.text, /\.laptop came, x\/1$/v);
});

test('a pool that goes away is told once, its old figures stay, and it is followed again when it is back', async t => {
	const {pool, store} = follow(t);
	await reached(store, ({rates}) => rates.length > 0);
	pool.isUp = false;
	pool.wake();
	const gone = await reached(store, ({trouble}) => trouble !== undefined);
	t.is(gone.stats!.height, 1284);
	pool.now = {...stats, height: 1290};
	pool.isUp = true;
	const back = await reached(store, ({trouble, stats: known}) => trouble === undefined && known?.height === 1290);
	t.true(back.log.filter(({kind}) => kind === 'bad').length <= 2);
});

test('what holds a pool up is told when it begins, and when it ends', async t => {
	const {pool, store} = follow(t);
	await reached(store, ({rates}) => rates.length > 0);
	pool.now = {...stats, trouble: {code: 'node_unreachable', message: 'the node is gone'}};
	await reached(store, ({log}) => log[0]?.text === 'the node is gone');
	pool.now = stats;
	const {log} = await reached(store, state => state.log[0]?.text === 'the pool works again');
	t.is(log.length, 2);
});

test('of many miners the first are asked for, and more when somebody comes to the end of them', async t => {
	const {pool, store} = follow(t);
	const many = Array.from({length: 120}, (_, index) => ({...workers[0]!, address: `club1q${String(index).padStart(3, '0')}` as Address}));
	pool.workers = async () => many;
	pool.blocks = async () => [];
	pool.payouts = async () => [];
	pool.miner = async address => ({...miners[0]!, address: address as Address});
	const first = await reached(store, state => state.hasMoreMiners);
	t.is(first.miners.length, 50);
	await store.moreMiners();
	await reached(store, state => state.miners.length === 100 && state.hasMoreMiners);
	await store.moreMiners();
	const {miners: all} = await reached(store, state => state.miners.length === 120 && !state.hasMoreMiners);
	await store.moreMiners();
	t.is(new Set(all.map(({address}) => address)).size, 120);
});
