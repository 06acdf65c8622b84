import test from 'ava';
import fc from 'fast-check';
import {type ListMove, listStart, moveInList, withinList} from '../../source/keymap/list-state.js';

const moves: readonly ListMove[] = ['up', 'down', 'pageUp', 'pageDown', 'top', 'bottom'];

test('the selected row is in the list and on the screen, whatever a person presses and however the list changes', t => {
	const step = fc.record({move: fc.constantFrom(...moves), count: fc.nat(50), room: fc.integer({min: 1, max: 20})});
	fc.assert(fc.property(fc.array(step, {maxLength: 40}), steps => {
		let state = listStart;
		for (const {move, count, room} of steps) {
			state = moveInList(withinList(state, count, room), move, count, room);
			t.true(state.selected >= 0 && state.selected < Math.max(1, count));
			t.true(state.top >= 0 && state.selected >= state.top && state.selected < state.top + room);
			t.true(state.top === 0 || state.top + room <= count);
		}
	}));
});

test('moves lead where their names say', t => {
	t.deepEqual(moveInList({selected: 3, top: 0}, 'bottom', 10, 4), {selected: 9, top: 6});
	t.deepEqual(moveInList({selected: 9, top: 6}, 'pageUp', 10, 4), {selected: 5, top: 5});
	t.deepEqual(moveInList({selected: 5, top: 5}, 'top', 10, 4), {selected: 0, top: 0});
});
