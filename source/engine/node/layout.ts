import type {Account, Hash, Height} from '../../protocol/brands.js';
import {concatBytes, utf8ToBytes, viewOf} from '../../protocol/bytes.js';
import {accountToBytes, hashToBytes} from '../../protocol/hash.js';
import {letter, u32, u64} from '../storage/key-parts.js';
import type {Range} from '../storage/storage.js';

/*
How the chain lies in storage. One letter says what a key is for; numbers in keys are big-endian, so that they sort.

	s name                             schema, genesis, tip
	h hash                             entry: header, height, chainwork, verdict
	b hash                             bytes of the block
	f hash                             (nothing) a block on which no other builds
	u hash                             what undoes the block

	n height                           hash on the best chain         \
	t txid                             where in the best chain it is   |
	a account                          balance, nonce                  | derived: `chain rebuild` makes
	i account                          balance and immature together   | them anew from h and b
	d account height position          the same after a transaction,   |
	                                   and where in its block it is    |
	r balance account                  (nothing) accounts by balance  /

	m txid                             a pending transfer and when it was first seen
	p url                              a peer: how it is reached, how it has behaved
*/

/** Raised when the layout changes; a newer one is refused, an older one is migrated. */
export const SCHEMA_VERSION = 1;

export const keyOf = {
	meta: (name: 'schema' | 'genesis' | 'tip') => letter(`s${name}`),
	entry: (hash: Hash) => concatBytes(letter('h'), hashToBytes(hash)),
	body: (hash: Hash) => concatBytes(letter('b'), hashToBytes(hash)),
	leaf: (hash: Hash) => concatBytes(letter('f'), hashToBytes(hash)),
	undo: (hash: Hash) => concatBytes(letter('u'), hashToBytes(hash)),
	height: (height: Height) => concatBytes(letter('n'), u32(height)),
	transaction: (id: Hash) => concatBytes(letter('t'), hashToBytes(id)),
	account: (account: Account) => concatBytes(letter('a'), accountToBytes(account)),
	total: (account: Account) => concatBytes(letter('i'), accountToBytes(account)),
	history: (account: Account, height: Height, position: number) => concatBytes(letter('d'), accountToBytes(account), u32(height), u32(position)),
	rank: (account: Account, balance: bigint) => concatBytes(letter('r'), u64(balance), accountToBytes(account)),
	peer: (url: string) => concatBytes(letter('p'), utf8ToBytes(url)),
	pending: (id: Hash) => concatBytes(letter('m'), hashToBytes(id)),
} as const;

/** The history of an account, newest first, from before one place on. */
export const historyRange = (account: Account, before: {height: Height; position: number} | undefined, limit: number): Range => ({
	from: keyOf.history(account, 0, 0),
	to: before ? keyOf.history(account, before.height, before.position) : keyOf.history(account, 0xffff_ffff, 0xffff_ffff),
	reverse: true,
	limit,
});

/** Height and position from a key of the history. */
export function placeOfHistoryKey(key: Uint8Array): {height: Height; position: number} {
	const view = viewOf(key);
	return {height: view.getUint32(21), position: view.getUint32(25)};
}
