import {type DataColumn, DataTable} from '../../components/data-table.js';
import {marks} from '../../components/settlement.js';
import {Panel} from '../../components/panel.js';
import {formatAgo} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';
import type {HistoryRow, HistoryWish} from './history-rows.js';

type Properties = {
	readonly entries: readonly HistoryRow[];
	readonly wish: HistoryWish;
	/** Whether older ones have not been read yet. */
	readonly hasMore: boolean;
	readonly trouble: string | undefined;
	readonly selected: number;
	readonly top: number;
	/** Seconds since 1970. */
	readonly now: number;
	readonly columns: number;
	readonly rows: number;
	readonly theme: Theme;
};

/** Rows of a history panel that are no entries: the borders and the titles. */
export const HISTORY_FRAME = 3;

/** What happened in a wallet. */
export function HistoryView({entries, wish, hasMore, trouble, selected, top, now, columns, rows, theme}: Properties) {
	const count = `${entries.length}${hasMore ? '+' : ''}`;
	const title = `History: ${wish.kind}${wish.text === '' ? '' : ` with "${wish.text}"`}, ${wish.order}`;
	return (
		<Panel title={title} note={trouble ?? count} width={columns} height={rows}>
			<DataTable
				columns={columnsOf(entries, now, theme)} rows={entries} keyOf={({id}) => id} width={columns - 4} height={Math.max(1, rows - 2)}
				top={top} selected={selected} empty={emptyText(wish)}
			/>
		</Panel>
	);
}

function emptyText({kind, text}: HistoryWish): string {
	if (text !== '') {
		return 'nothing like that; Esc shows everything';
	}

	return kind === 'all' ? 'nothing yet: mine a block, or have somebody pay you at the address above' : `nothing ${kind}; f goes on to the next kind`;
}

function columnsOf(entries: readonly HistoryRow[], now: number, theme: Theme): ReadonlyArray<DataColumn<HistoryRow>> {
	const colors = {
		pending: theme.warning, immature: undefined, fresh: theme.good, settled: undefined,
	};
	return [
		{title: '', width: 1, text: ({settlement}) => marks[settlement], read: ({settlement}) => settlement, color: ({settlement}) => colors[settlement]},
		{title: 'AGE', width: 7, text: ({time}) => formatAgo(time, now).replace(/ ago$/v, '')},
		{title: 'WHAT', width: 8, text: ({direction}) => direction === 'self' ? 'moved' : direction, color: ({settlement}) => settlement === 'pending' ? theme.warning : undefined},
		{title: 'AMOUNT', width: Math.max(6, entries[0]?.amount.length ?? 0), align: 'right', text: ({amount}) => amount, color: ({direction, settlement}) => settlement === 'pending' ? theme.warning : (direction === 'received' || direction === 'mined' ? theme.good : undefined)},
		{title: 'BALANCE', width: Math.max(7, entries[0]?.balance.length ?? 0), align: 'right', rank: 1, text: ({balance}) => balance},
		{title: 'WITH, MEMO', text: ({note}) => note},
	];
}
