/** Where a person is in a list. */
export type ListState = {
	readonly selected: number;
	/** The first row that is shown. */
	readonly top: number;
};

export const listStart: ListState = {selected: 0, top: 0};

export type ListMove = 'up' | 'down' | 'pageUp' | 'pageDown' | 'top' | 'bottom';

/**
Where a move leads; the selected row is always among those shown.

@param count - Rows there are. @param room - Rows that are shown.
*/
export function moveInList({selected, top}: ListState, move: ListMove, count: number, room: number): ListState {
	const targets: Readonly<Record<ListMove, number>> = {
		up: selected - 1, down: selected + 1, pageUp: selected - room, pageDown: selected + room, top: 0, bottom: count - 1,
	};
	return withinList({selected: targets[move], top}, count, room);
}

/** The same place, kept within a list that has changed, or is shown in another size. */
export function withinList({selected, top}: ListState, count: number, room: number): ListState {
	const index = Math.max(0, Math.min(count - 1, selected));
	const last = Math.max(0, count - room);
	return {selected: index, top: Math.max(index - room + 1, Math.min(index, last, top), 0)};
}
