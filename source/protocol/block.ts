import type {Hash} from './brands.js';
import {ByteReader, ByteWriter, concatBytes} from './bytes.js';
import {type Coinbase, readCoinbase} from './coinbase.js';
import {hashFromBytes, hashToBytes} from './hash.js';
import {
	decodeHeader, encodeHeader, type Header, HEADER_SIZE, headerHash,
} from './header.js';
import {merkleRoot} from './merkle.js';
import {RuleError} from './rule-error.js';
import {readTransfer, type Transfer, TRANSFER_VERSION} from './transfer.js';

export type Block = {
	readonly header: Header;
	readonly hash: Hash;
	readonly coinbase: Coinbase;
	readonly transfers: readonly Transfer[];
	readonly bytes: Uint8Array;
};

/** The ids of all transactions, the coinbase first, as raw leaves of the Merkle tree. */
export const leavesOf = (block: Pick<Block, 'coinbase' | 'transfers'>): Uint8Array[] => [block.coinbase, ...block.transfers].map(({id}) => hashToBytes(id));

/**
Reads a block. Whether the rules allow it is another question; only its shape is settled here.

@throws {RuleError} when the bytes have another shape.
*/
export function decodeBlock(bytes: Uint8Array): Block {
	const reader = new ByteReader(bytes);
	const header = decodeHeader(reader.take(HEADER_SIZE));
	const count = reader.varint();
	if (count === 0 || reader.peek() === TRANSFER_VERSION) {
		throw new RuleError('coinbase_missing', {count});
	}

	const coinbase = readCoinbase(reader);
	const transfers: Transfer[] = [];
	while (transfers.length < count - 1) {
		if (reader.peek() === coinbase.bytes[0]) {
			throw new RuleError('coinbase_misplaced', {position: transfers.length + 1});
		}

		transfers.push(readTransfer(reader));
	}

	reader.end();
	return {
		header, hash: headerHash(bytes), coinbase, transfers, bytes,
	};
}

/** The bytes of a block: header, count, coinbase, transfers. */
export function encodeBlock(header: Header, coinbase: Uint8Array, transfers: ReadonlyArray<Pick<Transfer, 'bytes'>>): Uint8Array {
	const count = new ByteWriter().varint(transfers.length + 1).finish();
	return concatBytes(encodeHeader(header), count, coinbase, ...transfers.map(({bytes}) => bytes));
}

/** The Merkle root that a header over these transactions carries. */
export const merkleRootOf = (block: Pick<Block, 'coinbase' | 'transfers'>): Hash => hashFromBytes(merkleRoot(leavesOf(block)).root);
