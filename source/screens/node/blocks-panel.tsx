import {type DataColumn, DataTable} from '../../components/data-table.js';
import {Panel} from '../../components/panel.js';
import type {Size} from '../../hooks/surroundings.js';
import {shorten} from '../../terminal/cells.js';
import {
	formatAgo, formatBytes, formatCount, formatDuration, formatMagnitude,
} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';
import type {BlockRow} from '../../components/block-rows.js';
import type {BlockOrder} from './chain-figures.js';

/** What a list shows, and where one is in it. */
export type Place<Row> = {readonly rows: readonly Row[]; readonly selected: number; readonly top: number};

type Properties = Place<BlockRow> & {
	readonly order: BlockOrder;
	readonly isFocused: boolean;
	/** Seconds since 1970. */
	readonly now: number;
	readonly size: Size;
	readonly theme: Theme;
};

const orderNames: Readonly<Record<BlockOrder, string>> = {height: 'newest first', transactions: 'most transactions first', size: 'largest first', time: 'slowest first'};

const columnsAt = (now: number, width: number): ReadonlyArray<DataColumn<BlockRow>> => [
	{title: 'HEIGHT', width: 9, align: 'right', text: ({block}) => formatCount(block.height)},
	{title: 'HASH', text: ({block}) => width < 76 ? shorten(block.hash) : shorten(block.hash, 12, 6)},
	{title: 'AGE', width: 7, align: 'right', text: ({block}) => formatAgo(block.time, now).replace(' ago', '')},
	{title: 'TOOK', width: 10, align: 'right', rank: 1, text: ({took}) => took === undefined ? '' : formatDuration(took)},
	{title: 'TX', width: 4, align: 'right', text: ({block}) => formatCount(block.transaction_count)},
	{title: 'SIZE', width: 8, align: 'right', rank: 2, text: ({block}) => formatBytes(block.size)},
	{title: 'DIFFICULTY', width: 10, align: 'right', rank: 3, text: ({block}) => formatMagnitude(block.difficulty)},
];

/** The last blocks of the best chain. */
export function BlocksPanel({rows, selected, top, order, isFocused, now, size: {columns, rows: height}, theme}: Properties) {
	return (
		<Panel title='Blocks' note={orderNames[order]} width={columns} height={height} color={isFocused ? theme.accent : undefined}>
			<DataTable
				columns={columnsAt(now, columns)} rows={rows} keyOf={({block}) => block.hash} width={Math.max(0, columns - 4)} height={Math.max(0, height - 2)}
				top={top} selected={isFocused ? selected : undefined} empty='No blocks yet'
			/>
		</Panel>
	);
}
