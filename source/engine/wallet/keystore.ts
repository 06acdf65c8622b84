import type {Address} from '../../protocol/brands.js';
import {ApiError} from '../../api/api-error.js';
import {encodeAddress} from '../../protocol/address.js';
import type {Network} from '../../protocol/network.js';
import {withFileLock} from '../storage/file-lock.js';
import {createPrivateFile, readPrivateFile, replacePrivateFile} from '../storage/private-file.js';
import {PrivateKeys, PublicKeys} from './keys.js';
import {isLabel, MAX_LABEL_LENGTH} from './label.js';
import {readAddress} from './network-address.js';
import type {RandomBytes, ScryptCost} from './seal.js';
import {
	formatWalletFile, MAX_ADDRESSES, MAX_WALLET_BYTES, parseWalletFile, walletDamaged, type WalletFile, type WatchedAddress,
} from './wallet-file.js';
import {openPhrase, type Protection, protectPhrase} from './wallet-secret.js';

type KeystoreOptions = {
	/** The wallet's file. */
	readonly file: string;
	/** How the wallet is called, in messages and answers. */
	readonly name: string;
	readonly network: Network;
};

/**
One wallet on disk: its addresses, which anybody who can read the file may see, and its phrase, which only the passphrase opens.

What it says is what the file said when it was last read or changed through this object.
*/
export class Keystore {
	/**
	Makes the file of a new wallet, with its first address.

	@param phrase - One that `parsePhrase` has passed.
	@throws {ApiError} `wallet_exists`, also when another process has just made it; `passphrase_needed` when the passphrase is empty.
	*/
	static async create(
		{phrase, protection, cost, ...options}: KeystoreOptions & {phrase: string; protection: Protection; cost: ScryptCost},
		{randomBytes}: {randomBytes: RandomBytes},
	): Promise<Keystore> {
		const {name, network} = options;
		const keys = await PrivateKeys.fromPhrase(phrase);
		keys.wipe();
		const content = formatWalletFile({
			genesis: network.genesis.hash,
			account_key: keys.publicKeys.extendedKey,
			addresses: [addressAt(keys.publicKeys, 0, network)],
			watched: [],
			secret: await protectPhrase({phrase, protection, genesis: network.genesis.hash, cost}, {randomBytes}),
		});
		if (!await createPrivateFile(options.file, content)) {
			throw new ApiError('wallet_exists', `there is a wallet called ${name} already`);
		}

		return Keystore.open(options);
	}

	/** @throws {ApiError} `wallet_not_found`, `wallet_damaged`, `schema_too_new`, or `wrong_network` when it belongs to another. */
	static async open(options: KeystoreOptions): Promise<Keystore> {
		return new Keystore(options, await readWallet(options));
	}

	readonly name: string;
	readonly network: Network;
	readonly #path: string;
	#file: WalletFile;

	private constructor({file: path, name, network}: KeystoreOptions, file: WalletFile) {
		this.name = name;
		this.network = network;
		this.#path = path;
		this.#file = file;
	}

	get isEncrypted(): boolean {
		return this.#file.secret.kind !== 'none';
	}

	/** Those that the wallet has keys for; the position is the index of the key. */
	get addresses(): readonly Address[] {
		return this.#file.addresses;
	}

	get watched(): readonly WatchedAddress[] {
		return this.#file.watched;
	}

