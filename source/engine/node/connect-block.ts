import type {Block} from '../../protocol/block.js';
import type {Account, Amount, Height} from '../../protocol/brands.js';
import {hashToBytes} from '../../protocol/hash.js';
import type {Network} from '../../protocol/network.js';
import {type AccountState, connectBlock as applyBlock} from '../../protocol/rules/connect.js';
import {costOf, type Output} from '../../protocol/transfer.js';
import {decodeWrites, encodeWrites, Overlay} from '../storage/overlay.js';
import {
	ChainReader, encodeAccount, encodeAmount, encodeHistory, encodePlace,
} from './chain-reader.js';
import {keyOf} from './layout.js';

/**
Puts a block on top of the best chain: accounts, indexes, and what it takes to undo them.

@param overlay - Holds the best chain up to the block's parent; receives the changes, or stays as it was when a rule is broken.
@throws {RuleError} when the state does not allow the block.
*/
export function connectBlock(overlay: Overlay, block: Block, height: Height, network: Network): void {
	const before = new ChainReader(overlay);
	const step = new Overlay(overlay);
	const changed = applyBlock(block, maturedBy(before, height, network), account => before.account(account));
	for (const [account, state] of changed) {
		setAccount(step, account, before.account(account), state);
	}

	// No chain below the block has a key of its height, or a transaction twice: those of the nonces before are spent.
	step.add(keyOf.height(height), hashToBytes(block.hash));
	indexTransactions(step, block, height);

	const undo = encodeWrites(step.undo());
	overlay.apply(step.writes());
	overlay.set(keyOf.undo(block.hash), undo);
}

/** Takes the top block off the best chain: everything is as it was before it. */
export function disconnectBlock(overlay: Overlay, block: Pick<Block, 'hash'>): void {
	overlay.apply(decodeWrites(new ChainReader(overlay).undo(block.hash)));
	overlay.set(keyOf.undo(block.hash), undefined);
}

/** The outputs of the coinbase that is credited with the block at `height`. Genesis has none. */
function maturedBy(reader: ChainReader, height: Height, network: Network): readonly Output[] {
	const mined = height - network.coinbaseMaturity;
	const hash = mined >= 1 ? reader.hashAt(mined) : undefined;
	return hash === undefined ? [] : reader.coinbase(hash).outputs;
}

/** Writes an account and its place among the richest. An account of nothing is no account. */
export function setAccount(overlay: Overlay, account: Account, before: AccountState, after: AccountState): void {
	overlay.set(keyOf.account(account), after.balance === 0n && after.nonce === 0 ? undefined : encodeAccount(after));
	if (before.balance !== after.balance) {
		setRank(overlay, account, before.balance, undefined);
		setRank(overlay, account, after.balance, new Uint8Array());
	}
}

function setRank(overlay: Overlay, account: Account, balance: Amount, value: Uint8Array | undefined): void {
	if (balance > 0n) {
		overlay.set(keyOf.rank(account, balance), value);
	}
}

/** By id, and for every account that a transaction touches, in its history. */
function indexTransactions(overlay: Overlay, block: Block, height: Height): void {
	const reader = new ChainReader(overlay);
	const transactions = [block.coinbase, ...block.transfers];
	for (const [position, transaction] of transactions.entries()) {
		const {length} = transaction.bytes;
		const offset = transaction.bytes.byteOffset - block.bytes.byteOffset;
		overlay.add(keyOf.transaction(transaction.id), encodePlace({
			height, position, offset, length,
		}));

		const deltas = new Map<Account, bigint>();
		const add = (account: Account, amount: bigint) => deltas.set(account, (deltas.get(account) ?? 0n) + amount);
		if ('sender' in transaction) {
			add(transaction.sender, -costOf(transaction));
		}

		for (const {account, amount} of transaction.outputs) {
			add(account, amount);
		}

		for (const [account, delta] of deltas) {
			const total = reader.total(account) + delta;
			overlay.set(keyOf.total(account), encodeAmount(total));
			overlay.add(keyOf.history(account, height, position), encodeHistory({total, offset, length}));
		}
	}
}
