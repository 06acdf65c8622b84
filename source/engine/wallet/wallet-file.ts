import * as z from 'zod';
import {ApiError} from '../../api/api-error.js';
import {addressSchema, hashSchema} from '../../api/values.js';
import {formatCheckedJson, parseCheckedJson} from './checked-json.js';
import {isLabel} from './label.js';
import {sealSchema} from './seal.js';

/** The version of the form below. A later one keeps `version` and `checksum`, so that this program can say what it has before it. */
const VERSION = 1;

/** Bounds the time that it takes to open a wallet. */
export const MAX_ADDRESSES = 1000;

export const MAX_WALLET_BYTES = 2 ** 20;

const watchedSchema = z.strictObject({
	address: addressSchema,
	label: z.string().refine(text => isLabel(text)),
});

/** A watched address: the wallet shows it, and has no key for it. */
export type WatchedAddress = z.infer<typeof watchedSchema>;

const walletFileSchema = z.strictObject({
	version: z.literal(VERSION),
	/** The network of the wallet. */
	genesis: hashSchema,
	/** The extended public key of m/84'/1'/0': makes new addresses without the passphrase. */
	account_key: z.string(),
	/** The address of index 0, 1, 2... */
	addresses: z.array(addressSchema).min(1).max(MAX_ADDRESSES),
	watched: z.array(watchedSchema).max(MAX_ADDRESSES),
	/** Sealed: the genesis hash, then the entropy of the phrase. */
	secret: z.discriminatedUnion('kind', [sealSchema, z.strictObject({kind: z.literal('none'), phrase: z.string()})]),
});

/** A wallet as it stands on disk; design and reasons are in docs/decisions/0005-wallet-files.md. */
export type WalletFile = Readonly<z.infer<typeof walletFileSchema>>;

export const formatWalletFile = (file: Omit<WalletFile, 'version'>): string => formatCheckedJson({version: VERSION, ...file});

/**
@param name - For the message.
@throws {ApiError} `wallet_damaged` when the bytes are not what was written; `schema_too_new` when a newer version wrote them.
*/
export function parseWalletFile(bytes: Uint8Array, name: string): WalletFile {
	const fields = parseCheckedJson(bytes);
	if (fields === undefined) {
		throw walletDamaged(name, 'its checksum does not fit what it says');
	}

	if (typeof fields['version'] === 'number' && fields['version'] > VERSION) {
		throw new ApiError('schema_too_new', `the file of wallet ${name} was written by a newer version of chain-tui`);
	}

	const parsed = walletFileSchema.safeParse(fields);
	if (!parsed.success) {
		throw walletDamaged(name, `${parsed.error.issues[0]!.path.join('.')} is not of its form`);
	}

	return parsed.data;
}

/** @param what - What is wrong, for a person; never with anything secret in it. */
export const walletDamaged = (name: string, what: string): ApiError => new ApiError('wallet_damaged', `the file of wallet ${name} is damaged: ${what}; take a copy of it from a backup, or restore the wallet from its phrase`);
