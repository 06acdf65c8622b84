import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {PUBLISH_MS, Publisher} from '../../source/store/publisher.js';

class Counter extends Publisher<{readonly count: number; readonly list: readonly string[]}> {
	constructor(clock: () => number) {
		super({count: 0, list: []}, clock);
	}
}

test('a first change is told at once, and those that follow together, a little later', async t => {
	const counter = new Counter(Date.now);
	const told: number[] = [];
	counter.subscribe(() => {
		told.push(counter.getSnapshot().count);
	});
	for (let count = 1; count <= 100; count++) {
		counter.set({count});
	}

	t.deepEqual(told, [1]);
	t.is(counter.state.count, 100);
	await delay(PUBLISH_MS + 100);
	t.deepEqual(told, [1, 100]);
});

test('a snapshot is the same object until something is told, and frozen', t => {
	const counter = new Counter(() => 0);
	counter.set({count: 1});
	const before = counter.getSnapshot();
	counter.set({count: 2});
	t.is(counter.getSnapshot(), before);
	t.true(Object.isFrozen(before));
	counter.set({count: 3}, true);
	t.is(counter.getSnapshot().count, 3);
	t.is(counter.getSnapshot().list, before.list);
	counter.close();
});

test('a clock that is set back does not silence it', async t => {
	let now = 1_000_000;
	const counter = new Counter(() => now);
	counter.set({count: 1});
	now = 0;
	const told = new Promise(resolve => {
		counter.subscribe(() => {
			resolve(counter.getSnapshot().count);
		});
	});
	const keepAlive = setTimeout(() => undefined, 10_000);
	counter.set({count: 2});
	t.is(await told, 2);
	clearTimeout(keepAlive);
});

test('once closed, nobody is told', t => {
	const counter = new Counter(() => 0);
	counter.subscribe(t.fail);
	counter.close();
	counter.set({count: 1}, true);
	t.is(counter.state.count, 1);
});
