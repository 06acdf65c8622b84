import type {BlockObject} from '../../api/block.js';
import type {TransactionObject} from '../../api/transaction.js';
import {confirmationsAt, paidBy, sumOf, type TransactionOrder} from '../../store/explorer/figures.js';
import type {ContentOf} from '../../store/explorer/page.js';
import {formatAgo, formatCount, formatDuration, formatMagnitude, formatTime} from '../../terminal/format.js';
import {type Known, namedAddress, toneOf} from './known.js';
import {emptyLine, field, type HeadLine, joinLines, type Lines, pairs, textLines, wholeField} from './lines.js';
import {sorted} from './list-lines.js';
import {transactionsTable} from './transactions-table.js';

/** Sums of a block are made once, not each time that a second passes. */
const fees = new WeakMap<BlockObject, string>();

function feesOf(block: BlockObject): string {
	const known = fees.get(block) ?? sumOf(block.transactions.map(({fee}) => fee));
	fees.set(block, known);
	return known;
}

/** How many blocks are on top of it, in words. */
export function confirmationText(confirmations: number): string {
	return confirmations === 0 ? 'off the best chain' : `${formatCount(confirmations)} confirmation${confirmations === 1 ? '' : 's'}`;
}

/** A block, and what is in it. */
export function blockLines({block, took}: ContentOf<'block'>, order: TransactionOrder, known: Known, width: number): Lines {
	const {symbol, now, tip, maxBlockBytes, names} = known;
	const coinbase = block.transactions.find(({type}) => type === 'coinbase');
	const full = Math.round(block.size / maxBlockBytes * 1000) / 10;
	const isBest = block.confirmations > 0;
	const head: HeadLine[] = [
		...wholeField('Hash', block.hash, width, {copy: {text: block.hash, what: 'Hash'}}),
		field('Time', formatAgo(block.time, now), width, {note: `${formatTime(block.time)} UTC${took === undefined ? '' : `, took ${formatDuration(took)}`}`}),
		...pairs([
			['Confirmed', isBest ? `${formatCount(confirmationsAt(block.height, tip, block.confirmations))} times` : 'off the best chain', isBest ? {} : {tone: 'warning'}],
			['Size', `${formatCount(block.size)} bytes`, {note: `${full} % full`}],
			['Reward', coinbase ? `${paidBy(coinbase)} ${symbol}` : 'none'],
			['Fees', `${feesOf(block)} ${symbol}`, {note: 'in the reward'}],
			['Difficulty', formatMagnitude(block.difficulty), {note: `bits ${block.bits}`}],
			['Nonce', formatCount(block.nonce), {note: `version ${block.version.toString(16)}`}],
		], width),
		...(coinbase ? minedBy(coinbase, known, width) : []),
		...(block.height === 0 ? [] : [field('Previous', block.previous_hash, width, {link: {kind: 'block', id: block.previous_hash}, copy: {text: block.previous_hash, what: 'Hash'}})]),
		...(isBest && tip !== undefined && block.height < tip ? [field('Next', `#${formatCount(block.height + 1)}`, width, {link: {kind: 'block', id: block.height + 1}})] : []),
		field('Merkle root', block.merkle_root, width, {copy: {text: block.merkle_root, what: 'Merkle root'}}),
	];
	return block.transactions.length === 0
		? joinLines([...head, emptyLine, ...textLines('genesis: it has no transactions, and its Merkle root commits to every parameter of the network', width, 'dim')])
		: joinLines([...head, emptyLine], transactionsTable(sorted(block.transactions, order), {names, now, width, isPending: false, empty: ''}));
}

const minedBy = ({outputs}: TransactionObject, {names, symbol}: Known, width: number): HeadLine[] => outputs.map(({recipient, amount}, index) => field(
	index === 0 ? 'Mined by' : '',
	namedAddress(recipient, names),
	width,
	{tone: toneOf(recipient, names), note: outputs.length > 1 ? `${amount} ${symbol}` : '', link: {kind: 'address', address: recipient}, copy: {text: recipient, what: 'Address'}},
));
