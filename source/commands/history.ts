import * as z from 'zod';
import {directions, type HistoryEntry} from '../api/transaction.js';
import {historyCsv, walletHistory} from '../runtime/wallet.js';
import type {Session} from '../runtime/open-session.js';
import {formatTime} from '../terminal/format.js';
import {type Context, defineCommand} from './command.js';
import {switchFlag, valueFlag} from './flag.js';
import {textValue, wholeNumber} from './flag-values.js';
import {addressNamed, withSession} from './open.js';
import {table} from './table.js';

const flags = {
	limit: valueFlag('N', 'at most so many, newest first; by default 25', wholeNumber(1, 1_000_000)),
	direction: valueFlag('WHICH', `only ${directions.join(', ')}`, z.enum(directions, `expected one of ${directions.join(', ')}`)),
	pending: switchFlag('only what is not confirmed yet'),
	filter: valueFlag('TEXT', 'only what has the text in its memo, id or addresses', textValue),
	csv: switchFlag('print all of it as CSV'),
};

export const command = defineCommand({
	parameters: ['[ADDRESS]'],
	description: 'Lists what happened to the wallet, or to an address or a contact, newest first. The balance beside each line is that after it, immature coins included.',
	flags,
	examples: ['history', 'history --limit 100 --json', 'history --direction sent', 'history --csv > history.csv'],
	async run(context) {
		const {flags: {csv, limit = csv ? 1_000_000 : 25}, output} = context;
		await withSession(context, {access: 'read'}, async session => {
			const {entries, own} = await historyOf(session, context, limit);
			if (csv) {
				for await (const line of historyCsv(take(entries, limit), {own})) {
					context.signal.throwIfAborted();
					output.piece(line);
				}

				return;
			}

			const rows: HistoryEntry[] = [];
			for await (const entry of take(entries, limit)) {
				context.signal.throwIfAborted();
				rows.push(entry);
			}

			output.result(rows, textOf(rows));
		});
	},
});

type Entries = Parameters<typeof historyCsv>[0];

/** The history of the wallet, or of the address that is named: as a wallet of that address alone. */
async function historyOf(session: Session, {parameters: [named], global, flags: {direction, pending, filter}}: Context<typeof flags>, limit: number): Promise<{entries: Entries; own: Parameters<typeof historyCsv>[1]['own']}> {
	const wanted = {
		direction, pending: pending ? true : undefined, text: filter, limit,
	};
	if (named === undefined) {
		const wallet = await session.openWallet(global.wallet);
		return {entries: wallet.historyEntries(wanted), own: wallet.keystore.addresses};
	}

	const address = await addressNamed(session.workspace, named);
	return {entries: walletHistory({...wanted, addresses: [address]}, session), own: [address]};
}

async function * take(entries: Entries, limit: number): AsyncGenerator<HistoryEntry, void> {
	let count = 0;
	for await (const entry of entries) {
		if (count === limit) {
			return;
		}

		count++;
		yield entry;
	}
}

const textOf = (rows: readonly HistoryEntry[]): string => rows.length === 0
	? 'Nothing yet'
	: table([
		{title: 'TIME (UTC)'},
		{title: 'WHAT'},
		{title: 'AMOUNT', align: 'right'},
		{title: 'FEE', align: 'right'},
		{title: 'BALANCE', align: 'right'},
		{title: 'HEIGHT', align: 'right'},
		{title: 'ID'},
		{title: 'MEMO'},
	], rows.map(({transaction, direction, amount, fee, balance, time}) => [
		formatTime(time),
		direction,
		`${direction === 'sent' ? '-' : ''}${amount}`,
		fee,
		balance,
		transaction.status.confirmed ? String(transaction.status.height) : 'pending',
		transaction.id,
		transaction.type === 'transfer' ? (transaction.memo ?? transaction.memo_hex) : '',
	]));
