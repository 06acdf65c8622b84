import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {createInterface} from 'node:readline';
import test, {type ExecutionContext} from 'ava';
import {ApiError, hasCode} from '../../../source/api/api-error.js';
import {asHash} from '../../../source/protocol/brands.js';
import {hashToNumber} from '../../../source/protocol/hash.js';
import {encodeHeader, headerHash} from '../../../source/protocol/header.js';
import {EVERY_HASH} from '../../../source/engine/miner/kernels/kernel.js';
import type {MinerEvent} from '../../../source/engine/miner/miner-event.js';
import {Miner, type MinerOptions} from '../../../source/engine/miner/miner.js';
import {headerOf} from '../../../source/api/work-header.js';
import type {WorkSource} from '../../../source/api/work.js';
import {ended, isAlive} from './harness/is-alive.js';
import {ScriptedSource} from './harness/scripted-source.js';
import {someWork} from './harness/some-work.js';

type EventOf<Name extends MinerEvent['event']> = Extract<MinerEvent, {event: Name}>;

/** A miner with real processes, stopped after the test, and promises of its events. */
function createMiner(t: ExecutionContext, source: WorkSource, {processes = 1, ...options}: MinerOptions = {}) {
	const miner = new Miner({processes, ...options}, {source, clock: Date.now, random: Math.random});
	const events: MinerEvent[] = [];
	const looking = new Set<() => void>();
	miner.subscribe(event => {
		events.push(event);
		for (const look of looking) {
			look();
		}
	});
	t.teardown(async () => miner.stop());
	/** Resolves with the event of a kind that comes `nth`, from 1. */
	const seen = async <Name extends MinerEvent['event']>(name: Name, nth = 1): Promise<EventOf<Name>> => new Promise(resolve => {
		const look = () => {
			const found = events.filter((event): event is EventOf<Name> => event.event === name)[nth - 1];
			if (found) {
				looking.delete(look);
				resolve(found);
			}
		};

		looking.add(look);
		look();
	});
	const pids = (): number[] => miner.state().processes.map(({pid}) => pid!);
	return {miner, events, seen, pids};
}

/** One hash in 4,096 is a share, none a block. */
const shareWork = someWork({single: false, target: EVERY_HASH >> 12n});

test.serial('a miner is ready when a process listens and there is work', async t => {
	const source = new ScriptedSource();
	const {miner, seen, events} = createMiner(t, source, {processes: 2});
	t.like(miner.state(), {isRunning: false, processes: [], work: undefined});
	miner.start();
	source.give(undefined);
	source.give(someWork());
	t.deepEqual(await seen('ready'), {event: 'ready', kernel: 'simd', threads: 2, target: '1'.padStart(64, '0')});
	const state = miner.state();
	t.like(state, {
		isRunning: true, source: 'pool', kernel: 'simd', work: someWork(), accepted: 0, hashesPerSecond: {tenSeconds: null, max: null},
	});
	t.true(state.processes.some(({state}) => state === 'mining'));
	t.deepEqual(state.processes.map(({restarts}) => restarts), [0, 0]);
	t.is(new Set(state.processes.map(({pid}) => pid)).size, 2);
	miner.start();
	t.is(events.length, 1);
});

test.serial('shares are found by every process, on headers of its own, and all of them are good', async t => {
	const source = new ScriptedSource();
	source.give(shareWork);
	const {miner, seen} = createMiner(t, source, {processes: 2});
	miner.start();
	const headers = () => new Set(source.solutions.map(({extranonce}) => extranonce.join(' '))).size;
	for (let shares = 60; headers() < 2; shares++) {
		await seen('share', shares);
	}

	await miner.stop();
	t.is(new Set(source.solutions.map(({extranonce, nonce}) => [...extranonce, nonce].join(' '))).size, source.solutions.length);
	for (const solution of source.solutions) {
		t.is(solution.workId, shareWork.id);
		t.true(hashToNumber(headerHash(encodeHeader(headerOf(shareWork, solution)))) <= shareWork.target);
	}

	const {accepted, shares, blocks, hashes, bestDifficulty} = miner.state();
	t.is(accepted, source.solutions.length);
	t.is(shares, accepted);
	t.is(blocks, 0);
	t.true(hashes > 0);
	t.true(bestDifficulty >= 4096);
});

test.serial('new work interrupts what the processes do', async t => {
	const source = new ScriptedSource();
	source.give(someWork());
	const {miner, seen} = createMiner(t, source, {processes: 2});
	miner.start();
	await seen('ready');
	const startMs = performance.now();
	source.give({...shareWork, id: '2', previousHash: asHash('22'.repeat(32)), target: EVERY_HASH >> 4n});
	await seen('share');
	t.is(source.solutions[0]!.workId, '2');
	t.true(performance.now() - startMs < 1000);
});

