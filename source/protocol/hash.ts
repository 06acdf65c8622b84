import * as legacy from '@noble/hashes/legacy.js';
import * as sha2 from '@noble/hashes/sha2.js';
import type {Hash as HashState} from '@noble/hashes/utils.js';
import {type Account, asAccount, asHash, type Hash} from './brands.js';
import {bytesToHex} from './bytes.js';

/** The previous hash of genesis. */
export const ZERO_HASH = asHash('0'.repeat(64));

/** A function that hashes in a state which it keeps: to make one for each call takes as long as to hash 32 bytes. */
function hasher<State extends HashState<State>>(create: () => State): (bytes: Uint8Array) => Uint8Array {
	const empty = create();
	const state = create();
	return bytes => empty._cloneInto(state).update(bytes).digest();
}

const sha256 = hasher(sha2.sha256.create);
const ripemd160 = hasher(legacy.ripemd160.create);

/** SHA-256 twice: 32 raw bytes, in the order in which they are stored. */
export const sha256d = (bytes: Uint8Array): Uint8Array => sha256(sha256(bytes));

/** The account of a public key: RIPEMD-160 of SHA-256. */
export const accountOf = (publicKey: Uint8Array): Account => asAccount(bytesToHex(ripemd160(sha256(publicKey))));

/** The bytes of a brand, which are known to be hexadecimal digits: nobody has to look again. They lie in a buffer that `Buffer` shares among many. */
function brandToBytes(hex: Account | Hash): Uint8Array {
	const {buffer, byteOffset, byteLength} = Buffer.from(hex, 'hex');
	return new Uint8Array(buffer, byteOffset, byteLength);
}

export const accountToBytes = (account: Account): Uint8Array => brandToBytes(account);

/** @param raw - 20 bytes. */
export const accountFromBytes = (raw: Uint8Array): Account => asAccount(bytesToHex(raw));

/** @param raw - 32 bytes in stored order; shown, they are reversed. */
export const hashFromBytes = (raw: Uint8Array): Hash => asHash(Buffer.from(raw).reverse().toString('hex'));

/** The 32 bytes in stored order. */
export const hashToBytes = (hash: Hash): Uint8Array => brandToBytes(hash).reverse();

/** The hash as the number that is compared with a target. */
export const hashToNumber = (hash: Hash): bigint => BigInt(`0x${hash}`);

export const isHash = (text: string): text is Hash => /^[\da-f]{64}$/v.test(text);

/**
@param text - 64 hexadecimal digits, of either case.
@throws {RangeError} when it is anything else.
*/
export function parseHash(text: string): Hash {
	const lower = text.toLowerCase();
	if (!isHash(lower)) {
		throw new RangeError(`a hash is 64 hexadecimal digits; got ${JSON.stringify(text.slice(0, 80))}`);
	}

	return lower;
}
