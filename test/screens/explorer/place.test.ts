import test from 'ava';
import fc from 'fast-check';
import type {ListMove} from '../../../source/keymap/list-state.js';
import type {Lines} from '../../../source/screens/explorer/lines.js';
import {moveTo, shownLines, spotOf} from '../../../source/screens/explorer/place.js';
import {type Place, placeAtStart} from '../../../source/store/explorer/trail.js';

const nothing = {pieces: []};

/** Lines of which one can be on those with a name. */
const linesOf = (keys: ReadonlyArray<string | undefined>, sticky?: number): Lines => ({count: keys.length, at: () => nothing, keyAt: index => keys[index], ...(sticky !== undefined && {sticky})});

const page = linesOf([undefined, 'hash', undefined, 'previous', undefined, undefined, 'a', 'b', 'c', 'd', 'e']);

function after(moves: readonly ListMove[], lines = page, room = 5) {
	let place: Place = placeAtStart;
	for (const move of moves) {
		place = moveTo(lines, place, move, room);
	}

	return spotOf(lines, place, room);
}

test('one moves over what one can be on, and sees what stands before it', t => {
	t.deepEqual(after([]), {selected: 1, top: 0});
	t.deepEqual(after(['down']), {selected: 3, top: 0});
	t.deepEqual(after(['down', 'down']), {selected: 6, top: 2});
	t.deepEqual(after(['down', 'down', 'up', 'up']), {selected: 1, top: 0});
	t.deepEqual(after(['bottom']), {selected: 10, top: 6});
	t.deepEqual(after(['bottom', 'top']), {selected: 1, top: 0});
	t.deepEqual(after(['up']), {selected: 1, top: 0});
});

test('a page of nothing to be on is moved itself', t => {
	const text = linesOf(Array.from({length: 20}));
	t.deepEqual(after([], text), {selected: undefined, top: 0});
	t.deepEqual(after(['pageDown', 'down'], text), {selected: undefined, top: 6});
	t.deepEqual(after(['bottom', 'down'], text), {selected: undefined, top: 15});
});

test('the line one is on is found again, wherever it has moved; on the first one stays on the first', t => {
	const list = linesOf(['a', 'b', 'c']);
	const grown = linesOf(['x', 'y', 'a', 'b', 'c']);
	t.is(spotOf(grown, moveTo(list, placeAtStart, 'down', 5), 5).selected, 3);
	t.is(spotOf(grown, moveTo(list, placeAtStart, 'top', 5), 5).selected, 0);
	t.is(spotOf(linesOf(['a', 'c']), moveTo(list, placeAtStart, 'bottom', 5), 5).selected, 1);
	t.is(spotOf(linesOf(['a']), moveTo(list, placeAtStart, 'down', 5), 5).selected, 0, 'what is gone leaves one near where it was');
});

test('the titles of a table stay above its rows', t => {
	const table = linesOf([undefined, ...Array.from({length: 100}, String)], 0);
	const {selected, top} = after(['pageDown', 'pageDown', 'pageDown'], table, 6);
	const shown = shownLines(table, top, 6);
	t.is(shown[0], 0);
	t.true(shown.includes(selected!));
});

test('wherever one goes, the line one is on is shown, and as many lines as there is room for', t => {
	const moves = fc.array(fc.constantFrom<ListMove>('up', 'down', 'pageUp', 'pageDown', 'top', 'bottom'), {maxLength: 30});
	const keys = fc.array(fc.option(fc.constant('x'), {nil: undefined}), {minLength: 1, maxLength: 60}).map(list => list.map((key, index) => key && `${key}${index}`));
	fc.assert(fc.property(keys, fc.integer({min: 2, max: 20}), fc.boolean(), moves, (list, room, hasTitles, all) => {
		const start = list.indexOf(undefined);
		const lines = linesOf(list, hasTitles && start !== -1 ? start : undefined);
		const {selected, top} = after(all, lines, room);
		const shown = shownLines(lines, top, room);
		t.is(shown.length, Math.min(room, list.length - top));
		t.true(shown.length === Math.min(room, list.length) || top < list.length);
		t.true(selected === undefined || (shown.includes(selected) && lines.keyAt(selected) !== undefined));
	}));
});
