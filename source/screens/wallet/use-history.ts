import {useEffect, useMemo, useState} from 'react';
import {useFollowedList} from '../../hooks/use-followed-list.js';
import {useRemembered} from '../../hooks/use-remembered.js';
import type {HistoryEntry} from '../../api/transaction.js';
import type {Names} from '../../components/names.js';
import {
	chooseEntries, type HistoryKind, historyKinds, type HistoryOrder, historyOrders, historyRows, type HistoryWish,
} from './history-rows.js';

type Options = {
	readonly history: readonly HistoryEntry[];
	readonly hasMore: boolean;
	readonly names: Names;
	/** Blocks. */
	readonly maturity: number;
	/** Rows that are shown. */
	readonly room: number;
	/** Reads further back. */
	readonly onMore: () => void;
};

const after = <Item>(list: readonly Item[], item: Item): Item => list[(list.indexOf(item) + 1) % list.length]!;

/** The history as a person wants to see it, and where in it they are. Whoever comes to its end gets more. */
export function useHistory({history, hasMore, names, maturity, room, onMore}: Options) {
	const [kind, setKind] = useRemembered<HistoryKind>('wallet.kind', historyKinds);
	const [order, setOrder] = useRemembered<HistoryOrder>('wallet.order', historyOrders);
	const [text, search] = useState('');
	const wish = useMemo((): HistoryWish => ({kind, order, text}), [kind, order, text]);
	const entries = useMemo(() => historyRows(chooseEntries(history, wish, names), names, maturity), [history, wish, names, maturity]);
	const list = useFollowedList(entries, room, ({id}) => id);
	const isAtEnd = list.selected + room >= entries.length;
	useEffect(() => {
		if (hasMore && isAtEnd) {
			onMore();
		}
	// Only more entries, or a step towards the end, are a reason to ask again.
	}, [history, hasMore, isAtEnd]);
	return {
		wish,
		entries,
		list,
		nextKind() {
			setKind(after(historyKinds, kind));
		},
		nextOrder() {
			setOrder(after(historyOrders, order));
		},
		search,
		clear() {
			setKind('all');
			setOrder('newest first');
			search('');
		},
	};
}
