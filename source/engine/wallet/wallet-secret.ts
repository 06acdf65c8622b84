import type {Hash} from '../../protocol/brands.js';
import {ApiError} from '../../api/api-error.js';
import {concatBytes, equalBytes} from '../../protocol/bytes.js';
import {hashToBytes} from '../../protocol/hash.js';
import {entropyOfPhrase, phraseOfEntropy} from './phrase.js';
import {
	type RandomBytes, seal, type ScryptCost, unseal,
} from './seal.js';
import {walletDamaged, type WalletFile} from './wallet-file.js';

/** How the phrase lies on the disk: behind a passphrase, or in the clear, for scripts that nobody can ask for one. */
export type Protection = {readonly passphrase: string} | 'none';

const GENESIS_SIZE = 32;

type ProtectOptions = {
	readonly phrase: string;
	readonly protection: Protection;
	/** Of the wallet's network: a phrase that was sealed for another does not open. */
	readonly genesis: Hash;
	readonly cost: ScryptCost;
};

/** @throws {ApiError} `passphrase_needed` when the passphrase is empty. */
export async function protectPhrase({phrase, protection, genesis, cost}: ProtectOptions, {randomBytes}: {randomBytes: RandomBytes}): Promise<WalletFile['secret']> {
	if (protection === 'none') {
		return {kind: 'none', phrase};
	}

	if (protection.passphrase === '') {
		throw new ApiError('passphrase_needed', 'a passphrase cannot be empty; a wallet without one has to be asked for');
	}

	const entropy = entropyOfPhrase(phrase);
	const secret = concatBytes(hashToBytes(genesis), entropy);
	try {
		return await seal(secret, protection.passphrase, {cost, randomBytes});
	} finally {
		entropy.fill(0);
		secret.fill(0);
	}
}

/**
@param passphrase - Not needed where the phrase lies in the clear.
@param name - Of the wallet, for messages.
@throws {ApiError} `passphrase_needed`, `passphrase_wrong`, or `wallet_damaged` when what opens is not a phrase of this network.
*/
export async function openPhrase({genesis, secret}: Pick<WalletFile, 'genesis' | 'secret'>, passphrase: string | undefined, name: string): Promise<string> {
	if (secret.kind === 'none') {
		return secret.phrase;
	}

	if (passphrase === undefined) {
		throw new ApiError('passphrase_needed', `wallet ${name} is encrypted: it takes its passphrase`);
	}

	const opened = await unseal(secret, passphrase);
	if (opened === undefined) {
		throw new ApiError('passphrase_wrong', `this is not the passphrase of wallet ${name}`);
	}

	try {
		if (!equalBytes(opened.subarray(0, GENESIS_SIZE), hashToBytes(genesis))) {
			throw walletDamaged(name, 'its phrase was sealed for another network');
		}

		return phraseOfEntropy(opened.subarray(GENESIS_SIZE));
	} finally {
		opened.fill(0);
	}
}
