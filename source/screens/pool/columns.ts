import type {BlockState, Payout, PayoutState, PoolBlock, PoolMiner, PoolWorker} from '../../api/pool.js';
import type {DataColumn} from '../../components/data-table.js';
import {sparkline} from '../../components/sparkline.js';
import {type PoolState, workerId} from '../../store/pool-store.js';
import {alignAmounts} from '../../terminal/align-amounts.js';
import {
	formatAgo, formatCount, formatHashrate, formatMagnitude, UNKNOWN,
} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';
import {type Names, shortName, YOU} from '../../components/names.js';
import {percent} from './figures.js';

/** What rows are shown with. */
export type Look = {
	readonly names: Names;
	/** Seconds since 1970. */
	readonly now: number;
	readonly isAscii: boolean;
	readonly theme: Theme;
};

type Columns<Row> = ReadonlyArray<DataColumn<Row>>;

const TREND = 8;
const age = (time: number, now: number): string => formatAgo(time, now).replace(' ago', '');
const ownColor = (address: string, {names, theme}: Look): string | undefined => names.get(address) === YOU ? theme.good : undefined;

/** Amounts of a column with their points below each other. */
function aligned<Row>(rows: readonly Row[], amountOf: (row: Row) => string): ReadonlyMap<Row, string> {
	const amounts = alignAmounts(rows.map(row => amountOf(row)));
	return new Map(rows.map((row, index) => [row, amounts[index]!]));
}

/** A worker by its own name, and whose it is. */
export const workerTitle = ({worker, address}: Pick<PoolWorker, 'worker' | 'address'>, names: Names): string => {
	const whose = shortName(address, names);
	return worker === '' ? whose : `${worker} ${whose}`;
};

export const workerState = ({connections, accepted}: PoolWorker): 'mining' | 'new' | 'left' => connections === 0 ? 'left' : (accepted > 0 ? 'mining' : 'new');

/** @param width - Cells that there are. */
export function workerColumns({workerRates}: PoolState, width: number, look: Look): Columns<PoolWorker> {
	const {names, now, isAscii, theme} = look;
	const colors = {mining: theme.good, new: theme.warning, left: undefined};
	return [
		{title: 'WORKER', width: width < 60 ? 15 : 18, text: worker => workerTitle(worker, names), color: ({address}) => ownColor(address, look)},
		{title: 'STATE', width: 6, text: workerState, color: worker => colors[workerState(worker)]},
		{title: 'HASHRATE', width: 9, align: 'right', text: ({hashrate}) => formatHashrate(hashrate > 0 ? hashrate : null)},
		{title: 'TREND', width: TREND, rank: 6, isDrawn: true, text: worker => sparkline(workerRates.get(workerId(worker)) ?? [], TREND, isAscii), color: () => theme.accent},
		{title: 'DIFF', width: 6, align: 'right', rank: 4, text: ({difficulty}) => formatMagnitude(difficulty)},
		{title: 'OK', width: 6, align: 'right', text: ({accepted}) => formatCount(accepted)},
		{title: 'BAD', width: 4, align: 'right', rank: 1, text: ({rejected}) => formatCount(rejected), color: ({rejected}) => rejected > 0 ? theme.bad : undefined},
		{title: 'LATE', width: 4, align: 'right', rank: 2, text: ({stale}) => formatCount(stale), color: ({stale}) => stale > 0 ? theme.warning : undefined},
		{title: 'BEST', width: 6, align: 'right', rank: 5, text: ({best}) => best > 0 ? formatMagnitude(best) : UNKNOWN},
		{title: 'BLK', width: 3, align: 'right', rank: 3, text: ({blocks}) => formatCount(blocks)},
		{title: 'SEEN', width: 6, align: 'right', rank: 1, text: ({last_seen: seen}) => age(seen, now)},
	];
}

export const blockColor = (state: BlockState, theme: Theme): string | undefined => ({
	candidate: theme.warning, refused: theme.bad, immature: theme.accent, credited: theme.good, stale: theme.bad,
})[state];

/** Of a block on the best chain: how far it is on its way to being credited. */
export const confirmationsOf = ({height, state}: Pick<PoolBlock, 'height' | 'state'>, tip: number | undefined): number | undefined => tip === undefined || (state !== 'immature' && state !== 'credited') ? undefined : Math.max(0, tip - height + 1);

export function blockColumns(blocks: readonly PoolBlock[], {stats}: PoolState, look: Look): Columns<PoolBlock> {
	const {names, now, theme} = look;
	const rewards = aligned(blocks, ({reward}) => reward);
	return [
		{title: 'HEIGHT', width: 8, align: 'right', text: ({height}) => formatCount(height)},
		{title: 'STATE', width: 9, text: ({state}) => state, color: ({state}) => blockColor(state, theme)},
		{title: 'FINDER', text: ({worker, finder}) => workerTitle({worker, address: finder}, names), color: ({finder}) => ownColor(finder, look)},
		{title: 'EFFORT', width: 7, align: 'right', text: ({effort}) => percent(effort) ?? ''},
		{title: 'REWARD', width: 11, align: 'right', rank: 1, text: block => rewards.get(block) ?? block.reward},
		{title: 'CONF', width: 5, align: 'right', rank: 2, text: block => formatCount(confirmationsOf(block, stats?.height))},
		{title: 'AGE', width: 6, align: 'right', rank: 3, text: ({time}) => age(time, now)},
	];
}

export function minerColumns(miners: readonly PoolMiner[], look: Look): Columns<PoolMiner> {
	const {names} = look;
	const [owed, coming, paid] = [aligned(miners, ({balance}) => balance), aligned(miners, ({immature}) => immature), aligned(miners, miner => miner.paid)];
	return [
		{title: 'MINER', text: ({address}) => shortName(address, names), color: ({address}) => ownColor(address, look)},
		{title: 'ROUND', width: 6, align: 'right', rank: 1, text: ({round}) => percent(round.part) ?? ''},
		{title: 'OWED', width: 11, align: 'right', text: miner => owed.get(miner) ?? miner.balance},
		{title: 'COMING', width: 11, align: 'right', rank: 3, text: miner => coming.get(miner) ?? miner.immature},
		{title: 'PAID', width: 11, align: 'right', rank: 2, text: miner => paid.get(miner) ?? miner.paid},
	];
}

export const payoutColor = (state: PayoutState, theme: Theme): string | undefined => ({
	planned: theme.warning, signed: theme.warning, sent: theme.accent, confirmed: theme.good, void: theme.bad,
})[state];

export function payoutColumns(payouts: readonly Payout[], {now, theme}: Look): Columns<Payout> {
	const amounts = aligned(payouts, ({amount}) => amount);
	return [
		{title: 'NO', width: 5, align: 'right', text: ({number}) => formatCount(number)},
		{title: 'STATE', width: 9, text: ({state}) => state, color: ({state}) => payoutColor(state, theme)},
		{title: 'AMOUNT', width: 13, align: 'right', text: payout => amounts.get(payout) ?? payout.amount},
		{title: 'TO', width: 4, align: 'right', text: ({outputs}) => formatCount(outputs.length)},
		{title: 'TRANSACTION', text: ({transaction}) => transaction ?? UNKNOWN},
		{title: 'AGE', width: 6, align: 'right', rank: 1, text: ({time}) => age(time, now)},
	];
}
