import type {Hash, Height} from '../../protocol/brands.js';
import {ByteReader, ByteWriter, bytesToHex, utf8ToBytes} from '../../protocol/bytes.js';
import {decodeHeader, type Header, HEADER_SIZE, headerHash} from '../../protocol/header.js';
import {type RuleCode, ruleCodes} from '../../protocol/rule-error.js';

/** What is remembered of every block that was ever worth remembering, its body apart. */
export type Entry = {
	readonly hash: Hash;
	readonly height: Height;
	readonly header: Header;
	/** The 80 bytes of the header. */
	readonly headerBytes: Uint8Array;
	/** Work of the chain up to and including this block. */
	readonly chainwork: bigint;
	/** Bytes of the whole block. */
	readonly size: number;
	readonly transactionCount: number;
	/** The rule that the block broke; it and all that builds on it stay refused. */
	readonly refusal: RuleCode | undefined;
};

export function encodeEntry(entry: Entry): Uint8Array {
	return new ByteWriter()
		.put(entry.headerBytes)
		.u32(entry.height)
		.u32(entry.size)
		.u32(entry.transactionCount)
		.put(Buffer.from(entry.chainwork.toString(16).padStart(64, '0'), 'hex'))
		.put(utf8ToBytes(entry.refusal ?? ''))
		.finish();
}

/** @param hash - Where it is known already, as from the key: it need not be made again. */
export function decodeEntry(bytes: Uint8Array, hash?: Hash): Entry {
	const reader = new ByteReader(bytes);
	const headerBytes = reader.take(HEADER_SIZE);
	const height = reader.u32();
	const size = reader.u32();
	const transactionCount = reader.u32();
	const chainwork = BigInt(`0x${bytesToHex(reader.take(32))}`);
	const refusal = Buffer.from(reader.take(bytes.length - reader.position)).toString('utf8');
	return {
		hash: hash ?? headerHash(headerBytes),
		height,
		header: decodeHeader(headerBytes),
		headerBytes,
		chainwork,
		size,
		transactionCount,
		refusal: Object.hasOwn(ruleCodes, refusal) ? refusal as RuleCode : undefined,
	};
}
