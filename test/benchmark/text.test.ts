import test from 'ava';
import type {Result} from '../../benchmark/result.js';
import {verdictsOf} from '../../benchmark/targets.js';
import {formatNumber, markdownOf, textOfResult} from '../../benchmark/text.js';

function resultOn(node: string, ratio: number): Result {
	const rows = [
		{
			name: 'yardstick', rate: 1000, unit: 'things', ratio: 1,
		},
		{
			name: 'ours', rate: 1000 * ratio, unit: 'things', ratio, atLeast: 8, note: 'in a good mood',
		},
		{name: 'memory', amount: 12.34, unit: 'MB'},
	];
	return {
		benchmark: 'race', summary: 'things a second', machine: 'a machine, 2 cores', node, seconds: 3.4, rows, notes: ['it rained'], verdicts: verdictsOf(rows, {isQuick: false}),
	};
}

test('a number has as many digits as say something', t => {
	t.deepEqual([0.123, 9.876, 12.34, 123.4, 1_234_567].map(value => formatNumber(value)), ['0.12', '9.88', '12.3', '123', '1,234,567']);
});

test('a result is told line by line, with verdicts where they are wanted', t => {
	const result = resultOn('v20.0.0', 7.5);
	t.is(textOfResult(result, {isCheck: true}), `race: things a second
  yardstick                           1,000 things/s     1.00x
  ours                                7,500 things/s     7.50x   in a good mood
  memory                               12.3 MB
  it rained
  MISSED  ours: 7.50x, should be at least 8.00x
  (3 s)`);
	t.false(textOfResult(result, {isCheck: false}).includes('MISSED'));
	t.regex(textOfResult({...result, error: 'it broke'}, {isCheck: false}), /FAILED: it broke/v);
});

test('tables have a column for each Node.js, and show what was missed', t => {
	t.is(markdownOf([resultOn('v20.0.0', 7.5), resultOn('v24.0.0', 9)]), `On a machine, 2 cores:

|  | Node 20.0.0 | Node 24.0.0 |
| --- | --- | --- |
| \`race\`: ours | **missed:** 7.50x (at least 8.00x) | 9.00x (at least 8.00x) |

| \`race\` | Node 20.0.0 | Node 24.0.0 |
| --- | --- | --- |
| yardstick | 1,000/s, 1.00x | 1,000/s, 1.00x |
| ours | 7,500/s, 7.50x | 9,000/s, 9.00x |
| memory | 12.3 MB | 12.3 MB |

- Node 20.0.0: it rained
- Node 24.0.0: it rained`);
});
