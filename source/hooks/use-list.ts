import {useState} from 'react';
import type {Actions, IdOf} from '../keymap/binding.js';
import type {listBindings} from '../keymap/list-bindings.js';
import {listStart, moveInList, withinList} from '../keymap/list-state.js';

export type List<Row> = {
	readonly selected: number;
	/** The first row that is shown. */
	readonly top: number;
	readonly row: Row | undefined;
	/** For the layer that has {@link listBindings}. */
	readonly actions: Actions<IdOf<typeof listBindings>>;
	readonly select: (index: number) => void;
};

/** Moves through a list by the keys of {@link listBindings}. @param room - Rows that are shown. */
export function useList<Row>(rows: readonly Row[], room: number): List<Row> {
	const [state, setState] = useState(listStart);
	const {selected, top} = withinList(state, rows.length, room);
	const move = (name: IdOf<typeof listBindings>) => () => {
		setState(before => moveInList(withinList(before, rows.length, room), name, rows.length, room));
	};

	return {
		selected,
		top,
		row: rows[selected],
		actions: {
			up: move('up'), down: move('down'), pageUp: move('pageUp'), pageDown: move('pageDown'), top: move('top'), bottom: move('bottom'),
		},
		select(index) {
			setState({selected: index, top});
		},
	};
}
