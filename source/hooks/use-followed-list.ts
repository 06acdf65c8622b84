import {useLayoutEffect, useRef} from 'react';
import {type List, useList} from './use-list.js';

/**
A list that grows at its top while a person is in it: the selected row stays selected, wherever it moves. On the first row one stays at the top, and sees what comes.

@param room - Rows that are shown.
*/
export function useFollowedList<Row>(rows: readonly Row[], room: number, keyOf: (row: Row) => unknown): List<Row> {
	const list = useList(rows, room);
	const before = useRef<{rows: readonly Row[]; key: unknown}>(undefined);
	const {selected, row, select} = list;
	const old = before.current;
	const moved = old !== undefined && old.rows !== rows && old.key !== undefined ? rows.findIndex(each => keyOf(each) === old.key) : -1;
	const isMoved = moved !== -1 && moved !== selected;
	useLayoutEffect(() => {
		if (isMoved) {
			select(moved);
		}

		before.current = {rows, key: selected === 0 || row === undefined ? undefined : keyOf(isMoved ? rows[moved]! : row)};
	});
	return list;
}
