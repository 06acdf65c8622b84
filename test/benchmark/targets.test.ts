import test from 'ava';
import type {Figure, Row} from '../../benchmark/benchmark.js';
import {QUICK_MARGIN, verdictsOf} from '../../benchmark/targets.js';

const rows: Array<Row | Figure> = [
	{
		name: 'yardstick', rate: 100, unit: 'things', ratio: 1,
	},
	{
		name: 'fast', rate: 800, unit: 'things', ratio: 8, atLeast: 8,
	},
	{
		name: 'slow', rate: 799, unit: 'things', ratio: 7.99, atLeast: 8,
	},
	{
		name: 'late', amount: 51, unit: 'ms', limit: 50,
	},
	{
		name: 'in time', amount: 50, unit: 'ms', limit: 50,
	},
	{
		name: 'growth', amount: 2, unit: 'x', limit: 1.5,
	},
	{name: 'free', amount: 1, unit: 'MB'},
];

test('a line meets its target or misses it, and one without a target is not judged', t => {
	t.deepEqual(verdictsOf(rows, {isQuick: false}).map(({name, bound, isMet}) => [name, bound, isMet]), [
		['fast', 'at least', true],
		['slow', 'at least', false],
		['late', 'at most', false],
		['in time', 'at most', true],
		['growth', 'at most', false],
	]);
});

test('in a short run only ratios are judged, with a margin', t => {
	t.deepEqual(verdictsOf(rows, {isQuick: true}).map(({name, target, isMet}) => [name, target, isMet]), [
		['fast', 8 / QUICK_MARGIN, true],
		['slow', 8 / QUICK_MARGIN, true],
		['growth', 1.5 * QUICK_MARGIN, true],
	]);
	t.false(verdictsOf([{
		name: 'broken', rate: 1, unit: 'things', ratio: 3.9, atLeast: 8,
	}], {isQuick: true})[0]!.isMet);
});

test('what could not be measured meets no target', t => {
	for (const bounds of [{atLeast: 1}, {limit: 1}]) {
		t.false(verdictsOf([{
			name: 'nothing', amount: Number.NaN, unit: 'ms', ...bounds,
		}], {isQuick: false})[0]!.isMet);
	}
});
