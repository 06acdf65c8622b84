import test from 'ava';
import fc from 'fast-check';
import {mergeNewest} from '../../../source/store/explorer/merge-newest.js';

const range = (from: number, to: number) => Array.from({length: Math.max(0, from - to)}, (_, index) => from - index);

test('however a list was read, piece by piece, it is the list', t => {
	fc.assert(fc.property(fc.nat(60), fc.nat(60), fc.integer({min: 1, max: 30}), (known, grown, page) => {
		const whole = range(known + grown, 0);
		const merged = mergeNewest(whole.slice(0, page), range(known, 0), String);
		// Either nothing is missing, or the gap is told by leaving out what is below it.
		t.deepEqual(merged, page > grown && known > 0 ? whole : whole.slice(0, page));
	}));
});

test('nothing fresh is nothing', t => {
	t.deepEqual(mergeNewest([], [1], String), []);
});
