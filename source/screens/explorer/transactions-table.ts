import type {TransactionObject} from '../../api/transaction.js';
import {feeRateOf, paidBy} from '../../store/explorer/figures.js';
import {alignAmounts} from '../../terminal/align-amounts.js';
import {shorten} from '../../terminal/cells.js';
import {formatAgo, formatCount} from '../../terminal/format.js';
import {addressIn, type Known, toneOf} from './known.js';
import type {Table} from './lines.js';
import {type Column, tableLines} from './table-lines.js';

type Row = {
	readonly transaction: TransactionObject;
	/** All of a table are equally wide. */
	readonly amount: string;
	readonly fee: string;
};

type Options = Pick<Known, 'names' | 'now'> & {
	readonly width: number;
	/** Whether they wait: then it matters since when. */
	readonly isPending: boolean;
	readonly empty: string;
};

/** Amounts are aligned once for a list, not each time that a second passes. */
const aligned = new WeakMap<readonly TransactionObject[], readonly Row[]>();

function rowsOf(transactions: readonly TransactionObject[]): readonly Row[] {
	const known = aligned.get(transactions);
	if (known) {
		return known;
	}

	const amounts = alignAmounts(transactions.map(transaction => paidBy(transaction)));
	const fees = alignAmounts(transactions.map(({fee}) => fee));
	const rows = transactions.map((transaction, index) => ({transaction, amount: amounts[index]!, fee: fees[index]!}));
	aligned.set(transactions, rows);
	return rows;
}

/** Transactions of a block, or of the mempool. */
export function transactionsTable(transactions: readonly TransactionObject[], {names, now, width, isPending, empty}: Options): Table {
	const rows = rowsOf(transactions);
	const cells = width < 70 ? 11 : (width < 100 ? 14 : 20);
	const columns: ReadonlyArray<Column<Row>> = [
		{title: 'TXID', width: width < 100 ? 13 : 19, text: ({transaction: {id}}) => width < 100 ? shorten(id) : shorten(id, 12, 6)},
		...(isPending ? [{title: 'AGE', width: 7, align: 'right', rank: 2, text: ({transaction: {status}}) => formatAgo(status.time, now).replace(/ ago$/v, '')} satisfies Column<Row>] : []),
		{title: 'FROM', width: cells, text: ({transaction: {sender}}) => sender === null ? 'new coins' : addressIn(sender, names, cells), tone: ({transaction: {sender}}) => sender === null ? 'warning' : toneOf(sender, names)},
		{title: 'TO', width: cells, text: ({transaction}) => recipientsIn(transaction, names, cells), tone: ({transaction: {outputs}}) => toneOf(outputs[0]!.recipient, names)},
		{title: 'AMOUNT', width: Math.max(6, rows[0]?.amount.length ?? 0), align: 'right', text: ({amount}) => amount},
		{title: 'FEE', width: Math.max(3, rows[0]?.fee.length ?? 0), align: 'right', rank: 1, text: ({transaction: {type}, fee}) => type === 'coinbase' ? '' : fee},
		{title: 'FEE/B', width: 7, align: 'right', rank: 4, text: ({transaction}) => transaction.type === 'coinbase' ? '' : formatCount(Math.round(feeRateOf(transaction)))},
		{title: 'MEMO', rank: 3, text: ({transaction}) => memoOf(transaction)},
	];
	return tableLines({
		columns,
		rows,
		width,
		empty,
		keyOf: ({transaction: {id}}) => id,
		linkOf: ({transaction: {id}}) => ({kind: 'transaction', id}),
		copyOf: ({transaction: {id}}) => ({text: id, what: 'Txid'}),
	});
}

function recipientsIn({outputs}: TransactionObject, names: Known['names'], cells: number): string {
	const more = outputs.length > 1 ? ` +${outputs.length - 1}` : '';
	return `${addressIn(outputs[0]!.recipient, names, cells - more.length)}${more}`;
}

/** What a transfer says; what a miner has put into a coinbase is no message. */
export const memoOf = ({type, memo, memo_hex: memoHex}: TransactionObject): string => type === 'coinbase' || memoHex === '' ? '' : (memo ?? `0x${memoHex}`);
