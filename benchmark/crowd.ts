import {sign} from 'tiny-secp256k1';
import {Mempool} from '../source/engine/node/mempool.js';
import type {MempoolPolicy} from '../source/engine/node/mempool-policy.js';
import {concatBytes} from '../source/protocol/bytes.js';
import {decodeTransfer, encodeDraft, signingHash, type Transfer} from '../source/protocol/transfer.js';
import {CheckedTransfers} from '../source/engine/node/checked-transfers.js';
import {bob, testKey} from '../test/harness/keys.js';
import {loadNetwork} from './served-node.js';

/** Below what the mempool takes of one account. */
const TURNS = 10;
const FEE = 100_000n;

/** Transfers of very many accounts, ten of each; each pays a little more than the one before, from the fee up. */
export function crowdOf(count: number, {first = 0, fee = FEE}: {readonly first?: number; readonly fee?: bigint} = {}): Transfer[] {
	return Array.from({length: count}, (_, number) => {
		const {privateKey, publicKey} = testKey(10_000 + first + Math.floor(number / TURNS));
		const draft = encodeDraft({
			publicKey, nonce: number % TURNS, fee: fee + BigInt(number), outputs: [{account: bob.account, amount: 1n}], memo: new Uint8Array(),
		});
		return decodeTransfer(concatBytes(draft, sign(signingHash(draft, loadNetwork.genesis.hash), privateKey)));
	});
}

/** A mempool in which everybody is rich, and those that wait already are believed. */
export function openMempool(transfers: readonly Transfer[], policy?: MempoolPolicy): Mempool {
	const checked = new CheckedTransfers();
	const mempool = new Mempool({
		network: loadNetwork, account: () => ({balance: 10n ** 12n, nonce: 0}), clock: Date.now, checked, ...(policy && {policy}),
	});
	for (const transfer of transfers) {
		checked.add(transfer.id);
		mempool.add(transfer);
	}

	return mempool;
}
