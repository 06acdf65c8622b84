import type {HistoryEntry} from '../../api/transaction.js';
import {parseAmount} from '../../protocol/amount.js';
import {alignAmounts} from '../../terminal/align-amounts.js';
import {type Names, shortName, YOU} from '../../components/names.js';
import {type Settlement, settlementOf} from '../../components/settlement.js';

export const historyKinds = ['all', 'sent', 'received', 'mined', 'pending'] as const;
export type HistoryKind = typeof historyKinds[number];

export const historyOrders = ['newest first', 'largest first'] as const;
export type HistoryOrder = typeof historyOrders[number];

/** What is shown of a history, and how. */
export type HistoryWish = {
	readonly kind: HistoryKind;
	readonly order: HistoryOrder;
	/** Something that memo, id, addresses or their names contain. */
	readonly text: string;
};

/** An entry in words, ready to be put into a table. */
export type HistoryRow = {
	readonly id: string;
	readonly time: number;
	readonly direction: HistoryEntry['direction'];
	/** With its sign; all of a list are equally wide. */
	readonly amount: string;
	/** After it; all of a list are equally wide. */
	readonly balance: string;
	/** With whom, and what for. */
	readonly note: string;
	readonly settlement: Settlement;
};

/** The entries that are wanted, in the order that is wanted. Pending ones stay on top. */
export function chooseEntries(entries: readonly HistoryEntry[], {kind, order, text}: HistoryWish, names: Names): readonly HistoryEntry[] {
	const wanted = text.trim().toLowerCase();
	const chosen = entries.filter(entry => isOfKind(entry, kind) && (wanted === '' || textsOf(entry, names).some(each => each.toLowerCase().includes(wanted))));
	return order === 'newest first' ? chosen : chosen.toSorted((a, b) => Number(isPending(b)) - Number(isPending(a)) || Number(parseAmount(b.amount) - parseAmount(a.amount)));
}

const isPending = ({transaction}: HistoryEntry): boolean => !transaction.status.confirmed;

function isOfKind(entry: HistoryEntry, kind: HistoryKind): boolean {
	switch (kind) {
		case 'all': {
			return true;
		}

		case 'pending': {
			return isPending(entry);
		}

		// What goes from one own address to another is a payment that one has made.
		case 'sent': {
			return entry.direction === 'sent' || entry.direction === 'self';
		}

		case 'received':
		case 'mined': {
			return entry.direction === kind;
		}
	}
}

function textsOf({transaction: {id, sender, memo, outputs}}: HistoryEntry, names: Names): string[] {
	const addresses = [sender ?? '', ...outputs.map(({recipient}) => recipient)];
	return [id, memo ?? '', ...addresses, ...addresses.map(address => names.get(address) ?? '')];
}

const signs = {sent: '-', received: '+', mined: '+', self: ''} as const;

export function historyRows(entries: readonly HistoryEntry[], names: Names, maturity: number): readonly HistoryRow[] {
	const amounts = alignAmounts(entries.map(({direction, amount}) => `${signs[direction]}${amount}`));
	const balances = alignAmounts(entries.map(({balance}) => balance));
	return entries.map((entry, index) => ({
		id: entry.transaction.id,
		time: entry.time,
		direction: entry.direction,
		amount: amounts[index]!,
		balance: balances[index]!,
		note: noteOf(entry, names),
		settlement: settlementOf(entry, maturity),
	}));
}

function noteOf(entry: HistoryEntry, names: Names): string {
	const {direction, transaction: {type, status, memo, memo_hex: memoHex}} = entry;
	if (type === 'coinbase') {
		return status.height === null ? '' : `block #${status.height.toLocaleString('en')}`;
	}

	const others = counterpartiesOf(entry, names);
	const more = others.length > 1 ? ` and ${others.length - 1} more` : '';
	const who = direction === 'self' || others[0] === undefined ? 'to yourself' : `${shortName(others[0], names)}${more}`;
	const text = memo ?? `0x${memoHex}`;
	return text === '' ? who : `${who}: ${text}`;
}

function counterpartiesOf({direction, transaction: {sender, outputs}}: HistoryEntry, names: Names): readonly string[] {
	if (direction === 'received') {
		return sender === null ? [] : [sender];
	}

	return [...new Set(outputs.map(({recipient}) => recipient))].filter(recipient => names.get(recipient) !== YOU);
}
