import test from 'ava';
import {ApiError} from '../../source/api/api-error.js';
import type {Address} from '../../source/protocol/brands.js';
import type {Miner, MinerEvent, MinerState} from '../../source/runtime/mine.js';
import {MinerStore} from '../../source/store/miner-store.js';

const nothing: MinerState = {
	isRunning: false, source: 'solo', kernel: undefined, processes: [], hashes: 0, hashesPerSecond: {tenSeconds: null, minute: null, quarterHour: null, max: null}, work: undefined,
	accepted: 0, rejected: 0, stale: 0, shares: 0, blocks: 0, bestDifficulty: 0,
};

const address = 'club1example' as Address;

/** A store with a miner that does nothing but say what it is told to. */
function storeWith() {
	let now = 1_000_000;
	const listeners: Array<(event: MinerEvent) => void> = [];
	const miner = {
		subscribe(listener: (event: MinerEvent) => void) {
			listeners.push(listener);
		},
		setProcesses() {
			// There are none.
		},
		start() {
			// Nothing starts.
		},
		async stop() {
			// Nothing stops.
		},
		state: () => nothing,
	} as unknown as Miner;
	const store = new MinerStore(() => miner, 2, () => now);
	return {
		store,
		wait(milliseconds: number) {
			now += milliseconds;
		},
		tell(event: MinerEvent) {
			for (const listener of listeners) {
				listener(event);
			}
		},
	};
}

test('the time that a miner rested is a gap in its rates', async t => {
	const {store, wait} = storeWith();
	await store.start(address);
	t.deepEqual(store.state.rates, []);
	await store.stop();
	wait(4500);
	await store.start(address);
	t.deepEqual(store.state.rates, [null, null, null, null, null]);
	await store.stop();
	wait(10_000_000);
	await store.start(address);
	t.is(store.state.rates.length, 900);
	await store.stop();
});

test('a miner that fails stops, and says why', async t => {
	const {store, tell} = storeWith();
	await store.start(address);
	tell({event: 'failed', error: new ApiError('miner_failed', 'its processes keep dying')});
	t.false(store.state.isRunning);
	t.is(store.state.trouble, 'its processes keep dying');
	t.is(store.state.startedAt, undefined);
	t.is(store.state.log[0]!.kind, 'bad');
});
