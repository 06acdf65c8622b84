import {parseAddress} from '../../protocol/address.js';
import type {
	Account, Address, Amount, Hash, Height,
} from '../../protocol/brands.js';
import {concatBytes, viewOf} from '../../protocol/bytes.js';
import {accountFromBytes, accountToBytes, hashFromBytes, hashToBytes} from '../../protocol/hash.js';
import {
	letter, rangeOf, u32, u64,
} from '../storage/key-parts.js';
import type {Range} from '../storage/storage.js';

/*
How the pool's books lie in storage. One letter says what a key is for; numbers in keys are big-endian, so that they sort.

	s name                 schema, genesis, address, round, totals
	r round account        work of a miner in the round that is open
	w segment account      work of a miner in a part of the window (pplns)
	b hash                 a block that the pool found
	n height hash          (nothing) the same by height
	u hash                 (nothing) one whose reward is still to come
	c hash                 who gets what of it
	k hash                 its bytes, until the node has said what it thinks of them
	a account              a miner: what he is owed, what is on its way, what he got
	v balance account      (nothing) miners who are owed something, by how much
	p number               a payout
	o number               (nothing) one that is not over
	m account number       (nothing) payouts of a miner
*/

/** Raised when the layout changes; a newer one is refused, an older one is migrated. */
export const SCHEMA_VERSION = 1;

const account = (address: Address): Uint8Array => accountToBytes(parseAddress(address));

export const keyOf = {
	meta: (name: 'schema' | 'genesis' | 'address' | 'round' | 'totals') => letter(`s${name}`),
	round: (number: number, address: Address) => concatBytes(letter('r'), u32(number), account(address)),
	segment: (number: number, address: Address) => concatBytes(letter('w'), u32(number), account(address)),
	block: (hash: Hash) => concatBytes(letter('b'), hashToBytes(hash)),
	height: (height: Height, hash: Hash) => concatBytes(letter('n'), u32(height), hashToBytes(hash)),
	unsettled: (hash: Hash) => concatBytes(letter('u'), hashToBytes(hash)),
	credits: (hash: Hash) => concatBytes(letter('c'), hashToBytes(hash)),
	bytes: (hash: Hash) => concatBytes(letter('k'), hashToBytes(hash)),
	miner: (address: Address) => concatBytes(letter('a'), account(address)),
	rank: (address: Address, balance: Amount) => concatBytes(letter('v'), u64(balance), account(address)),
	payout: (number: number) => concatBytes(letter('p'), u32(number)),
	openPayout: (number: number) => concatBytes(letter('o'), u32(number)),
	minerPayout: (address: Address, number: number) => concatBytes(letter('m'), account(address), u32(number)),
} as const;

/** Blocks below a height, highest first. */
export const heightRange = (before = 0xffff_ffff): Range => ({from: letter('n'), to: concatBytes(letter('n'), u32(before)), reverse: true});

/** Payouts before a number, newest first. */
export const payoutRange = (before = 0xffff_ffff): Range => ({from: letter('p'), to: concatBytes(letter('p'), u32(before)), reverse: true});

/** Miners who are owed so much or more, those who are owed most first. */
export const rankRange = (least: Amount): Range => ({...rangeOf('v'), from: concatBytes(letter('v'), u64(least)), reverse: true});

/** The payouts of a miner, newest first. */
export const minerPayoutRange = (address: Address): Range => ({from: keyOf.minerPayout(address, 0), to: keyOf.minerPayout(address, 0xffff_ffff), reverse: true});

/** The number and the account at the end of a key of the work in rounds and segments. */
export function placeOfWork(key: Uint8Array): {readonly number: number; readonly account: Account} {
	return {number: bigEndian(key, 1), account: accountFromBytes(key.subarray(5))};
}

/** The hash at the end of a key. */
export const hashOfKey = (key: Uint8Array): Hash => hashFromBytes(key.subarray(-32));

/** The account at the end of a key. */
export const accountOfKey = (key: Uint8Array): Account => accountFromBytes(key.subarray(-20));

/** The number at the end of a key. */
export const numberOfKey = (key: Uint8Array): number => bigEndian(key, key.length - 4);

const bigEndian = (bytes: Uint8Array, offset: number): number => viewOf(bytes).getUint32(offset);
