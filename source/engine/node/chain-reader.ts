import type {Account, Amount, Hash, Height} from '../../protocol/brands.js';
import {type Block, decodeBlock} from '../../protocol/block.js';
import {ByteReader, ByteWriter} from '../../protocol/bytes.js';
import {type Coinbase, readCoinbase} from '../../protocol/coinbase.js';
import {hashFromBytes} from '../../protocol/hash.js';
import {HEADER_SIZE} from '../../protocol/header.js';
import {type AccountState, EMPTY_ACCOUNT} from '../../protocol/rules/connect.js';
import {readTransfer, type Transfer} from '../../protocol/transfer.js';
import {ApiError} from '../../api/api-error.js';
import type {Reader} from '../storage/storage.js';
import {decodeEntry, type Entry} from './entry.js';
import {keyOf} from './layout.js';

/** Where on the best chain a transaction is. */
export type TransactionPlace = {
	readonly height: Height;
	/** In the block; the coinbase is 0. */
	readonly position: number;
	/** Of its first byte in the block. */
	readonly offset: number;
	/** Bytes. */
	readonly length: number;
};

/** A block of the best chain, its transactions not looked at. */
export type RawBlock = {
	readonly entry: Entry;
	readonly bytes: Uint8Array;
};

/** The records of the chain, read from storage or from an overlay on it. */
export class ChainReader {
	readonly #from: Reader;

	constructor(from: Reader) {
		this.#from = from;
	}

	entry(hash: Hash): Entry | undefined {
		const bytes = this.#from.get(keyOf.entry(hash));
		return bytes && decodeEntry(bytes, hash);
	}

	/** The hash at a height of the best chain. */
	hashAt(height: Height): Hash | undefined {
		const bytes = this.#from.get(keyOf.height(height));
		return bytes && hashFromBytes(bytes);
	}

	/** The entry at a height of the best chain. */
	entryAt(height: Height): Entry | undefined {
		const hash = this.hashAt(height);
		return hash === undefined ? undefined : this.#sure(this.entry(hash), `the entry of block ${height}`);
	}

	isOnBestChain(entry: Pick<Entry, 'hash' | 'height'>): boolean {
		return this.hashAt(entry.height) === entry.hash;
	}

	/** The bytes of a block; genesis has none to speak of. */
	blockBytes(hash: Hash): Uint8Array | undefined {
		return this.#from.get(keyOf.body(hash));
	}

	/** @throws {ApiError} `storage_damaged` when the block is not there, although its entry is. */
	block(hash: Hash): Block {
		return decodeBlock(this.#sure(this.blockBytes(hash), `block ${hash}`));
	}

	/** Only the coinbase of a block, whatever else is in it. */
	coinbase(hash: Hash): Coinbase {
		const reader = new ByteReader(this.#sure(this.blockBytes(hash), `block ${hash}`));
		reader.take(HEADER_SIZE);
		reader.varint();
		return readCoinbase(reader);
	}

	account(account: Account): AccountState {
		const bytes = this.#from.get(keyOf.account(account));
		return bytes ? decodeAccount(bytes) : EMPTY_ACCOUNT;
	}

	/** Balance and immature coins together. */
	total(account: Account): Amount {
		const bytes = this.#from.get(keyOf.total(account));
		return bytes ? decodeAmount(bytes) : 0n;
	}

	transactionPlace(id: Hash): TransactionPlace | undefined {
		const bytes = this.#from.get(keyOf.transaction(id));
		return bytes && decodePlace(bytes);
	}

	rawBlockAt(height: Height): RawBlock {
		const entry = this.#sure(this.entryAt(height), `block ${height}`);
		return {entry, bytes: this.#sure(this.blockBytes(entry.hash), `block ${height}`)};
	}

	undo(hash: Hash): Uint8Array {
		return this.#sure(this.#from.get(keyOf.undo(hash)), `the undo data of block ${hash}`);
	}

	/** @throws {ApiError} `storage_damaged` when a value that others refer to is missing. */
	#sure<Value>(value: Value | undefined, name: string): Value {
		if (value === undefined) {
			throw new ApiError('storage_damaged', `the chain on disk is damaged: ${name} is missing; \`chain-tui chain rebuild\` makes it anew from the blocks that are left`);
		}

		return value;
	}
}

/** One transaction out of its block, without reading the others. */
export function transactionIn({bytes}: RawBlock, {position, offset, length}: Omit<TransactionPlace, 'height'>): Coinbase | Transfer {
	const reader = new ByteReader(bytes.subarray(offset, offset + length));
	return position === 0 ? readCoinbase(reader) : readTransfer(reader);
}

export const encodeAccount = ({balance, nonce}: AccountState): Uint8Array => new ByteWriter().u64(balance).u64(BigInt(nonce)).finish();

export function decodeAccount(bytes: Uint8Array): AccountState {
	const reader = new ByteReader(bytes);
	return {balance: reader.u64(), nonce: Number(reader.u64())};
}

/** A row of an account's history. */
export type HistoryRecord = {
	/** Balance and immature coins together, after the transaction. */
	readonly total: Amount;
	/** Where in its block the transaction begins. */
	readonly offset: number;
	/** Bytes. */
	readonly length: number;
};

export const encodeHistory = ({total, offset, length}: HistoryRecord): Uint8Array => new ByteWriter().u64(total).u32(offset).u32(length).finish();

export function decodeHistory(bytes: Uint8Array): HistoryRecord {
	const reader = new ByteReader(bytes);
	return {total: reader.u64(), offset: reader.u32(), length: reader.u32()};
}

export const encodeAmount = (amount: Amount): Uint8Array => new ByteWriter().u64(amount).finish();

export const decodeAmount = (bytes: Uint8Array): Amount => new ByteReader(bytes).u64();

export const encodePlace = ({height, position, offset, length}: TransactionPlace): Uint8Array => new ByteWriter().u32(height).u32(position).u32(offset).u32(length).finish();

function decodePlace(bytes: Uint8Array): TransactionPlace {
	const reader = new ByteReader(bytes);
	return {height: reader.u32(), position: reader.u32(), offset: reader.u32(), length: reader.u32()};
}
