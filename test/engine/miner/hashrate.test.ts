import test from 'ava';
import fc from 'fast-check';
import {Hashrate, hashrateWindows} from '../../../source/engine/miner/hashrate.js';

const START_MS = 1_795_392_000_000;

/** A hashrate whose clock stands until it is moved. */
function createHashrate() {
	let nowMs = START_MS;
	const hashrate = new Hashrate(() => nowMs);
	return {
		hashrate,
		moveTo(ms: number) {
			nowMs = START_MS + ms;
		},
	};
}

/** Adds hashes every 100 ms. */
function work({hashrate, moveTo}: ReturnType<typeof createHashrate>, fromMs: number, toMs: number, hashesPerSecond: number) {
	for (let ms = fromMs; ms < toMs; ms += 100) {
		moveTo(ms);
		hashrate.add(hashesPerSecond / 10);
	}

	moveTo(toMs);
}

test('there is no rate before its window is filled', t => {
	const subject = createHashrate();
	t.deepEqual(subject.hashrate.snapshot(), {tenSeconds: null, minute: null, quarterHour: null, max: null});
	work(subject, 0, 9990, 1000);
	t.deepEqual(subject.hashrate.snapshot(), {tenSeconds: null, minute: null, quarterHour: null, max: null});
	work(subject, 10_000, 59_900, 1000);
	t.like(subject.hashrate.snapshot(), {minute: null, quarterHour: null});
	t.not(subject.hashrate.snapshot().tenSeconds, null);
});

test('steady work has the same rate in every window', t => {
	const subject = createHashrate();
	work(subject, 0, hashrateWindows.quarterHour, 5000);
	const {tenSeconds, minute, quarterHour, max} = subject.hashrate.snapshot();
	for (const rate of [tenSeconds, minute, quarterHour, max]) {
		t.true(Math.abs(rate! - 5000) <= 250);
	}
});

test('a short window forgets what a long one remembers, and max remembers the best', t => {
	const subject = createHashrate();
	work(subject, 0, 50_000, 9000);
	work(subject, 50_000, 61_000, 0);
	const {tenSeconds, minute, max} = subject.hashrate.snapshot();
	t.is(tenSeconds, 0);
	t.true(minute! > 7000 && minute! < 9000);
	t.true(Math.abs(max! - 9000) < 400);
});

test('after a night of silence the rate is 0, and work brings it back', t => {
	const subject = createHashrate();
	work(subject, 0, 60_000, 4000);
	subject.moveTo(8 * 3_600_000);
	t.like(subject.hashrate.snapshot(), {tenSeconds: 0, minute: 0, quarterHour: 0});
	work(subject, 8 * 3_600_000, (8 * 3_600_000) + 11_000, 4000);
	t.true(Math.abs(subject.hashrate.snapshot().tenSeconds! - 4000) < 200);
});

test('a clock that is set back breaks nothing', t => {
	const subject = createHashrate();
	work(subject, 0, 20_000, 1000);
	subject.moveTo(5000);
	subject.hashrate.add(10);
	const {tenSeconds} = subject.hashrate.snapshot();
	t.true(Math.abs(tenSeconds! - 1000) < 100);
});

test('no rate is ever above what was added in its window, and none is negative', t => {
	const anySteps = fc.array(fc.record({waitMs: fc.nat({max: 20_000}), hashes: fc.nat({max: 1_000_000})}), {maxLength: 60});
	fc.assert(fc.property(anySteps, steps => {
		const {hashrate, moveTo} = createHashrate();
		const added: Array<{ms: number; hashes: number}> = [];
		for (const {waitMs, hashes} of steps) {
			const ms = (added.at(-1)?.ms ?? 0) + waitMs;
			moveTo(ms);
			hashrate.add(hashes);
			added.push({ms, hashes});
			const snapshot = hashrate.snapshot();
			for (const [window, windowMs] of Object.entries(hashrateWindows)) {
				const rate = snapshot[window as keyof typeof hashrateWindows];
				// The bucket that is being filled is not counted yet, so a window reaches back by one bucket more.
				const reach = windowMs * 41 / 40;
				const most = added.filter(step => step.ms > ms - reach).reduce((sum, step) => sum + step.hashes, 0) * 1000 / windowMs;
				t.is(rate === null, ms < windowMs);
				t.true(rate === null || (rate >= 0 && rate <= most + 1e-6));
			}

			t.true(snapshot.max === null || snapshot.max >= (snapshot.tenSeconds ?? 0));
		}
	}), {numRuns: 100});
});