test.serial('the first process finds the fastest kernel, and none looks for it again', async t => {
	const source = new ScriptedSource();
	source.give(someWork());
	const {miner, seen, events, pids} = createMiner(t, source, {processes: 2});
	miner.start();
	const {kernel, rates} = await seen('kernel');
	t.deepEqual(Object.keys(rates).toSorted(), ['hybrid', 'pair', 'simd']);
	t.is(rates[kernel], Math.max(...Object.values(rates)));
	t.is(events[0]!.event, 'ready');
	t.is(miner.state().kernel, kernel);
	process.kill(pids()[0]!, 'SIGKILL');
	await seen('restart');
	await miner.stop();
	source.give(someWork());
	miner.start();
	t.like(await seen('ready', 2), {kernel});
	t.is(events.filter(({event}) => event === 'kernel').length, 1);
});

test.serial('a kernel that is named is the one that is used, and nothing is measured', async t => {
	const source = new ScriptedSource();
	source.give(shareWork);
	const {miner, seen, events} = createMiner(t, source, {kernel: 'hybrid'});
	miner.start();
	t.like(await seen('ready'), {kernel: 'hybrid'});
	await seen('share', 5);
	t.false(events.some(({event}) => event === 'kernel'));
});

test.serial('with nothing to mine the processes wait, and work sets them off again', async t => {
	const source = new ScriptedSource();
	source.give(someWork());
	const {miner, seen} = createMiner(t, source);
	miner.start();
	await seen('ready');
	source.give(undefined);
	source.give(undefined);
	while (miner.state().work) {
		await new Promise(resolve => {
			setImmediate(resolve);
		});
	}

	t.is(miner.state().processes[0]!.state, 'waiting');
	source.give(shareWork);
	await seen('share');
});

test.serial('a solution on a tip that is no more is stale, and not handed in', async t => {
	const source = new ScriptedSource();
	source.give(shareWork);
	const {miner, seen} = createMiner(t, source);
	let release: (() => void) | undefined;
	const held = new Promise<void>(resolve => {
		release = resolve;
	});
	// What may be a block waits for the verdict on the one before.
	const blockWork = someWork({single: false, target: EVERY_HASH >> 4n, bits: 0x207f_ffff});
	source.judge = async () => {
		await held;
		return {accepted: true};
	};

	source.give(blockWork);
	miner.start();
	await seen('ready');
	// One in sixteen is a solution, so there are others by then that wait behind the first.
	while (source.solutions.length === 0 || miner.state().hashes < 1000) {
		await new Promise(resolve => {
			setImmediate(resolve);
		});
	}

	source.give(someWork({id: '3', previousHash: asHash('33'.repeat(32))}));
	while (miner.state().work?.id !== '3') {
		await new Promise(resolve => {
			setImmediate(resolve);
		});
	}

	const handedIn = source.solutions.length;
	release!();
	await seen('stale');
	await miner.stop();
	t.is(source.solutions.length, handedIn);
	t.true(miner.state().stale > 0);
});

test.serial('a refusal is counted and told, stale apart from the rest', async t => {
	const source = new ScriptedSource();
	source.give(shareWork);
	const {miner, seen} = createMiner(t, source);
	source.judge = ({nonce}) => nonce % 2 === 0
		? {accepted: false, code: 'stale', message: 'too late'}
		: {accepted: false, code: 'low_difficulty', message: 'not good enough'};
	miner.start();
	t.deepEqual(await seen('rejected'), {event: 'rejected', code: 'low_difficulty', message: 'not good enough'});
	await seen('stale');
	await miner.stop();
	const {accepted, rejected, stale} = miner.state();
	t.is(accepted, 0);
	t.true(rejected > 0 && stale > 0);
});

test.serial('a process that is killed is replaced, told about, and the new one mines', async t => {
	const source = new ScriptedSource();
	source.give(someWork());
	const {miner, seen, pids} = createMiner(t, source, {processes: 2});
	miner.start();
	await seen('ready');
	const [killed, other] = pids();
	process.kill(killed!, 'SIGKILL');
	t.deepEqual(await seen('restart'), {event: 'restart', pid: killed, reason: 'killed by SIGKILL'});
	t.not(pids()[0], killed);
	t.is(pids()[1], other);
	t.is(miner.state().processes[0]!.restarts, 1);
	process.kill(other!, 'SIGKILL');
	await seen('restart', 2);
	// Both are new now, so a share can only come from one of them.
	source.give(shareWork);
	await seen('share');
});

test.serial('a process that dies again and again is given up', async t => {
	const source = new ScriptedSource();
	source.give(someWork());
	const {miner, seen, pids} = createMiner(t, source);
	miner.start();
	for (let death = 1; death <= 5; death++) {
		process.kill(pids()[0]!, 'SIGKILL');
		if (death < 5) {
			await seen('restart', death);
		}
	}

	const {error} = await seen('failed');
	t.true(hasCode(error, 'miner_failed'));
	t.regex(error.message, /killed by SIGKILL/v);
	t.like(miner.state(), {isRunning: false, processes: []});
});

