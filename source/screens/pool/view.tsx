import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Payout, PoolBlock, PoolMiner, PoolWorker} from '../../api/pool.js';
import {Chart} from '../../components/chart.js';
import {type DataColumn, DataTable} from '../../components/data-table.js';
import {LogList} from '../../components/log-list.js';
import {Panel} from '../../components/panel.js';
import type {PoolHostState} from '../../store/pool-host.js';
import {type PoolState, workerId} from '../../store/pool-store.js';
import {formatCount, formatDuration, formatHashrate} from '../../terminal/format.js';
import {
	blockColumns, type Look, minerColumns, payoutColumns, workerColumns,
} from './columns.js';
import {orderNames, type WorkerOrder} from './figures.js';
import {HeadPanel} from './head-panel.js';
import type {PoolRows} from './find.js';
import {type PoolLayout, type PoolList, poolLists} from './layout.js';

/** Where one is in a list. */
type Place = {readonly selected: number; readonly top: number};

type Properties = Look & {
	readonly running: NonNullable<PoolHostState['running']>;
	readonly state: PoolState;
	/** What the lists show, in their order. */
	readonly rows: PoolRows;
	/** What they are filtered by; empty when they are not. */
	readonly filter: string;
	/** Whether other machines are let in from the next start on. */
	readonly isLan: boolean;
	readonly order: WorkerOrder;
	readonly symbol: string;
	readonly places: Readonly<Record<PoolList, Place>>;
	readonly focus: PoolList;
	readonly layout: PoolLayout;
};

type Table<Row> = {
	readonly rows: readonly Row[];
	readonly of: ReadonlyArray<DataColumn<Row>>;
	readonly keyOf: (row: Row) => string;
	/** Said where there are no rows. */
	readonly empty: string;
};

const spans = [60, 300, 900] as const;
const titles: Readonly<Record<PoolList, string>> = {workers: 'Workers', blocks: 'Blocks found', miners: 'Owed and paid', payouts: 'Payouts', events: 'Events'};

/** The screen Pool, while the pool runs. */
export function PoolView({running, state, rows, filter, isLan, order, symbol, places, focus, layout, ...look}: Properties) {
	const {isAscii, theme} = look;
	const {rates, hasMoreMiners} = state;
	const {workers, blocks, miners, payouts, events} = rows;
	const {columns, head, chart, isWide, lists} = layout;
	const span = spans.find(each => each >= rates.length) ?? 900;
	const counts: Readonly<Record<PoolList, number | undefined>> = {workers: workers.length, blocks: blocks.length, miners: miners.length, payouts: payouts.length, events: undefined};
	// Where one list is shown at a time, its border says which others there are.
	const others = isWide ? '' : poolLists.filter(list => list !== focus).map(list => counts[list] === undefined ? list : `${list} ${formatCount(counts[list])}`).join(' · ');
	const noted = (note: string) => [...(filter === '' ? [] : [`/${filter}`]), ...(note === '' ? [] : [note])].join(' · ');
	const none = (text: string) => filter === '' ? text : 'nothing like that; Esc shows everything';
	const panel = (list: PoolList, note: string, children: ReactNode) => lists[list].rows > 0 && (
		<Panel key={list} title={titles[list]} note={noted(isWide ? note : others)} width={lists[list].columns} height={lists[list].rows} color={focus === list ? theme.accent : undefined}>
			{children}
		</Panel>
	);
	const table = <Row,>(list: PoolList, {rows, of, keyOf, empty}: Table<Row>) => (
		<DataTable
			columns={of} rows={rows} keyOf={keyOf} width={Math.max(0, lists[list].columns - 4)} height={Math.max(0, lists[list].rows - 2)}
			top={places[list].top} selected={focus === list ? places[list].selected : undefined} empty={empty}
		/>
	);
	const panels = {
		workers: panel('workers', orderNames[order], table<PoolWorker>('workers', {rows: workers, of: workerColumns(state, lists.workers.columns - 4, look), keyOf: workerId, empty: none('Nobody mines here yet: give miners the address above')})),
		blocks: panel('blocks', '', table<PoolBlock>('blocks', {rows: blocks, of: blockColumns(blocks, state, look), keyOf: ({hash}) => hash, empty: none('No block yet')})),
		miners: panel('miners', hasMoreMiners ? `the first ${formatCount(miners.length)}` : '', table<PoolMiner>('miners', {rows: miners, of: minerColumns(miners, look), keyOf: ({address}) => address, empty: none('Nobody is owed anything')})),
		payouts: panel('payouts', '', table<Payout>('payouts', {rows: payouts, of: payoutColumns(payouts, look), keyOf: ({number}) => String(number), empty: none('Nothing was paid out yet')})),
		events: panel('events', '', <LogList
			lines={events} width={Math.max(0, lists.events.columns - 4)} height={lists.events.rows - 2} top={places.events.top} selected={focus === 'events' ? places.events.selected : undefined}
			empty={none('Nothing has happened yet')} theme={theme}
		/>),
	};
	const picture = chart.rows > 0 && (
		<Panel title='Hashrate' note={formatDuration(span)} width={chart.columns} height={chart.rows}>
			<Chart
				series={rates} span={span} width={Math.max(0, chart.columns - 4)} height={chart.rows - 2} format={formatHashrate} from={`-${formatDuration(span)}`} to='now'
				isAscii={isAscii} color={theme.accent}
			/>
		</Panel>
	);
	return (
		<Box flexDirection='column'>
			<HeadPanel running={running} state={state} isLan={isLan} symbol={symbol} width={columns} height={head} theme={theme}/>
			{isWide
				? <Box>
					<Box flexDirection='column'>{panels.workers}{panels.blocks}{panels.payouts}</Box>
					<Box flexDirection='column'>{picture}{panels.miners}{panels.events}</Box>
				</Box>
				: <>{picture}{panels[focus]}</>}
		</Box>
	);
}
