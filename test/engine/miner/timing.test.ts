import test from 'ava';
import {paceMs} from '../../../source/engine/miner/pace.js';
import {RestartLimit} from '../../../source/engine/miner/restart-limit.js';

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