test.serial('a kernel that cannot run here is refused at once, with its reason, and no process is tried again', async t => {
	const before = process.env['NODE_OPTIONS'];
	// Where there are no vector instructions, code from bytes does not compile; what loads TypeScript has its own compiled already.
	const script = 'const {instantiate, Module} = WebAssembly; WebAssembly.instantiate = source => source instanceof Module ? instantiate(source) : Promise.reject(Error("unsupported"))';
	process.env['NODE_OPTIONS'] = `${before ?? ''} --import=data:text/javascript,${encodeURIComponent(script)}`;
	t.teardown(() => {
		if (before === undefined) {
			delete process.env['NODE_OPTIONS'];
		} else {
			process.env['NODE_OPTIONS'] = before;
		}
	});
	const source = new ScriptedSource();
	source.give(someWork());
	const {miner, seen, events} = createMiner(t, source, {kernel: 'pair', processes: 2});
	miner.start();
	const {error} = await seen('failed');
	t.true(hasCode(error, 'kernel_unavailable'));
	t.regex(error.message, /the kernel pair \(unsupported\)/v);
	t.false(events.some(({event}) => event === 'restart'));
	t.false(miner.state().isRunning);
});

test.serial('a source that throws ends the mining with its error', async t => {
	const source = new ScriptedSource();
	const {miner, seen} = createMiner(t, source);
	miner.start();
	source.give(new ApiError('wrong_network'));
	const {error} = await seen('failed');
	t.is(error.code, 'wrong_network');
	t.false(miner.state().isRunning);
});

test.serial('the number of processes changes while it mines', async t => {
	const source = new ScriptedSource();
	source.give(shareWork);
	const {miner, seen, pids} = createMiner(t, source);
	miner.start();
	await seen('ready');
	const [first] = pids();
	miner.setProcesses(3);
	t.is(pids().length, 3);
	t.is(pids()[0], first);
	const [, second, third] = pids();
	miner.setProcesses(1);
	t.deepEqual(pids(), [first]);
	await Promise.all([ended(second!), ended(third!)]);
	await seen('share');
	t.true(isAlive(first!));
	for (const count of [0, -1, 1.5, Number.NaN, 5000]) {
		t.throws(() => {
			miner.setProcesses(count);
		}, {instanceOf: ApiError, code: 'usage'});
	}
});

test.serial('stopping ends every process, twice is fine, and it can be started again', async t => {
	const source = new ScriptedSource();
	source.give(shareWork);
	const {miner, seen, pids} = createMiner(t, source, {processes: 2});
	await miner.stop();
	miner.start();
	await seen('share');
	const before = pids();
	await Promise.all([miner.stop(), miner.stop()]);
	t.deepEqual(before.filter(pid => isAlive(pid)), []);
	await miner.stop();
	const {hashes, shares} = miner.state();
	t.true(hashes > 0);
	t.deepEqual(miner.state().processes, []);

	source.give(shareWork);
	miner.start();
	await seen('ready', 2);
	await seen('share', shares + 1);
	t.true(miner.state().hashes >= hashes);
});

test.serial('stopping while the processes still start leaves none behind', async t => {
	const source = new ScriptedSource();
	const {miner, pids} = createMiner(t, source, {processes: 2});
	miner.start();
	const before = pids();
	await miner.stop();
	t.deepEqual(before.filter(pid => isAlive(pid)), []);
});

test.serial('Ctrl-C and a polite kill of the group are for the parent to answer', async t => {
	const source = new ScriptedSource();
	source.give(shareWork);
	const {miner, seen, events, pids} = createMiner(t, source);
	miner.start();
	await seen('ready');
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.kill(pids()[0]!, signal);
	}

	await seen('share', miner.state().shares + 5);
	t.false(events.some(({event}) => event === 'restart'));
});

test.serial('a parent that is killed leaves no process behind', async t => {
	const parent = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), new URL('harness/mining-parent.ts', import.meta.url).pathname], {stdio: ['ignore', 'pipe', 'inherit']});
	t.teardown(() => parent.kill('SIGKILL'));
	const [line] = await once(createInterface(parent.stdout), 'line') as [string];
	const pids = JSON.parse(line) as number[];
	t.is(pids.length, 2);
	t.true(pids.every(pid => isAlive(pid)));
	parent.kill('SIGKILL');
	await Promise.all(pids.map(async pid => ended(pid)));
	t.false(pids.some(pid => isAlive(pid)));
});

test.serial('options out of their bounds are refused', t => {
	const source = new ScriptedSource();
	for (const options of [{processes: 0}, {processes: 2.5}, {kernel: 'warp' as 'auto'}]) {
		t.throws(() => new Miner(options, {source, clock: Date.now, random: Math.random}), {instanceOf: ApiError, code: 'usage'});
	}
});
