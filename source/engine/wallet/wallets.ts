import {webcrypto} from 'node:crypto';
import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {ApiError} from '../../api/api-error.js';
import type {Network} from '../../protocol/network.js';
import {fileError, isMissing} from '../storage/file-error.js';
import {Keystore} from './keystore.js';
import {NEW_ENTROPY_SIZE, parsePhrase, phraseOfEntropy} from './phrase.js';
import {DEFAULT_COST, type RandomBytes, type ScryptCost} from './seal.js';
import type {Protection} from './wallet-secret.js';

const EXTENSION = '.json';
const namePattern = /^[a-z0-9\-]{1,32}$/v;

export type WalletsOptions = {
	/** Where the wallets of this network lie; made when the first one is. */
	readonly folder: string;
	readonly network: Network;
	/** What a guess at a new wallet's passphrase shall cost. */
	readonly cost?: ScryptCost;
};

export type WalletsDependencies = {
	/** Unpredictable bytes; tests pass others. */
	readonly randomBytes?: RandomBytes;
};

/** The wallets of one network: a folder with one file each. Everything may be done by several processes at once. */
export class Wallets {
	readonly #folder: string;
	readonly #network: Network;
	readonly #cost: ScryptCost;
	readonly #randomBytes: RandomBytes;

	constructor({folder, network, cost = DEFAULT_COST}: WalletsOptions, {randomBytes = size => webcrypto.getRandomValues(new Uint8Array(size))}: WalletsDependencies = {}) {
		this.#folder = folder;
		this.#network = network;
		this.#cost = cost;
		this.#randomBytes = randomBytes;
	}

	/** The names of all wallets, sorted. */
	async list(): Promise<string[]> {
		try {
			const files = await readdir(this.#folder);
			return files
				.filter(file => file.endsWith(EXTENSION))
				.map(file => file.slice(0, -EXTENSION.length))
				.filter(name => namePattern.test(name))
				.toSorted();
		} catch (error) {
			if (isMissing(error)) {
				return [];
			}

			throw fileError(error, this.#folder);
		}
	}

	async exists(name: string): Promise<boolean> {
		const names = await this.list();
		return names.includes(name);
	}

	/**
	Makes a wallet with a new phrase.

	@returns The phrase as well, to be shown once: everything in the wallet can be had back from it.
	@throws {ApiError} `wallet_exists`; `invalid_request` on a name that cannot be; `passphrase_needed` on an empty passphrase.
	*/
	async create(name: string, protection: Protection): Promise<{keystore: Keystore; phrase: string}> {
		const entropy = this.#randomBytes(NEW_ENTROPY_SIZE);
		const phrase = phraseOfEntropy(entropy);
		entropy.fill(0);
		return {keystore: await this.#write(name, phrase, protection), phrase};
	}

	/**
	Makes a wallet from a phrase. It has its first address; `findAddresses` says how many were in use.

	@param phrase - 12 to 24 words, as typed.
	@throws {ApiError} `phrase_invalid`, and what {@link create} throws.
	*/
	async restore(name: string, phrase: string, protection: Protection): Promise<Keystore> {
		return this.#write(name, parsePhrase(phrase), protection);
	}

	/** @throws {ApiError} `wallet_not_found`, `wallet_damaged`, `schema_too_new` or `wrong_network`. */
	async open(name: string): Promise<Keystore> {
		if (!namePattern.test(name)) {
			throw new ApiError('wallet_not_found', `there is no wallet called ${JSON.stringify(name.slice(0, 40))}`);
		}

		return Keystore.open(this.#place(name));
	}

	async #write(name: string, phrase: string, protection: Protection): Promise<Keystore> {
		if (!namePattern.test(name)) {
			throw new ApiError('invalid_request', `the name of a wallet has 1 to 32 characters out of a-z, 0-9 and -; got ${JSON.stringify(name.slice(0, 40))}`);
		}

		// Creating decides this for good; asked first, it saves the wait for scrypt.
		if (await this.exists(name)) {
			throw new ApiError('wallet_exists', `there is a wallet called ${name} already`);
		}

		return Keystore.create({...this.#place(name), phrase, protection, cost: this.#cost}, {randomBytes: this.#randomBytes});
	}

	#place(name: string) {
		return {file: path.join(this.#folder, `${name}${EXTENSION}`), name, network: this.#network};
	}
}
