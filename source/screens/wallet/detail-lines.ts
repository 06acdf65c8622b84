import type {HistoryEntry} from '../../api/transaction.js';
import {printable} from '../../terminal/cells.js';
import {formatAgo, formatTime} from '../../terminal/format.js';
import {settlementOf} from '../../components/settlement.js';
import type {Names} from '../../components/names.js';
import {type DetailLine, withName, wrapFields} from '../../components/wrap-fields.js';

type Known = {
	readonly names: Names;
	readonly symbol: string;
	/** Blocks. */
	readonly maturity: number;
	/** Seconds since 1970. */
	readonly now: number;
};

/** Everything about an entry of a history, in lines that are `width` wide at most. */
export function detailLines(entry: HistoryEntry, {names, symbol, maturity, now}: Known, width: number): readonly DetailLine[] {
	const {transaction, direction, amount, fee, balance, time} = entry;
	const {id, type, sender, outputs, status, memo, memo_hex: memoHex, nonce, size} = transaction;
	const words = {sent: 'sent', received: 'received', mined: 'mined', self: 'moved between your addresses'};
	const fields: Array<readonly [string, string]> = [
		['What', words[direction]],
		['State', stateOf(entry, maturity)],
		['Amount', `${amount} ${symbol}`],
		...(type === 'transfer' ? [['Fee', direction === 'received' ? `${transaction.fee} ${symbol}, paid by the sender` : `${fee} ${symbol}`] as const] : []),
		['Balance', `${balance} ${symbol} after it`],
		['Time', `${formatTime(time)} UTC, ${formatAgo(time, now)}`],
		['Id', id],
		...(sender === null ? [] : withName('From', sender, names)),
		...outputs.flatMap(({recipient, amount: part}, index) => [...withName(index === 0 ? 'To' : '', recipient, names), ...(outputs.length > 1 ? [['', `${part} ${symbol}`] as const] : [])]),
		...(type === 'coinbase' || memoHex === '' ? [] : [['Memo', memo === null ? `0x${memoHex}` : printable(memo)] as const]),
		...(status.block_hash === null ? [] : [['Block', `#${status.height!.toLocaleString('en')}  ${status.block_hash}`] as const]),
		...(nonce === null ? [] : [['Nonce', String(nonce)] as const]),
		['Size', `${size.toLocaleString('en')} bytes`],
	];
	return wrapFields(fields, width);
}

function stateOf(entry: HistoryEntry, maturity: number): string {
	const {confirmations} = entry.transaction.status;
	const count = `${confirmations.toLocaleString('en')} confirmation${confirmations === 1 ? '' : 's'}`;
	switch (settlementOf(entry, maturity)) {
		case 'pending': {
			return 'pending: waits for a block';
		}

		case 'immature': {
			const left = maturity + 1 - confirmations;
			return `immature, ${count}: can be spent after ${left.toLocaleString('en')} more block${left === 1 ? '' : 's'}`;
		}

		case 'fresh':
		case 'settled': {
			return `confirmed, ${count}`;
		}
	}
}
