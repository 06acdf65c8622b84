import test from 'ava';
import {autotune} from '../../../source/engine/miner/kernels/autotune.js';
import {isRight} from '../../../source/engine/miner/kernels/check-kernel.js';
import type {Kernel, KernelMaker} from '../../../source/engine/miner/kernels/kernel.js';
import {reference} from '../../../source/engine/miner/kernels/reference.js';

const random = Math.random.bind(Math);
const pause = async () => undefined;

/** A kernel that is right, and takes so many milliseconds a thousand nonces: the clock moves when it scans. */
function createEntrant(name: string, msOf: (call: number) => number, time: {nowMs: number}, scan?: Kernel['scan']): KernelMaker {
	return {
		name,
		create() {
			const judge = reference.create();
			let isTimed = false;
			let calls = 0;
			return {
				name,
				prepare(header76, target) {
					isTimed = target === 0n;
					judge.prepare(header76, target);
				},
				scan(start, count) {
					if (!isTimed) {
						return scan?.(start, count) ?? judge.scan(start, count);
					}

					calls++;
					time.nowMs += msOf(calls) * count / 1000;
					return [];
				},
			};
		},
	};
}

test('the fastest is found, whatever its place in the list', async t => {
	for (const order of [[1, 2, 3], [3, 1, 2], [2, 3, 1]]) {
		const time = {nowMs: 0};
		const {kernel, rates} = await autotune(order.map(ms => createEntrant(`takes-${ms}`, () => ms, time)), {clock: () => time.nowMs, random, pause});
		t.is(kernel?.name, 'takes-1');
		t.deepEqual(rates, {'takes-1': 1_000_000, 'takes-2': 500_000, 'takes-3': 333_333});
	}
});

test('a kernel that becomes fast late is waited for', async t => {
	const time = {nowMs: 0};
	const makers = [createEntrant('steady', () => 2, time), createEntrant('late', call => Math.max(1, 8 - call), time)];
	const {kernel} = await autotune(makers, {clock: () => time.nowMs, random, pause});
	t.is(kernel?.name, 'late');
});

test('a machine that is busy now and then does not mislead', async t => {
	const time = {nowMs: 0};
	const makers = [createEntrant('slow', () => 2, time), createEntrant('disturbed', call => call % 3 === 0 ? 1 : 9, time)];
	const {kernel} = await autotune(makers, {clock: () => time.nowMs, random, pause});
	t.is(kernel?.name, 'disturbed');
});

test('the fastest is of no use when it errs or cannot be made', async t => {
	const time = {nowMs: 0};
	const makers: KernelMaker[] = [
		createEntrant('errs', () => 1, time, () => []),
		{
			name: 'impossible',
			async create() {
				throw new TypeError('no vectors here');
			},
		},
		createEntrant('right', () => 5, time),
	];
	const {kernel, rates} = await autotune(makers, {clock: () => time.nowMs, random, pause});
	t.is(kernel?.name, 'right');
	t.deepEqual(Object.keys(rates), ['right']);
	const none = await autotune(makers.slice(0, 2), {clock: () => time.nowMs, random, pause});
	t.deepEqual(none, {kernel: undefined, rates: {}});
});

test('one that begins to err when it is optimised is not taken', async t => {
	const time = {nowMs: 0};
	let checks = 0;
	const turncoat = createEntrant('turncoat', () => 1, time, (start, count) => {
		checks++;
		return checks > 4 ? [start] : judge.scan(start, count);
	});
	const judge = reference.create();
	const maker: KernelMaker = {
		name: 'turncoat',
		async create() {
			const kernel = await turncoat.create();
			return {
				...kernel,
				prepare(header76, target) {
					judge.prepare(header76, target);
					kernel.prepare(header76, target);
				},
			};
		},
	};
	const {kernel, rates} = await autotune([maker, createEntrant('right', () => 5, time)], {clock: () => time.nowMs, random, pause});
	t.is(kernel?.name, 'right');
	t.deepEqual(Object.keys(rates), ['turncoat', 'right']);
});

test('others get their turn between two pieces of work', async t => {
	const time = {nowMs: 0};
	let before = 0;
	const pieces: number[] = [];
	await autotune([createEntrant('one', () => 0.001, time), createEntrant('two', () => 100, time)], {
		clock: () => time.nowMs, random, async pause() {
			pieces.push(time.nowMs - before);
			before = time.nowMs;
		},
	});
	// A first call is short, and what it took says how long the next may be: one that takes 100 ms a thousand is slow beyond hope, and slow once.
	t.true(pieces.slice(4).every(ms => ms <= 20), `pieces took ${pieces.join(', ')} ms`);
});

test('a check tells a kernel that finds one nonce too many, one too few, or none', t => {
	const change = (of: (found: number[]) => number[]): Kernel => {
		const kernel = reference.create();
		return {...kernel, scan: (start, count) => of(kernel.scan(start, count))};
	};

	t.true(isRight(reference.create(), random));
	t.true(isRight(change(found => found), random));
	t.false(isRight(change(found => [...found, 1]), random));
	t.false(isRight(change(found => found.slice(1)), random));
	t.false(isRight(change(() => []), random));
});
