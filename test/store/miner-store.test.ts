import test, {type ExecutionContext} from 'ava';
import {ApiError} from '../../source/api/api-error.js';
import type {BlockObject} from '../../source/api/block.js';
import {type Address, asHash} from '../../source/protocol/brands.js';
import type {Miner, MinerEvent, MinerState} from '../../source/runtime/mine.js';
import {type MakeMiner, MinerStore, type MinerStoreDependencies} from '../../source/store/miner-store.js';

const nothing: MinerState = {
	isRunning: false, source: 'solo', kernel: undefined, processes: [], hashes: 0, hashesPerSecond: {tenSeconds: null, minute: null, quarterHour: null, max: null}, work: undefined,
	accepted: 0, rejected: 0, stale: 0, shares: 0, blocks: 0, bestDifficulty: 0,
};

const address = 'club1example' as Address;

/** A store with a miner that does nothing but say what it is told to. */
function storeWith(block: MinerStoreDependencies['block'] = async () => {
	throw new ApiError('node_unreachable');
}) {
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
	const store = new MinerStore(2, {makeMiner: () => miner, block, clock: () => now});
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

/** Whatever waits for nothing but promises is done then. */
const settled = async () => new Promise(resolve => {
	setImmediate(resolve);
});

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

test('what blocks have earned is not known until the node has said so', async t => {
	let isUp = false;
	const block = {confirmations: 1, transactions: [{type: 'coinbase', outputs: [{recipient: address, amount: '10.5'}]}]} as unknown as BlockObject;
	const {store, tell} = storeWith(async () => {
		if (!isUp) {
			throw new ApiError('node_unreachable');
		}

		return block;
	});
	t.is(store.state.earned, undefined);
	await store.start(address);
	t.is(store.state.earned, '0');
	tell({event: 'block', height: 1, hash: asHash('1'.repeat(64))});
	await settled();
	t.is(store.state.earned, undefined);
	isUp = true;
	tell({event: 'block', height: 2, hash: asHash('2'.repeat(64))});
	await settled();
	t.is(store.state.earned, '21');
	await store.stop();
	await store.start('club1another' as Address);
	t.is(store.state.earned, '0', 'somebody else is paid now');
	await store.stop();
});

test('where the disk of the node refuses, mining ends and says why; where the work does, it goes on', async t => {
	const {store, tell} = storeWith();
	await store.start(address);
	tell({event: 'rejected', code: 'time_too_new', message: 'too new'});
	await settled();
	t.true(store.state.isRunning);
	tell({event: 'rejected', code: 'storage_failed', message: 'the disk is full'});
	tell({event: 'rejected', code: 'storage_failed', message: 'the disk is full'});
	await settled();
	t.false(store.state.isRunning);
	t.regex(store.state.trouble!, /^the disk refused a block/v);
	t.truthy(store.state.log.find(({text}) => text === 'refused: the disk is full'));
	await store.start(address);
	t.is(store.state.trouble, undefined, 'whoever made room may try');
	await store.stop();
});

const target = (port: number) => ({kind: 'pool', isOwn: false, pool: {host: 'pool.example', port}}) as const;

/** A store whose miners say when they start and stop; a stop takes until it is allowed. */
function storeOfMiners(t: ExecutionContext) {
	const told: string[] = [];
	const requests: Array<Parameters<MakeMiner>[0]> = [];
	let allow = (): void => undefined;
	const store = new MinerStore(2, {
		makeMiner(request) {
			requests.push(request);
			const name = request.pool ? String(request.pool.port) : 'solo';
			return {
				subscribe() {
					// It tells nothing.
				},
				setProcesses() {
					// There are none.
				},
				start() {
					told.push(`${name} starts`);
				},
				async stop() {
					await new Promise<void>(resolve => {
						allow = resolve;
					});
					told.push(`${name} stopped`);
				},
				state: () => nothing,
			} as unknown as Miner;
		},
		async block() {
			throw new ApiError('node_unreachable');
		},
		clock: () => 1,
	});
	t.teardown(async () => {
		const stopping = store.stop();
		allow();
		await stopping;
	});
	return {
		store, told, requests,
		allow() {
			allow();
		},
	};
}

test('other work is mined once the miner before has stopped; of two choices the later counts, and none starts twice', async t => {
	const {store, told, requests, allow} = storeOfMiners(t);
	await store.start(address);
	const first = store.aim(target(1));
	const second = store.aim(target(2));
	await settled();
	t.deepEqual(told, ['solo starts'], 'the verdicts of the first are waited for');
	allow();
	await Promise.all([first, second, store.start(address)]);
	t.deepEqual(told, ['solo starts', 'solo stopped', '2 starts']);
	t.deepEqual(requests.map(({pool}) => pool?.port), [undefined, 2]);
	t.like(store.state, {isRunning: true, link: 'connecting'});
	await store.aim(target(2));
	t.is(told.length, 3, 'the same target changes nothing');
});

test('who stops the miner while it changes its work has it stopped', async t => {
	const {store, told, allow} = storeOfMiners(t);
	await store.start(address);
	const aiming = store.aim(target(1));
	const stopping = store.stop();
	await settled();
	allow();
	await Promise.all([aiming, stopping]);
	t.deepEqual(told, ['solo starts', 'solo stopped']);
	t.false(store.state.isRunning);
	t.like(store.state.target, {kind: 'pool'}, 'and starts on the other the next time');
});

test('a pool that is away is told once, and forgotten when it is back', async t => {
	const {store, requests} = storeOfMiners(t);
	const {pool} = target(1);
	await store.aim(target(1));
	await store.start(address);
	const {onNews} = requests[0]!;
	onNews({kind: 'lost', pool, reason: 'it hung up'});
	onNews({kind: 'waiting', retryMs: 1000});
	onNews({kind: 'lost', pool, reason: 'nothing listens there'});
	onNews({kind: 'waiting', retryMs: 2000});
	onNews({kind: 'lost', pool, reason: 'nothing listens there'});
	t.like(store.state, {link: 'away', trouble: 'the pool: nothing listens there'});
	t.is(store.state.log.filter(({kind}) => kind === 'bad').length, 2);
	onNews({kind: 'connected', pool});
	t.like(store.state, {link: 'connected', trouble: undefined});
});
