import type {AccountRank} from '../../api/account.js';
import type {Fork} from '../../api/status.js';
import {parseAmount} from '../../protocol/amount.js';
import {sortTransactions, type TransactionOrder} from '../../store/explorer/figures.js';
import type {ContentOf} from '../../store/explorer/page.js';
import {alignAmounts} from '../../terminal/align-amounts.js';
import {shorten} from '../../terminal/cells.js';
import {
	formatAgo, formatBytes, formatCount, formatDuration, formatMagnitude,
} from '../../terminal/format.js';
import {type BlockRow, blockRows} from '../../components/block-rows.js';
import {type Known, toneOf} from './known.js';
import {joinLines, type Lines} from './lines.js';
import {type Column, tableLines} from './table-lines.js';
import {transactionsTable} from './transactions-table.js';

/*
The lists that the Explorer begins with.
*/

const WIDE = 100;

/** As much of a hash as a list has room for. */
function hashIn(hash: string, width: number): string {
	if (width < 76) {
		return shorten(hash);
	}

	return width < WIDE ? shorten(hash, 12, 6) : shorten(hash, 28, 12);
}

export function blocksLines({blocks}: ContentOf<'blocks'>, {now}: Known, width: number): Lines {
	const columns: ReadonlyArray<Column<BlockRow>> = [
		{title: 'HEIGHT', width: 9, align: 'right', text: ({block}) => formatCount(block.height)},
		{title: 'HASH', text: ({block}) => hashIn(block.hash, width)},
		{title: 'AGE', width: 7, align: 'right', text: ({block}) => formatAgo(block.time, now).replace(/ ago$/v, '')},
		{title: 'TOOK', width: 10, align: 'right', rank: 1, text: ({took}) => took === undefined ? '' : formatDuration(took)},
		{title: 'TX', width: 4, align: 'right', text: ({block}) => formatCount(block.transaction_count)},
		{title: 'SIZE', width: 8, align: 'right', rank: 2, text: ({block}) => formatBytes(block.size)},
		{title: 'DIFFICULTY', width: 10, align: 'right', rank: 3, text: ({block}) => formatMagnitude(block.difficulty)},
	];
	const bits: Column<BlockRow> = {title: 'BITS', width: 8, align: 'right', text: ({block}) => block.bits};
	return joinLines([], tableLines({
		columns: width < WIDE ? columns : [...columns, bits],
		rows: blockRows(blocks),
		width,
		empty: 'no blocks yet',
		keyOf: ({block}) => block.hash,
		linkOf: ({block}) => ({kind: 'block', id: block.hash}),
		copyOf: ({block}) => ({text: block.hash, what: 'Hash'}),
	}));
}

export function mempoolLines({pending}: ContentOf<'mempool'>, order: TransactionOrder, {names, now}: Known, width: number): Lines {
	return joinLines([], transactionsTable(sorted(pending, order), {names, now, width, isPending: true, empty: 'nothing waits: every transfer is in a block'}));
}

/** Sorted once, not each time that a second passes. */
const orders = new WeakMap<ContentOf<'mempool'>['pending'], Map<TransactionOrder, ContentOf<'mempool'>['pending']>>();

export function sorted(transactions: ContentOf<'mempool'>['pending'], order: TransactionOrder): ContentOf<'mempool'>['pending'] {
	const known = orders.get(transactions) ?? new Map<TransactionOrder, ContentOf<'mempool'>['pending']>();
	orders.set(transactions, known);
	const list = known.get(order) ?? sortTransactions(transactions, order);
	known.set(order, list);
	return list;
}

export function forksLines({forks}: ContentOf<'forks'>, {tip}: Known, width: number): Lines {
	const columns: ReadonlyArray<Column<Fork>> = [
		{title: 'HEIGHT', width: 9, align: 'right', text: ({height}) => formatCount(height)},
		{title: 'TIP', text: ({hash}) => hashIn(hash, width)},
		{title: 'BRANCH', width: 9, align: 'right', text: ({branch_length: length}) => `${formatCount(length)} block${length === 1 ? '' : 's'}`},
		{title: 'BEHIND', width: 9, align: 'right', rank: 1, text: ({height}) => tip === undefined ? 'n/a' : formatCount(Math.max(0, tip - height))},
		{title: 'STATE', width: 22, text: ({status}) => status === 'valid' ? 'lost the race' : 'refused by a rule', tone: ({status}) => status === 'valid' ? undefined : 'bad'},
	];
	return joinLines([], tableLines({
		columns,
		rows: forks,
		width,
		empty: 'no forks: every block that this node knows is on the best chain',
		keyOf: ({hash}) => hash,
		linkOf: ({hash}) => ({kind: 'block', id: hash}),
		copyOf: ({hash}) => ({text: hash, what: 'Hash'}),
	}));
}

type RankRow = AccountRank & {readonly rank: number; readonly amount: string; /** Of the richest, 0 to 1. */ readonly share: number};

export function richestLines({accounts}: ContentOf<'richest'>, {names, isAscii}: Known, width: number): Lines {
	const amounts = alignAmounts(accounts.map(({balance}) => balance));
	const most = Math.max(1, ...accounts.slice(0, 1).map(({balance}) => Number(parseAmount(balance))));
	const rows = accounts.map((account, index): RankRow => ({...account, rank: index + 1, amount: amounts[index]!, share: Number(parseAmount(account.balance)) / most}));
	const longest = Math.max(20, ...accounts.map(({address}) => address.length));
	const bar = Math.max(8, Math.min(24, Math.floor(width / 5)));
	const amountWidth = Math.max(7, amounts[0]?.length ?? 0);
	// The address is whole where the bars leave room for it.
	const addressWidth = Math.min(longest, Math.max(20, width - 4 - 1 - amountWidth - 1 - 12 - 1 - bar - 1));
	const columns: ReadonlyArray<Column<RankRow>> = [
		{title: '#', width: 4, align: 'right', text: ({rank}) => String(rank)},
		{title: 'ADDRESS', width: addressWidth, text: ({address}) => shorten(address, addressWidth - 7, 6), tone: ({address}) => toneOf(address, names)},
		{title: 'NAME', width: 12, rank: 1, text: ({address}) => names.get(address) ?? '', tone: ({address}) => toneOf(address, names)},
		{title: 'BALANCE', width: amountWidth, align: 'right', text: ({amount}) => amount},
		{title: '', rank: 2, text: ({share}) => (isAscii ? '#' : '█').repeat(Math.max(1, Math.round(share * bar))), tone: () => 'accent'},
	];
	return joinLines([], tableLines({
		columns,
		rows,
		width,
		empty: 'nobody has any coins yet',
		keyOf: ({address}) => address,
		linkOf: ({address}) => ({kind: 'address', address}),
		copyOf: ({address}) => ({text: address, what: 'Address'}),
	}));
}
