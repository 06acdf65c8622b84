import test from 'ava';
import fc from 'fast-check';
import {backoffMs} from '../../../source/engine/work/backoff.js';
import {sleep} from '../../../source/engine/work/sleep.js';

test('the wait after a failure grows from 1 to 8 seconds, and a quarter of jitter is on top', t => {
	t.deepEqual([0, 1, 2, 3, 4, 50].map(attempt => backoffMs(attempt, () => 0)), [1000, 2000, 4000, 8000, 8000, 8000]);
	fc.assert(fc.property(fc.nat({max: 2000}), fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}), (attempt, jitter) => {
		const ms = backoffMs(attempt, () => jitter);
		t.true(ms >= 1000 && ms <= 10_000);
	}));
});

test('a sleep ends early when its signal aborts, and at once when it has', async t => {
	const controller = new AbortController();
	const asleep = sleep(1e12, controller.signal);
	controller.abort();
	await t.notThrowsAsync(asleep);
	await t.notThrowsAsync(sleep(1e12, controller.signal));
});
