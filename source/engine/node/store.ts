import type {Hash} from '../../protocol/brands.js';
import {hashFromBytes, hashToBytes} from '../../protocol/hash.js';
import type {Network} from '../../protocol/network.js';
import {EMPTY_ACCOUNT} from '../../protocol/rules/connect.js';
import {targetOfBits, workOfTarget} from '../../protocol/target.js';
import {ApiError} from '../../api/api-error.js';
import {Overlay} from '../storage/overlay.js';
import type {Storage} from '../storage/storage.js';
import {ChainReader, encodeAmount} from './chain-reader.js';
import {changesOf} from './connect-block.js';
import {encodeEntry, type Entry} from './entry.js';
import {keyOf, SCHEMA_VERSION} from './layout.js';

export const tipRecord = (hash: Hash): Uint8Array => hashToBytes(hash);

export function genesisEntry(network: Network): Entry {
	const {header, bytes, hash} = network.genesis;
	return {
		hash,
		height: 0,
		header,
		headerBytes: bytes,
		chainwork: workOfTarget(targetOfBits(header.bits)),
		size: bytes.length,
		transactionCount: 0,
		refusal: undefined,
	};
}

/**
Prepares a store for a network: a new one gets genesis, an old one is held to it.

@returns The tip.
@throws {ApiError} `folder_wrong_network`, `schema_too_new` or `storage_damaged`.
*/
export async function openStore(network: Network, storage: Storage): Promise<Entry> {
	const schema = storage.get(keyOf.meta('schema'));
	if (!schema) {
		return createStore(network, storage);
	}

	if (schema[0]! > SCHEMA_VERSION) {
		throw new ApiError('schema_too_new', `the data folder has schema ${schema[0]}, this version of chain-tui knows up to ${SCHEMA_VERSION}: use a newer one`);
	}

	const genesis = storage.get(keyOf.meta('genesis'));
	if (!genesis || hashFromBytes(genesis) !== network.genesis.hash) {
		throw new ApiError('folder_wrong_network', `the data folder holds another chain: its genesis is ${genesis ? hashFromBytes(genesis) : 'missing'}, that of ${network.name} is ${network.genesis.hash}`);
	}

	const tip = storage.get(keyOf.meta('tip'));
	const entry = tip && new ChainReader(storage).entry(hashFromBytes(tip));
	if (!entry) {
		throw new ApiError('storage_damaged', 'the chain on disk has lost its tip; `chain-tui chain rebuild` makes it anew from the blocks that are left');
	}

	return entry;
}

async function createStore(network: Network, storage: Storage): Promise<Entry> {
	const overlay = new Overlay(storage);
	const genesis = genesisEntry(network);
	overlay.set(keyOf.meta('schema'), Uint8Array.of(SCHEMA_VERSION));
	overlay.set(keyOf.meta('genesis'), hashToBytes(genesis.hash));
	overlay.set(keyOf.meta('tip'), tipRecord(genesis.hash));
	overlay.set(keyOf.entry(genesis.hash), encodeEntry(genesis));
	overlay.set(keyOf.leaf(genesis.hash), new Uint8Array());
	overlay.set(keyOf.height(0), hashToBytes(genesis.hash));
	for (const {account, amount} of network.allocations) {
		overlay.apply(changesOf(account, EMPTY_ACCOUNT, {balance: amount, nonce: 0}));
		overlay.set(keyOf.total(account), encodeAmount(amount));
	}

	await storage.write(overlay.writes(), {durable: true});
	return genesis;
}
