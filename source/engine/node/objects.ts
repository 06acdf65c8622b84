import {formatAmount} from '../../protocol/amount.js';
import {encodeAddress} from '../../protocol/address.js';
import type {Account, Address} from '../../protocol/brands.js';
import type {Block} from '../../protocol/block.js';
import {bytesToHex} from '../../protocol/bytes.js';
import type {Coinbase} from '../../protocol/coinbase.js';
import type {Network} from '../../protocol/network.js';
import {formatBits, targetOfBits, workOfTarget} from '../../protocol/target.js';
import {amountTo, costOf, type Transfer} from '../../protocol/transfer.js';
import type {BlockObject, BlockSummary} from '../../api/block.js';
import type {HistoryEntry, TransactionObject} from '../../api/transaction.js';
import type {Entry} from './entry.js';
import type {Pending} from './pending-account.js';

/*
From what the chain holds to the objects of the wire.
*/

type Context = {
	readonly network: Network;
	readonly tip: Entry;
};

export function blockSummary(entry: Entry, isOnBestChain: boolean, {tip}: Context): BlockSummary {
	const {header} = entry;
	return {
		hash: entry.hash,
		height: entry.height,
		version: header.version,
		previous_hash: header.previousHash,
		merkle_root: header.merkleRoot,
		time: header.time,
		bits: formatBits(header.bits),
		nonce: header.nonce,
		difficulty: Number(workOfTarget(targetOfBits(header.bits))),
		chainwork: entry.chainwork.toString(),
		size: entry.size,
		confirmations: isOnBestChain ? tip.height - entry.height + 1 : 0,
		transaction_count: entry.transactionCount,
	};
}

/** @param block - `undefined` for genesis, which has no transactions. */
export function blockObject(entry: Entry, block: Block | undefined, isOnBestChain: boolean, context: Context): BlockObject {
	const status = isOnBestChain ? confirmedIn(entry, context) : {...unconfirmed(entry.header.time), block_hash: entry.hash, height: entry.height};
	return {
		...blockSummary(entry, isOnBestChain, context),
		transactions: block ? [block.coinbase, ...block.transfers].map(transaction => transactionObject(transaction, status, context.network)) : [],
	};
}

type TransactionStatus = TransactionObject['status'];

export const confirmedIn = (entry: Entry, {tip}: Pick<Context, 'tip'>): TransactionStatus => ({
	confirmed: true,
	height: entry.height,
	block_hash: entry.hash,
	time: entry.header.time,
	confirmations: tip.height - entry.height + 1,
});

/** @param time - When it was first seen. */
export const unconfirmed = (time: number): TransactionStatus => ({
	confirmed: false, height: null, block_hash: null, time, confirmations: 0,
});

export const pendingObject = ({transfer, time}: Pending, network: Network): TransactionObject => transactionObject(transfer, unconfirmed(time), network);

export function transactionObject(transaction: Coinbase | Transfer, status: TransactionStatus, network: Network): TransactionObject {
	const isTransfer = 'sender' in transaction;
	const memo = isTransfer ? transaction.memo : transaction.extra;
	return {
		id: transaction.id,
		type: isTransfer ? 'transfer' : 'coinbase',
		sender: isTransfer ? addressOf(transaction.sender, network) : null,
		public_key: isTransfer ? bytesToHex(transaction.publicKey) : null,
		nonce: isTransfer ? transaction.nonce : null,
		fee: formatAmount(isTransfer ? transaction.fee : 0n),
		outputs: transaction.outputs.map(({account, amount}) => ({recipient: addressOf(account, network), amount: formatAmount(amount)})),
		memo: textOf(memo),
		memo_hex: bytesToHex(memo),
		signature: isTransfer ? bytesToHex(transaction.signature) : null,
		size: transaction.bytes.length,
		status,
	};
}

/** How a transaction looks from one account. @param balance - Of the account after it, in base units. */
export function historyEntry(account: Account, transaction: Coinbase | Transfer, balance: bigint, object: TransactionObject): HistoryEntry {
	const received = amountTo(account, transaction.outputs);
	const base = {transaction: object, balance: formatAmount(balance < 0n ? 0n : balance), time: object.status.time};
	if (!('sender' in transaction)) {
		return {...base, direction: 'mined', amount: formatAmount(received), fee: '0'};
	}

	if (transaction.sender !== account) {
		return {...base, direction: 'received', amount: formatAmount(received), fee: '0'};
	}

	const sent = costOf(transaction) - transaction.fee - received;
	return {
		...base,
		direction: sent === 0n ? 'self' : 'sent',
		amount: formatAmount(sent === 0n ? received : sent),
		fee: formatAmount(transaction.fee),
	};
}

export const addressOf = (account: Account, network: Network): Address => encodeAddress(account, network.addressPrefix);

const utf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

function textOf(bytes: Uint8Array): string | null {
	try {
		return utf8.decode(bytes);
	} catch {
		return null;
	}
}
