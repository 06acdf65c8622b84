import type {Block} from '../../protocol/block.js';
import type {Account, Amount, Height} from '../../protocol/brands.js';
import type {Coinbase} from '../../protocol/coinbase.js';
import {hashToBytes} from '../../protocol/hash.js';
import type {Network} from '../../protocol/network.js';
import {type AccountState, connectBlock as applyBlock} from '../../protocol/rules/connect.js';
import {costOf, type Output, type Transfer} from '../../protocol/transfer.js';
import {decodeWrites, encodeWrites, type Overlay} from '../storage/overlay.js';
import type {Write} from '../storage/storage.js';
import {
	ChainReader, decodeAmount, encodeAccount, encodeAmount, encodeHistory, encodePlace,
} from './chain-reader.js';
import {keyOf} from './layout.js';

/** What a key is to hold, and what it held before. */
type Change = Write & {readonly before: Uint8Array | undefined};

/**
Puts a block on top of the best chain: accounts, indexes, and what it takes to undo them.

@param overlay - Holds the best chain up to the block's parent; receives the changes, or stays as it was when a rule is broken.
@throws {RuleError} when the state does not allow the block.
*/
export function connectBlock(overlay: Overlay, block: Block, height: Height, network: Network): void {
	const changes = [
		...accountChanges(overlay, block, height, network),
		// No chain below the block has a key of its height, or a transaction twice: those of the nonces before are spent.
		{key: keyOf.height(height), before: undefined, value: hashToBytes(block.hash)},
		...indexChanges(overlay, block, height),
	];
	overlay.apply(changes);
	overlay.set(keyOf.undo(block.hash), encodeWrites(changes.map(({key, before}) => ({key, value: before}))));
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

function accountChanges(overlay: Overlay, block: Block, height: Height, network: Network): Change[] {
	const reader = new ChainReader(overlay);
	const accounts = new Map<Account, AccountState>();
	const read = (account: Account): AccountState => {
		const state = accounts.get(account) ?? reader.account(account);
		accounts.set(account, state);
		return state;
	};

	const changed = applyBlock(block, maturedBy(reader, height, network), read);
	return [...changed].flatMap(([account, state]) => changesOf(account, accounts.get(account)!, state));
}

/** An account and its place among the richest. An account of nothing is no account. */
export function changesOf(account: Account, before: AccountState, after: AccountState): Change[] {
	const changes = [{key: keyOf.account(account), before: recordOf(before), value: recordOf(after)}];
	if (before.balance !== after.balance) {
		if (before.balance > 0n) {
			changes.push({key: keyOf.rank(account, before.balance), before: new Uint8Array(), value: undefined});
		}

		if (after.balance > 0n) {
			changes.push({key: keyOf.rank(account, after.balance), before: undefined, value: new Uint8Array()});
		}
	}

	return changes;
}

const recordOf = (state: AccountState): Uint8Array | undefined => state.balance === 0n && state.nonce === 0 ? undefined : encodeAccount(state);

/** By id, and for every account that a transaction touches, its total, and the transaction in its history. */
function indexChanges(overlay: Overlay, block: Block, height: Height): Change[] {
	const changes: Change[] = [];
	const totals = new Map<Account, {amount: Amount; readonly index: number}>();
	// Its place is taken where it is met first, its value is known in the end.
	const meet = (account: Account) => {
		const key = keyOf.total(account);
		const before = overlay.get(key);
		const met = {amount: before ? decodeAmount(before) : 0n, index: changes.length};
		totals.set(account, met);
		changes.push({key, before, value: undefined});
		return met;
	};

	for (const [position, transaction] of [block.coinbase, ...block.transfers].entries()) {
		const {length} = transaction.bytes;
		const offset = transaction.bytes.byteOffset - block.bytes.byteOffset;
		changes.push({key: keyOf.transaction(transaction.id), before: undefined, value: encodePlace({
			height, position, offset, length,
		})});
		for (const [account, delta] of deltasOf(transaction)) {
			const total = totals.get(account) ?? meet(account);
			total.amount += delta;
			changes.push({key: keyOf.history(account, height, position), before: undefined, value: encodeHistory({total: total.amount, offset, length})});
		}
	}

	for (const {amount, index} of totals.values()) {
		changes[index] = {...changes[index]!, value: encodeAmount(amount)};
	}

	return changes;
}

/** What a transaction brings to each account that it touches, and takes from it. */
function deltasOf(transaction: Coinbase | Transfer): Map<Account, bigint> {
	const deltas = new Map<Account, bigint>();
	const add = (account: Account, amount: bigint) => deltas.set(account, (deltas.get(account) ?? 0n) + amount);
	if ('sender' in transaction) {
		add(transaction.sender, -costOf(transaction));
	}

	for (const {account, amount} of transaction.outputs) {
		add(account, amount);
	}

	return deltas;
}
