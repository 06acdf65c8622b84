import type {Address} from '../../protocol/brands.js';
import type {HistoryEntry, TransactionObject} from '../../api/transaction.js';
import {formatCsvRow} from './csv.js';

const columns = ['time', 'direction', 'amount', 'fee', 'balance', 'counterparties', 'memo', 'txid', 'height'];

/**
A history as CSV, a row with its line end at a time, the names of the columns first. Times are ISO 8601 in UTC; several counterparties are separated by spaces; a pending one has no height.

@param own - The wallet's addresses, which are no counterparties of themselves.
*/
export async function * historyCsv(entries: AsyncIterable<HistoryEntry> | Iterable<HistoryEntry>, {own}: {own: readonly Address[]}): AsyncGenerator<string, void> {
	yield formatCsvRow(columns);
	for await (const {transaction, direction, amount, fee, balance, time} of entries) {
		yield formatCsvRow([
			new Date(time * 1000).toISOString(),
			direction,
			amount,
			fee,
			balance,
			counterpartiesOf(transaction, new Set(own)).join(' '),
			transaction.type === 'transfer' ? harmless(transaction.memo ?? transaction.memo_hex) : '',
			transaction.id,
			transaction.status.height?.toString() ?? '',
		]);
	}
}

function counterpartiesOf({sender, outputs}: TransactionObject, own: ReadonlySet<Address>): Address[] {
	if (sender === null) {
		return [];
	}

	return own.has(sender) ? [...new Set(outputs.map(({recipient}) => recipient).filter(recipient => !own.has(recipient)))] : [sender];
}

/**
Anybody can write a memo. A spreadsheet would run one that begins like a formula, so such a one gets an apostrophe in front, which spreadsheets take as the mark of text; and what would steer a terminal is shown as the replacement character.
*/
function harmless(memo: string): string {
	const visible = memo.replaceAll(/[^\P{Cc}\t\n\r]/gv, '\uFFFD');
	return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/v.test(visible) ? `'${visible}` : visible;
}
