import fc from 'fast-check';
import {MAX_MONEY} from '../../source/protocol/amount.js';
import type {Account, Hash} from '../../source/protocol/brands.js';
import type {Header} from '../../source/protocol/header.js';
import type {Output} from '../../source/protocol/transfer.js';
import {accountFromBytes, hashFromBytes} from '../../source/protocol/hash.js';

/*
Random values for property tests, each within the bounds of the protocol.
*/

export const anyU32 = fc.nat({max: 0xffff_ffff});

export const anyHash: fc.Arbitrary<Hash> = fc.uint8Array({minLength: 32, maxLength: 32}).map(raw => hashFromBytes(raw));

export const anyAccount: fc.Arbitrary<Account> = fc.uint8Array({minLength: 20, maxLength: 20}).map(raw => accountFromBytes(raw));

export const anyAmount = fc.bigInt({min: 0n, max: MAX_MONEY});

export const anyHeader: fc.Arbitrary<Header> = fc.record({
	version: fc.integer({min: -0x8000_0000, max: 0x7fff_ffff}),
	previousHash: anyHash,
	merkleRoot: anyHash,
	time: anyU32,
	bits: anyU32,
	nonce: anyU32,
});

/** Any u64 fits into an output; what the rules allow is another question. */
export const anyOutputs = (most: number): fc.Arbitrary<Output[]> => fc.array(fc.record({account: anyAccount, amount: fc.bigInt({min: 0n, max: 0xffff_ffff_ffff_ffffn})}), {minLength: 1, maxLength: most});

/** Bytes that were something once: with some changed, some cut away or some put in. */
export const anyDamageTo = (bytes: Uint8Array) => fc.record({
	start: fc.nat({max: bytes.length}),
	removed: fc.nat({max: 8}),
	added: fc.uint8Array({maxLength: 8}),
}).map(({start, removed, added}) => Uint8Array.from([...bytes.subarray(0, start), ...added, ...bytes.subarray(start + removed)]));
