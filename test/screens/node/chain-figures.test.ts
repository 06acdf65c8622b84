import test from 'ava';
import {blockRows} from '../../../source/components/block-rows.js';
import {blockTimes, difficultyTrend, meanBlockTime, nextOrder, sortedRows} from '../../../source/screens/node/chain-figures.js';
import {blocks} from './fixture.js';

const [first, second, third] = blocks as [typeof blocks[0], typeof blocks[0], typeof blocks[0]];
const genesis = {...third, height: 0, time: 0};

test('a block took as long as passed since the one before', t => {
	const rows = blockRows([{...first, height: 3, time: 150}, {...second, height: 2, time: 110}, {...third, height: 1, time: 120}, genesis]);
	t.deepEqual(rows.map(({took}) => took), [40, 0, undefined, undefined]);
	t.is(meanBlockTime(rows), 20);
	t.deepEqual(blockTimes(rows), [0, 40]);
});

test('before there are two blocks nothing is known', t => {
	t.is(meanBlockTime(blockRows([])), undefined);
	t.is(meanBlockTime(blockRows([genesis])), undefined);
	t.is(difficultyTrend(5, blockRows([genesis])), undefined);
	t.is(difficultyTrend(undefined, blockRows(blocks)), undefined);
});

test('the trend of the difficulty looks back over thirty blocks', t => {
	const trend = difficultyTrend(5_000_000, blockRows(blocks))!;
	t.true(Math.abs(trend - (5_000_000 / 4_710_000 - 1)) < 1e-9);
});

test('blocks are sorted by what they have most of', t => {
	const rows = blockRows(blocks);
	t.is(sortedRows(rows, 'height'), rows);
	const sizes = sortedRows(rows, 'size').map(({block}) => block.size);
	t.deepEqual(sizes, sizes.toSorted((a, b) => b - a));
	t.is(sortedRows(rows, 'time').at(-1)!.took, undefined);
	t.deepEqual([nextOrder('height'), nextOrder('time')], ['transactions', 'height']);
});
