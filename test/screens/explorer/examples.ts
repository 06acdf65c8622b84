import type {BlockObject} from '../../../source/api/block.js';
import type {TransactionObject} from '../../../source/api/transaction.js';
import {asHash, type Hash} from '../../../source/protocol/brands.js';
import type {Known} from '../../../source/screens/explorer/known.js';
import type {Content, Page} from '../../../source/store/explorer/page.js';
import {beginWith, goTo, type Stop, stopAt, type Trail} from '../../../source/store/explorer/trail.js';
import {blocks, NOW} from '../node/fixture.js';
import {alice, balance, entryOf, history, me, names, now, stranger} from '../wallet/examples.js';

/*
A chain to look at: every kind of page, empty and full.
*/

export const known: Known = {names, symbol: 'DEV', maturity: 10, maxBlockBytes: 500_000, tip: 1284, now, isAscii: false};

const idOf = (number: number): Hash => asHash(number.toString(16).padStart(64, 'c'));

/** The time of the examples of the wallet, where blocks have that of the node. */
const shift = now - NOW;
export const newest = blocks.map(block => ({...block, time: block.time + shift}));

export const coinbase: TransactionObject = {
	...entryOf({id: 900, direction: 'mined', amount: '50.0002', balance: '1', confirmations: 17, age: 42}).transaction,
	outputs: [{recipient: me, amount: '50.0002'}],
};

export const transfer = (number: number, memo: string, amount = String(number * 1.5)): TransactionObject => ({
	...entryOf({id: number, direction: 'received', amount, balance: '1', confirmations: 17, other: number % 2 === 0 ? alice : stranger, memo, age: 42}).transaction,
	id: idOf(number),
});

export const batch: TransactionObject = {
	...transfer(7, 'payroll of the whole club'),
	outputs: Array.from({length: 40}, (_, index) => ({recipient: index % 3 === 0 ? alice : stranger, amount: index === 3 ? '1200.00000001' : String(index + 1)})),
};

export const block: BlockObject = {
	...newest[16]!,
	confirmations: 17,
	transaction_count: 31,
	size: 5012,
	transactions: [coinbase, ...Array.from({length: 30}, (_, index) => transfer(index + 1, index % 4 === 0 ? `lunch ${index}` : ''))],
};

export const genesis: BlockObject = {...newest[0]!, height: 0, hash: idOf(1), confirmations: 1285, transaction_count: 0, transactions: []};

/** More than any mempool has. */
export const thousands: readonly TransactionObject[] = Array.from({length: 10_000}, (_, index) => transfer(index + 1, ''));

const pendingOnes = [transfer(3, 'pizza'), transfer(4, ''), batch].map(transaction => ({...transaction, status: {confirmed: false, height: null, block_hash: null, time: now - 12, confirmations: 0}}));

export const contents = {
	blocks: {kind: 'blocks', blocks: newest, hasMore: true},
	mempool: {kind: 'mempool', pending: pendingOnes},
	'mempool-empty': {kind: 'mempool', pending: []},
	'mempool-full': {kind: 'mempool', pending: thousands},
	forks: {kind: 'forks', forks: [{hash: idOf(5), height: 1284, branch_length: 1, status: 'valid'}, {hash: idOf(6), height: 1190, branch_length: 12, status: 'invalid'}]},
	'forks-empty': {kind: 'forks', forks: []},
	richest: {kind: 'richest', accounts: [{address: me, balance: '1000000.5'}, {address: alice, balance: '750000'}, {address: stranger, balance: '12.34567891'}]},
	'richest-empty': {kind: 'richest', accounts: []},
	block: {kind: 'block', block, took: 28.8},
	'block-stale': {kind: 'block', block: {...block, confirmations: 0, transactions: [coinbase], transaction_count: 1}, took: undefined},
	'block-genesis': {kind: 'block', block: genesis, took: undefined},
	transaction: {kind: 'transaction', transaction: {...history[2]!.transaction}},
	'transaction-pending': {kind: 'transaction', transaction: pendingOnes[0]!},
	'transaction-batch': {kind: 'transaction', transaction: batch},
	'transaction-coinbase': {kind: 'transaction', transaction: coinbase},
	address: {kind: 'address', account: balance.accounts[0]!, history, hasMore: true},
	'address-empty': {kind: 'address', account: {...balance.accounts[0]!, address: stranger, balance: '0', spendable: '0', immature: '0', pending_in: '0', pending_out: '0', nonce: 0, next_nonce: 0}, history: [], hasMore: false},
} as const satisfies Readonly<Record<string, Content>>;

/** The page that a content is of. */
function pageOf(content: Content): Page {
	switch (content.kind) {
		case 'block': {
			return {kind: 'block', id: content.block.hash};
		}

		case 'transaction': {
			return {kind: 'transaction', id: content.transaction.id};
		}

		case 'address': {
			return {kind: 'address', address: content.account.address};
		}

		case 'blocks':
		case 'mempool':
		case 'forks':
		case 'richest': {
			return {kind: content.kind};
		}
	}
}

/** The way to a page, as it would have been gone. */
export function trailTo(content: Content, change: Partial<Stop> = {}): Trail {
	const page = pageOf(content);
	const stop = {...stopAt(2, page, content), ...change};
	const start = beginWith(0, 'blocks');
	return page.kind === 'block' || page.kind === 'transaction' || page.kind === 'address' ? goTo(goTo(start, stopAt(1, {kind: 'block', id: 1283})), stop) : [stop];
}
