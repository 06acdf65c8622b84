import type {Address, Hash} from '../../protocol/brands.js';
import {utf8ToBytes} from '../../protocol/bytes.js';
import {hashFromBytes, hashToBytes} from '../../protocol/hash.js';
import type {Network} from '../../protocol/network.js';
import {ApiError} from '../../api/api-error.js';
import type {Storage} from '../storage/storage.js';
import {Books} from './books.js';
import {Entries} from './entries.js';
import {keyOf, SCHEMA_VERSION} from './layout.js';

export type PoolStoreOptions = {
	readonly network: Network;
	readonly storage: Storage;
	/** The pool's own: what its blocks pay, and what pays the miners. */
	readonly address: Address;
};

/** The pool's books on disk. Changes are made one after the other, each of them whole. */
export class PoolStore {
	/** @throws {ApiError} `folder_wrong_network`, `schema_too_new`, or `pool_wallet_differs`. */
	static async open(options: PoolStoreOptions): Promise<PoolStore> {
		const {network, storage, address} = options;
		const store = new PoolStore(options);
		const schema = storage.get(keyOf.meta('schema'));
		if (!schema) {
			await store.change(entries => {
				entries.set(keyOf.meta('schema'), Uint8Array.of(SCHEMA_VERSION));
				entries.set(keyOf.meta('genesis'), hashToBytes(network.genesis.hash));
				entries.set(keyOf.meta('address'), utf8ToBytes(address));
			}, {durable: true});
			return store;
		}

		if (schema[0]! > SCHEMA_VERSION) {
			throw new ApiError('schema_too_new', `the pool's books have schema ${schema[0]}, this version of chain-tui knows up to ${SCHEMA_VERSION}: use a newer one`);
		}

		checkOwner(storage.get(keyOf.meta('genesis')), storage.get(keyOf.meta('address')), options);
		return store;
	}

	readonly storage: Storage;
	readonly books: Books;
	#last: Promise<void> = Promise.resolve();

	private constructor({network, storage}: PoolStoreOptions) {
		this.storage = storage;
		this.books = new Books(storage, network.addressPrefix);
	}

	/**
	Makes a change once those before it are on disk, so that it sees all of them.

	@param enter - Writes down the change; when it throws, nothing has happened.
	@param options.durable - Wait until it would survive a power cut; the end of the process it survives in any case.
	@throws {ApiError} what the disk refuses.
	*/
	async change<Result>(enter: (entries: Entries) => Result, options: {readonly durable: boolean}): Promise<Result> {
		const made = this.#make(enter, options, this.#last);
		this.#last = made.then(() => undefined, () => undefined);
		return made;
	}

	/** Waits for the changes under way. */
	async settled(): Promise<void> {
		await this.#last;
	}

	async #make<Result>(enter: (entries: Entries) => Result, options: {readonly durable: boolean}, before: Promise<void>): Promise<Result> {
		await before;
		const entries = new Entries(this.storage);
		const result = enter(entries);
		const writes = entries.writes();
		if (writes.length > 0) {
			await this.storage.write(writes, options);
		}

		return result;
	}
}

function checkOwner(genesis: Uint8Array | undefined, owner: Uint8Array | undefined, {network, address}: PoolStoreOptions): void {
	const hash: Hash | undefined = genesis && hashFromBytes(genesis);
	if (hash !== network.genesis.hash) {
		throw new ApiError('folder_wrong_network', `the pool's books are those of another network: its genesis is ${hash ?? 'missing'}, that of ${network.name} is ${network.genesis.hash}`);
	}

	const stored = new TextDecoder().decode(owner);
	if (stored !== address) {
		throw new ApiError('pool_wallet_differs', `the pool's books are those of ${stored}, but its wallet is that of ${address}: restore the wallet that was there`, {expected: stored, got: address});
	}
}
