import test from 'ava';
import fc from 'fast-check';
import {chartLines, niceCeiling, resample} from '../../source/components/chart-lines.js';
import {formatHashrate} from '../../source/terminal/format.js';
import {golden} from '../harness/golden.js';

const options = {width: 40, height: 8, span: 28, format: formatHashrate, from: '-1 min', to: 'now'};
const drawn = (lines: ReturnType<typeof chartLines>): string => lines.map(({axis, plot}) => `${axis}${plot}`).join('\n');
const wave = Array.from({length: 28}, (_, index) => 250_000 + Math.round(Math.sin(index / 4) * 200_000));

test('an area chart with its axes', t => {
	golden(t, 'wave', drawn(chartLines(wave, options)));
	golden(t, 'wave-ascii', drawn(chartLines(wave, {...options, isAscii: true})));
});

test('gaps are empty, a known zero is a line at the bottom, and what is missing is at the left', t => {
	golden(t, 'gaps', drawn(chartLines([300_000, 300_000, null, null, 0, 0, 0, null, 200_000, 100_000], options)));
});

test('nothing known: no numbers on the axis', t => {
	golden(t, 'unknown', drawn(chartLines([null, null], options)));
});

test('cells show the mean of the values that fall into them', t => {
	t.deepEqual(resample([1, 3, 5, 7], 4, 2), [2, 6]);
	t.deepEqual(resample([1, 3], 4, 2), [null, 2]);
	t.deepEqual(resample([1, null, null, null], 4, 2), [1, null]);
	t.deepEqual(resample([1, 2], 2, 4), [1, 1, 2, 2]);
	t.deepEqual(resample([1, 2, 3], 1, 1), [3]);
});

test('an axis ends at a round number that is not below the value', t => {
	t.deepEqual([0, 1, 7, 11, 14, 99, 100, 101, 520_000].map(value => niceCeiling(value)), [1, 1, 8, 15, 15, 100, 100, 150, 600_000]);
	fc.assert(fc.property(fc.double({min: 1e-3, max: 1e15, noNaN: true}), value => {
		t.true(niceCeiling(value) >= value * 0.999 && niceCeiling(value) <= value * 2.01);
	}));
});

test('a chart is exactly as large as it is to be', t => {
	const value = fc.option(fc.double({min: 0, max: 1e18, noNaN: true}));
	const size = fc.record({width: fc.integer({min: 0, max: 130}), height: fc.integer({min: 0, max: 30})});
	fc.assert(fc.property(fc.array(value, {maxLength: 1000}), size, fc.constantFrom(60, 300, 900), fc.boolean(), (series, {width, height}, span, isAscii) => {
		const lines = chartLines(series, {...options, width, height, span, isAscii});
		t.is(lines.length, height);
		t.true(lines.every(({axis, plot}) => axis.length + plot.length === Math.max(2, width)));
	}));
});
