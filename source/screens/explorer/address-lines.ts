import type {HistoryEntry} from '../../api/transaction.js';
import type {Address} from '../../protocol/brands.js';
import {confirmationsAt} from '../../store/explorer/figures.js';
import type {ContentOf} from '../../store/explorer/page.js';
import {alignAmounts} from '../../terminal/align-amounts.js';
import {formatAgo, formatCount} from '../../terminal/format.js';
import {type Settlement, settlementOf, marks} from '../../components/settlement.js';
import {addressIn, type Known, toneOf} from './known.js';
import {emptyLine, type HeadLine, joinLines, type Lines, pairs, type Table, wholeField} from './lines.js';
import {type Column, tableLines} from './table-lines.js';
import {memoOf} from './transactions-table.js';

/** An address: what is on it, and how it came there. */
export function addressLines({account, history}: ContentOf<'address'>, known: Known, width: number): Lines {
	const {symbol, names} = known;
	const {address, balance, spendable, immature, pending_in: incoming, pending_out: outgoing, nonce, next_nonce: next} = account;
	const [all, spend, young, coming, going] = alignAmounts([balance, spendable, immature, incoming, outgoing]);
	const pending = (amount: string) => amount === '0' ? {} : {tone: 'warning' as const};
	const head: HeadLine[] = [
		...wholeField('Address', address, width, {tone: toneOf(address, names) ?? 'bold', copy: {text: address, what: 'Address'}}),
		...pairs([
			['Balance', `${all!} ${symbol}`, {tone: 'bold'}],
			['Spendable', `${spend!} ${symbol}`],
			['Immature', `${young!} ${symbol}`],
			['Known as', names.get(address) ?? 'no name here', {tone: toneOf(address, names) ?? 'dim'}],
			['Coming in', `${coming!} ${symbol}`, pending(incoming)],
			['Going out', `${going!} ${symbol}`, pending(outgoing)],
			['Transfers', `${formatCount(nonce)} made`, next > nonce ? {note: `${next - nonce} more wait`} : {}],
		], width),
		emptyLine,
	];
	return joinLines(head, historyTable(history, address, known, width));
}

type Row = {
	readonly entry: HistoryEntry;
	readonly amount: string;
	readonly balance: string;
	readonly settlement: Settlement;
};

const signs = {sent: '-', received: '+', mined: '+', self: ''} as const;

/** Amounts are aligned once for a list, not each time that a second passes. */
const aligned = new WeakMap<readonly HistoryEntry[], ReadonlyArray<readonly [amount: string, balance: string]>>();

function alignedOf(history: readonly HistoryEntry[]) {
	const known = aligned.get(history);
	if (known) {
		return known;
	}

	const amounts = alignAmounts(history.map(({direction, amount}) => `${signs[direction]}${amount}`));
	const balances = alignAmounts(history.map(({balance}) => balance));
	const both = amounts.map((amount, index) => [amount, balances[index]!] as const);
	aligned.set(history, both);
	return both;
}

function historyTable(history: readonly HistoryEntry[], address: Address, {names, now, maturity, tip}: Known, width: number): Table {
	const amounts = alignedOf(history);
	const [first] = amounts;
	const rows = history.map((entry, index): Row => {
		const {status} = entry.transaction;
		const confirmations = confirmationsAt(status.height, tip, status.confirmations);
		const [amount, balance] = amounts[index]!;
		return {entry, amount, balance, settlement: settlementOf({...entry, transaction: {...entry.transaction, status: {...status, confirmations}}}, maturity)};
	});
	const tones = {pending: 'warning', immature: undefined, fresh: 'good', settled: undefined} as const;
	const columns: ReadonlyArray<Column<Row>> = [
		{title: '', width: 1, text: ({settlement}) => marks[settlement], tone: ({settlement}) => tones[settlement]},
		{title: 'AGE', width: 7, text: ({entry}) => formatAgo(entry.time, now).replace(/ ago$/v, '')},
		{title: 'WHAT', width: 8, text: ({entry: {direction}}) => direction === 'self' ? 'moved' : direction},
		{title: 'AMOUNT', width: Math.max(6, first?.[0].length ?? 0), align: 'right', text: ({amount}) => amount, tone: ({entry: {direction}, settlement}) => settlement === 'pending' ? 'warning' : (direction === 'received' || direction === 'mined' ? 'good' : undefined)},
		{title: 'BALANCE', width: Math.max(7, first?.[1].length ?? 0), align: 'right', rank: 1, text: ({balance}) => balance},
		{title: 'WITH, MEMO', text: ({entry}) => withWhom(entry, address, names)},
	];
	return tableLines({
		columns,
		rows,
		width,
		empty: 'nothing has ever been paid to this address, or from it',
		keyOf: ({entry}) => entry.transaction.id,
		linkOf: ({entry}) => ({kind: 'transaction', id: entry.transaction.id}),
		copyOf: ({entry}) => ({text: entry.transaction.id, what: 'Txid'}),
	});
}

/** The other side of an entry, and what it is for. */
function withWhom({direction, transaction}: HistoryEntry, address: Address, names: Known['names']): string {
	const {type, sender, outputs, status} = transaction;
	if (type === 'coinbase') {
		return status.height === null ? '' : `block #${formatCount(status.height)}`;
	}

	const others = direction === 'received' ? [sender!] : [...new Set(outputs.map(({recipient}) => recipient))].filter(recipient => recipient !== address);
	const more = others.length > 1 ? ` +${others.length - 1}` : '';
	const who = others[0] === undefined ? 'to itself' : `${addressIn(others[0], names, 17)}${more}`;
	const memo = memoOf(transaction);
	return memo === '' ? who : `${who}: ${memo}`;
}
