import test from 'ava';
import {sparkline} from '../../source/components/sparkline.js';

test('a sparkline goes from 0 to the maximum', t => {
	t.is(sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], 9), '▁▁▂▃▄▅▆▇█');
	t.is(sparkline([0, 4, 8], 3, true), '_-#');
});

test('it shows the last values, and fills up to its width', t => {
	t.is(sparkline([9, 9, 1, 2], 2), '▄█');
	t.is(sparkline([2], 4), '█   ');
	t.is(sparkline([], 3), '   ');
	t.is(sparkline([1, 2], 0), '');
});

test('what is not known is a gap, and zeros are a line', t => {
	t.is(sparkline([1, null, 1], 3), '█ █');
	t.is(sparkline([0, 0], 2), '▁▁');
	t.is(sparkline([null, null], 2), '  ');
});
