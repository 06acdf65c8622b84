import type {TransactionObject} from '../../api/transaction.js';
import {confirmationsAt, feeRateOf, paidBy} from '../../store/explorer/figures.js';
import type {ContentOf} from '../../store/explorer/page.js';
import {alignAmounts} from '../../terminal/align-amounts.js';
import {fit, shorten} from '../../terminal/cells.js';
import {formatAgo, formatCount, formatTime} from '../../terminal/format.js';
import {type Known, namedAddress, toneOf} from './known.js';
import {emptyLine, field, type HeadLine, joinLines, type Lines, pairs, type Table, type Tone, wholeField} from './lines.js';
import {memoOf} from './transactions-table.js';

/** How far a transaction is, in words. */
export function stateOf({status, type}: TransactionObject, {tip, maturity}: Pick<Known, 'tip' | 'maturity'>): {readonly text: string; readonly tone: Tone} {
	if (!status.confirmed) {
		return {text: 'waits for a block', tone: 'warning'};
	}

	const confirmations = confirmationsAt(status.height, tip, status.confirmations);
	const text = `${formatCount(confirmations)} confirmation${confirmations === 1 ? '' : 's'}`;
	return type === 'coinbase' && confirmations <= maturity ? {text: `${text}, immature`, tone: 'warning'} : {text, tone: 'good'};
}

/** A transaction: from where, to whom, how much. */
export function transactionLines({transaction}: ContentOf<'transaction'>, known: Known, width: number): Lines {
	const {id, type, sender, nonce, fee, size, status, outputs, public_key: publicKey, signature} = transaction;
	const {names, symbol, now} = known;
	const state = stateOf(transaction, known);
	const memo = memoOf(transaction);
	const head: HeadLine[] = [
		...wholeField('Txid', id, width, {copy: {text: id, what: 'Txid'}}),
		field(status.confirmed ? 'Time' : 'Seen', formatAgo(status.time, now), width, {note: `${formatTime(status.time)} UTC`}),
		...pairs([
			['State', state.text, {tone: state.tone}],
			['Together', `${paidBy(transaction)} ${symbol}`, {tone: 'bold'}],
			['Size', `${formatCount(size)} bytes`, nonce === null ? {} : {note: `nonce ${formatCount(nonce)}`}],
			...(type === 'transfer' ? [['Fee', `${fee} ${symbol}`, {note: `${formatCount(Math.round(feeRateOf(transaction)))} a byte`}] as const] : []),
		], width),
		...blockOf(transaction, width),
		sender === null
			? field('From', 'new coins', width, {tone: 'warning', note: 'the reward of the block'})
			: field('From', namedAddress(sender, names), width, {tone: toneOf(sender, names), link: {kind: 'address', address: sender}, copy: {text: sender, what: 'Address'}}),
		...(memo === '' ? [] : wholeField('Memo', memo, width, {copy: {text: memo, what: 'Memo'}})),
		...(publicKey === null ? [] : [field('Public key', publicKey, width, {copy: {text: publicKey, what: 'Public key'}})]),
		...(signature === null ? [] : [field('Signature', signature, width, {copy: {text: signature, what: 'Signature'}})]),
		emptyLine,
	];
	return joinLines(head, outputsTable(outputs, known, width));
}

function blockOf({status: {height, block_hash: hash}}: TransactionObject, width: number): HeadLine[] {
	return hash === null ? [] : [field('Block', `#${formatCount(height)}`, width, {note: shorten(hash, 12, 6), link: {kind: 'block', id: hash}, copy: {text: hash, what: 'Hash'}})];
}

/** Whom it pays. */
function outputsTable(outputs: TransactionObject['outputs'], {names, symbol}: Known, width: number): Table {
	const amounts = alignAmounts(outputs.map(({amount}) => amount));
	const cells = Math.max(6, amounts[0]!.length);
	const room = Math.max(8, width - 5 - cells - 1 - symbol.length - 1);
	const row = (number: string, text: string, amount: string) => `${number.padStart(3)}  ${fit(text, room)} ${amount.padStart(cells)}`;
	return {
		titles: {pieces: [{text: row('#', 'TO', 'AMOUNT'), tone: 'dim'}]},
		count: outputs.length,
		keyAt: index => `output ${index}`,
		rowAt(index) {
			const {recipient} = outputs[index]!;
			const name = names.get(recipient) ?? '';
			const text = `${shorten(recipient, Math.max(6, room - 9 - name.length), 6)}  ${name}`;
			return {
				pieces: [{text: `${String(index + 1).padStart(3)}  `, tone: 'dim'}, {text: fit(text, room), tone: toneOf(recipient, names) ?? 'accent'}, {text: ` ${amounts[index]!.padStart(cells)}`}, {text: ` ${symbol}`, tone: 'dim'}],
				link: {kind: 'address', address: recipient},
				copy: {text: recipient, what: 'Address'},
			};
		},
		empty: '',
	};
}
