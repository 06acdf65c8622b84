import type {Bits, Hash, Timestamp} from './brands.js';
import {ByteReader, ByteWriter} from './bytes.js';
import {hashFromBytes, hashToBytes, sha256d} from './hash.js';

export const HEADER_SIZE = 80;

/** The version of every header, but for the bits that miners may roll. */
export const HEADER_VERSION = 0x2000_0000;

/** The bits of the version that are free for version rolling (BIP 320). */
export const VERSION_ROLLING_MASK = 0x1fff_e000;

export type Header = {
	/** I32 */
	readonly version: number;
	readonly previousHash: Hash;
	readonly merkleRoot: Hash;
	readonly time: Timestamp;
	readonly bits: Bits;
	/** U32 */
	readonly nonce: number;
};

/** The 80 bytes of Bitcoin's header. */
export function encodeHeader(header: Header): Uint8Array {
	return new ByteWriter()
		.i32(header.version)
		.put(hashToBytes(header.previousHash))
		.put(hashToBytes(header.merkleRoot))
		.u32(header.time)
		.u32(header.bits)
		.u32(header.nonce)
		.finish();
}

/** @param bytes - At least 80; what follows the header is not looked at. */
export function decodeHeader(bytes: Uint8Array): Header {
	const reader = new ByteReader(bytes);
	return {
		version: reader.i32(),
		previousHash: hashFromBytes(reader.take(32)),
		merkleRoot: hashFromBytes(reader.take(32)),
		time: reader.u32(),
		bits: reader.u32(),
		nonce: reader.u32(),
	};
}

/** @param bytes - The 80 bytes of a header; those after them are not hashed. */
export const headerHash = (bytes: Uint8Array): Hash => hashFromBytes(sha256d(bytes.subarray(0, HEADER_SIZE)));
