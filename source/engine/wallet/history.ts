import type {Address, Amount} from '../../protocol/brands.js';
import type {LedgerApi} from '../../api/node-api.js';
import type {directions, HistoryEntry, TransactionObject} from '../../api/transaction.js';
import {formatAmount, parseAmount} from '../../protocol/amount.js';
import {AddressHistory, effectOn} from './address-history.js';

const MAX_PAGE = 100;

export type Direction = (typeof directions)[number];

export type HistoryFilter = {
	readonly direction?: Direction | undefined;
	/** `true`: only pending ones; `false`: only confirmed ones. */
	readonly pending?: boolean | undefined;
	/** Something that memo, id or an address contains, in letters of either case. */
	readonly text?: string | undefined;
};

type Options = HistoryFilter & {
	/** The wallet's own addresses. */
	readonly addresses: readonly Address[];
	/** Entries that will probably be wanted. */
	readonly limit?: number | undefined;
};

/**
What happened in a wallet, newest first, pending ones ahead: the histories of its addresses as one. A transfer between two of them is one entry, and the balance is that of the whole wallet.

Pages are read only as far as entries are taken. Entries of one block that do not depend on each other come in any order.

@throws {ApiError} `not_found` when a reorganisation takes away what was read last: begin anew.
*/
export async function * walletHistory({addresses, limit = MAX_PAGE, ...filter}: Options, {node}: {node: LedgerApi}): AsyncGenerator<HistoryEntry, void> {
	const own = new Set(addresses);
	const pageSize = Math.min(Math.max(limit, 1), MAX_PAGE);
	const histories = addresses.map(address => new AddressHistory({address, pageSize}, {node}));
	await loadAll(histories);
	const pending = pendingEntries(histories, own);
	yield * pending.filter(entry => passes(entry, filter));

	// The addresses are not asked in the same instant: what one has pending may be confirmed for another.
	const seen = new Set(pending.map(({transaction}) => transaction.id));
	for (;;) {
		await loadAll(histories);
		const newest = newestOf(histories);
		if (newest === undefined) {
			return;
		}

		const entry = entryOf(newest.transaction, own, totalOf(histories));
		for (const history of histories.filter(({head}) => head?.transaction.id === entry.transaction.id)) {
			history.shift();
		}

		if (!seen.has(entry.transaction.id) && passes(entry, filter)) {
			yield entry;
		}
	}
}

async function loadAll(histories: readonly AddressHistory[]): Promise<void> {
	await Promise.all(histories.map(async history => history.load()));
}

const totalOf = (histories: readonly AddressHistory[]): Amount => histories.reduce((sum, {balance}) => sum + balance, 0n);

/** Newest first. Each address alone knows an order; what the wallet will have takes one order of them all. */
function pendingEntries(histories: readonly AddressHistory[], own: ReadonlySet<Address>): HistoryEntry[] {
	const transactions = new Map(histories.flatMap(({pending}) => pending.map(({transaction}) => [transaction.id, transaction])));
	let balance = totalOf(histories);
	const entries = [...transactions.values()].toSorted((a, b) => byArrival(a, b)).map(transaction => {
		for (const {address} of histories) {
			balance += effectOn(address, transaction);
		}

		return entryOf(transaction, own, balance);
	});
	return entries.toReversed();
}

const byArrival = (a: TransactionObject, b: TransactionObject): number => a.status.time - b.status.time || a.nonce! - b.nonce! || (a.id < b.id ? -1 : 1);

/**
The newest of all heads. Within a block, only the order of each address is known: a transfer between two addresses has to wait until it is the head of both.
*/
function newestOf(histories: readonly AddressHistory[]): HistoryEntry | undefined {
	const heads = histories.flatMap(({head}) => head ?? []);
	const height = Math.max(...heads.map(entry => heightOf(entry)));
	const candidates = heads.filter(entry => heightOf(entry) === height).toSorted((a, b) => byPosition(b, a));
	return candidates.find(candidate => histories.every(({address, head}) =>
		head === undefined || heightOf(head) < height || head.transaction.id === candidate.transaction.id || !concerns(candidate.transaction, address))) ?? candidates[0];
}

const heightOf = ({transaction}: HistoryEntry): number => transaction.status.height!;

/** Where transactions of one block probably stand: the coinbase first, then nonces upwards. */
const byPosition = ({transaction: a}: HistoryEntry, {transaction: b}: HistoryEntry): number => (a.nonce ?? -1) - (b.nonce ?? -1);

const concerns = ({sender, outputs}: TransactionObject, address: Address): boolean => sender === address || outputs.some(({recipient}) => recipient === address);

function entryOf(transaction: TransactionObject, own: ReadonlySet<Address>, balance: Amount): HistoryEntry {
	const isSender = transaction.sender !== null && own.has(transaction.sender);
	const received = sumOf(transaction, recipient => own.has(recipient));
	const sent = isSender ? sumOf(transaction, recipient => !own.has(recipient)) : 0n;
	return {
		transaction,
		direction: directionOf(transaction, {isSender, sent}),
		amount: formatAmount(sent > 0n ? sent : received),
		fee: isSender ? transaction.fee : '0',
		balance: formatAmount(balance),
		time: transaction.status.time,
	};
}

function directionOf({type}: TransactionObject, {isSender, sent}: {isSender: boolean; sent: Amount}): Direction {
	if (type === 'coinbase') {
		return 'mined';
	}

	return isSender ? (sent > 0n ? 'sent' : 'self') : 'received';
}

const sumOf = ({outputs}: TransactionObject, counts: (recipient: Address) => boolean): Amount => outputs
	.filter(({recipient}) => counts(recipient))
	.reduce((sum, {amount}) => sum + parseAmount(amount), 0n);

function passes({transaction, direction}: HistoryEntry, filter: HistoryFilter): boolean {
	const text = filter.text?.toLowerCase() ?? '';
	return (filter.direction === undefined || direction === filter.direction)
		&& (filter.pending === undefined || transaction.status.confirmed !== filter.pending)
		&& (text === '' || textsOf(transaction).some(candidate => candidate.toLowerCase().includes(text)));
}

const textsOf = ({id, sender, memo, outputs}: TransactionObject): string[] => [id, sender ?? '', memo ?? '', ...outputs.map(({recipient}) => recipient)];
