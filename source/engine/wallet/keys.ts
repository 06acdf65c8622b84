import {HDKey} from '@scure/bip32';
import type {Account} from '../../protocol/brands.js';
import {accountOf} from '../../protocol/hash.js';
import {seedOfPhrase} from './phrase.js';

/**
Purpose 84 (BIP 84: addresses of public key hashes in segwit form), coin type 1 (SLIP 44: test networks, which all of ours are to the Bitcoin world), account 0.
*/
const ACCOUNT_PATH = 'm/84\'/1\'/0\'';
/** BIP 44: addresses to be handed out are below 0; those below 1, for change, do not exist here. */
const EXTERNAL = 0;
/** The depth of an account's key: purpose, coin type, account. */
const ACCOUNT_DEPTH = 3;

/** The public half of a wallet's keys: makes addresses, signs nothing. */
export class PublicKeys {
	/** BIP 32 serialisation of the account's public key, `xpub...`. Whoever has it can find all addresses of the wallet, but spend nothing. */
	readonly extendedKey: string;
	readonly #external: HDKey;

	/**
	@param extendedKey - An account's extended public key.
	@throws {RangeError} when it is anything else.
	*/
	constructor(extendedKey: string) {
		this.extendedKey = extendedKey;
		this.#external = readAccountKey(extendedKey).deriveChild(EXTERNAL);
	}

	/** @param index - 0 for the first address. */
	accountAt(index: number): Account {
		return accountOf(this.#external.deriveChild(index).publicKey!);
	}
}

function readAccountKey(extendedKey: string): HDKey {
	let key: HDKey;
	try {
		key = HDKey.fromExtendedKey(extendedKey);
	} catch {
		throw new RangeError('expected an extended public key, xpub...');
	}

	if (key.privateKey !== null || key.depth !== ACCOUNT_DEPTH) {
		key.wipePrivateData();
		throw new RangeError('expected the extended public key of an account');
	}

	return key;
}

/** Both halves of a wallet's keys. Wipe them when they are no longer needed. */
export class PrivateKeys {
	/**
	@param phrase - One that `parsePhrase` has passed.
	@param path - BIP 32 path of the account; other than the default only where published vectors are checked.
	*/
	static async fromPhrase(phrase: string, path: string = ACCOUNT_PATH): Promise<PrivateKeys> {
		const seed = await seedOfPhrase(phrase);
		const root = HDKey.fromMasterSeed(seed);
		const account = root.derive(path);
		try {
			return new PrivateKeys(account);
		} finally {
			seed.fill(0);
			root.wipePrivateData();
			account.wipePrivateData();
		}
	}

	readonly publicKeys: PublicKeys;
	/** Private fields, because HDKey prints its secret when it is turned into JSON. */
	readonly #external: HDKey;

	private constructor(account: HDKey) {
		this.publicKeys = new PublicKeys(account.publicExtendedKey);
		this.#external = account.deriveChild(EXTERNAL);
	}

	/**
	Lends the private key of an address, and wipes it afterwards.

	@param use - Must not keep the 32 bytes.
	*/
	withKeyAt<Result>(index: number, use: (privateKey: Uint8Array) => Result): Result {
		const child = this.#external.deriveChild(index);
		const privateKey = child.privateKey!;
		try {
			return use(privateKey);
		} finally {
			privateKey.fill(0);
			child.wipePrivateData();
		}
	}

	wipe(): void {
		this.#external.wipePrivateData();
	}
}
