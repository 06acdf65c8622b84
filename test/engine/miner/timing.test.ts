import test from 'ava';
import fc from 'fast-check';
import {backoffMs} from '../../../source/engine/miner/backoff.js';
import {paceMs} from '../../../source/engine/miner/pace.js';
import {RestartLimit} from '../../../source/engine/miner/restart-limit.js';
import {sleep} from '../../../source/engine/miner/sleep.js';

test('the wait after a failure grows from 1 to 8 seconds, and a quarter of jitter is on top', t => {
	t.deepEqual([0, 1, 2, 3, 4, 50].map(attempt => backoffMs(attempt, () => 0)), [1000, 2000, 4000, 8000, 8000, 8000]);
	fc.assert(fc.property(fc.nat({max: 2000}), fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}), (attempt, jitter) => {
		const ms = backoffMs(attempt, () => jitter);
		t.true(ms >= 1000 && ms <= 10_000);
	}));
});

test('the pace of blocks is exponential: its mean is the block time, its median ln 2 of it', t => {
	const samples = Array.from({length: 10_000}, (_, index) => paceMs(3, () => (index + 0.5) / 10_000)).toSorted((a, b) => a - b);
	const mean = samples.reduce((sum, ms) => sum + ms, 0) / samples.length;
	t.true(Math.abs(mean - 3000) < 10);
	t.true(Math.abs(samples[5000]! - 3000 * Math.LN2) < 5);
	t.is(samples.filter(ms => !Number.isFinite(ms) || ms < 0).length, 0);
});

test('five deaths within ten seconds are the end, however many there were before', t => {
	const limit = new RestartLimit();
	t.deepEqual([0, 1000, 2000, 3000, 12_000, 13_500, 14_000, 14_500].map(ms => limit.mayRestart(ms)), [true, true, true, true, true, true, true, true]);
	t.deepEqual([15_000, 15_100].map(ms => limit.mayRestart(ms)), [false, false]);
	const crash = new RestartLimit();
	t.deepEqual([0, 10, 20, 30, 40].map(ms => crash.mayRestart(ms)), [true, true, true, true, false]);
});

test('a sleep ends early when its signal aborts, and at once when it has', async t => {
	const controller = new AbortController();
	const asleep = sleep(1e12, controller.signal);
	controller.abort();
	await t.notThrowsAsync(asleep);
	await t.notThrowsAsync(sleep(1e12, controller.signal));
});