	/** The public half of the keys, which finds addresses that the file does not list yet. */
	get publicKeys(): PublicKeys {
		return new PublicKeys(this.#file.account_key);
	}

	/** Reads the file again, for what other processes have changed. */
	async reload(): Promise<void> {
		this.#file = await readWallet(this.#options);
	}

	/**
	Opens the phrase, and makes sure that the addresses in the file are its own: somebody could have put theirs there.

	@param passphrase - Not needed where the wallet has none.
	@returns Keys to wipe after use.
	@throws {ApiError} `passphrase_needed`, `passphrase_wrong`, or `wallet_damaged`.
	*/
	async unlock(passphrase: string | undefined): Promise<PrivateKeys> {
		const keys = await PrivateKeys.fromPhrase(await this.phrase(passphrase));
		if (keys.publicKeys.extendedKey !== this.#file.account_key) {
			keys.wipe();
			throw walletDamaged(this.name, 'its addresses are not those of its phrase');
		}

		return keys;
	}

	/** The phrase, for a person to write down. Fails as {@link unlock} does. */
	async phrase(passphrase: string | undefined): Promise<string> {
		return openPhrase(this.#file, passphrase, this.name);
	}

	/** Makes the next address. It takes no passphrase. */
	async addAddress(): Promise<Address> {
		await this.#change(file => ({addresses: this.#firstAddresses(file, file.addresses.length + 1)}));
		return this.addresses.at(-1)!;
	}

	/** Makes addresses until there are `count`; what is there already stays. */
	async extendTo(count: number): Promise<void> {
		await this.#change(file => ({addresses: this.#firstAddresses(file, Math.max(count, file.addresses.length))}));
	}

	/**
	Watches an address; one that is watched already gets the new label.

	@param address - Of this network.
	@throws {ApiError} `address_invalid`, `address_wrong_network`; `invalid_request` when the label cannot be shown or the wallet has the key.
	*/
	async watch(address: string, label: string): Promise<void> {
		if (!isLabel(label)) {
			throw new ApiError('invalid_request', `a label has 1 to ${MAX_LABEL_LENGTH} characters, all of which can be seen`);
		}

		const watched = {address: readAddress(address, this.network), label};
		await this.#change(file => {
			if (file.addresses.includes(watched.address)) {
				throw new ApiError('invalid_request', `${watched.address} belongs to wallet ${this.name} itself`);
			}

			return {watched: [...file.watched.filter(other => other.address !== watched.address), watched]};
		});
	}

	/** @throws {ApiError} `address_not_in_wallet` when it is not watched. */
	async unwatch(address: string): Promise<void> {
		const gone = readAddress(address, this.network);
		await this.#change(file => {
			if (!file.watched.some(other => other.address === gone)) {
				throw new ApiError('address_not_in_wallet', `wallet ${this.name} does not watch ${gone}`);
			}

			return {watched: file.watched.filter(other => other.address !== gone)};
		});
	}

	get #options(): KeystoreOptions {
		return {file: this.#path, name: this.name, network: this.network};
	}

	/** Changes the newest state of the file, alone: of two processes, neither undoes what the other did. */
	async #change(change: (file: WalletFile) => Partial<WalletFile>): Promise<void> {
		await withFileLock(this.#path, async () => {
			const file = await readWallet(this.#options);
			const changed = {...file, ...change(file)};
			if (changed.addresses.length > MAX_ADDRESSES || changed.watched.length > MAX_ADDRESSES) {
				throw new ApiError('invalid_request', `a wallet has at most ${MAX_ADDRESSES} addresses of its own, and watches as many`);
			}

			await replacePrivateFile(this.#path, formatWalletFile(changed));
			this.#file = changed;
		});
	}

	#firstAddresses({account_key: accountKey, addresses}: WalletFile, count: number): Address[] {
		const keys = new PublicKeys(accountKey);
		const missing = Math.min(count, MAX_ADDRESSES + 1) - addresses.length;
		return [...addresses, ...Array.from({length: missing}, (_, index) => addressAt(keys, addresses.length + index, this.network))];
	}
}

const addressAt = (keys: PublicKeys, index: number, network: Network): Address => encodeAddress(keys.accountAt(index), network.addressPrefix);

async function readWallet({file: path, name, network}: KeystoreOptions): Promise<WalletFile> {
	const bytes = await readPrivateFile(path, {maxBytes: MAX_WALLET_BYTES});
	if (bytes === undefined) {
		throw new ApiError('wallet_not_found', `there is no wallet called ${name}`);
	}

	const file = parseWalletFile(bytes, name);
	if (file.genesis !== network.genesis.hash) {
		throw new ApiError('wrong_network', `wallet ${name} belongs to another network than ${network.name}`);
	}

	checkAddresses(file, {name, network});
	return file;
}

function checkAddresses({account_key: accountKey, addresses}: WalletFile, {name, network}: Pick<KeystoreOptions, 'name' | 'network'>): void {
	let keys: PublicKeys;
	try {
		keys = new PublicKeys(accountKey);
	} catch {
		throw walletDamaged(name, 'account_key is no key of an account');
	}

	const foreign = addresses.find((address, index) => address !== addressAt(keys, index, network));
	if (foreign !== undefined) {
		throw walletDamaged(name, `${foreign} is not an address of its keys`);
	}
}
