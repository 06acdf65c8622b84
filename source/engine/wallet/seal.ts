import {scrypt} from 'node:crypto';
import {xchacha20poly1305} from '@noble/ciphers/chacha.js';
import * as z from 'zod';
import {bytesToHex, hexToBytes} from '../../protocol/bytes.js';

/*
A secret behind a passphrase: scrypt (RFC 7914) makes the key, XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) encrypts and authenticates. Its 24-byte nonce is long enough to be drawn at random.
*/

const SALT_SIZE = 16;
const NONCE_SIZE = 24;
const KEY_SIZE = 32;
const MiB = 2 ** 20;

export type ScryptCost = {
	/** A power of two. Memory is `128 * n * r` bytes. */
	readonly n: number;
	readonly r: number;
	readonly p: number;
};

/** 128 MiB and about half a second, to be paid for every guess. What OWASP recommends at the least. */
export const DEFAULT_COST: ScryptCost = {n: 2 ** 17, r: 8, p: 1};

/** The most memory that a file may make us take. */
const MAX_MEMORY = 256 * MiB;
/** The most work, in units of the default: a doctored file shall not make us sit for hours either. */
const MAX_WORK = 8 * DEFAULT_COST.n * DEFAULT_COST.r * DEFAULT_COST.p;

const isCostBounded = ({n, r, p}: ScryptCost): boolean => Number.isInteger(Math.log2(n)) && 128 * n * r <= MAX_MEMORY && n * r * p <= MAX_WORK;

const hexOf = (bytes: number) => z.string().regex(/^(?:[\da-f]{2})*$/v).length(2 * bytes);

/** A sealed secret as JSON. The cost is bounded here, before anything is computed with it. */
export const sealSchema = z.strictObject({
	kind: z.literal('scrypt-xchacha20-poly1305'),
	n: z.number().int().min(2 ** 10),
	r: z.number().int().min(1),
	p: z.number().int().min(1),
	salt: hexOf(SALT_SIZE),
	nonce: hexOf(NONCE_SIZE),
	sealed: z.string().regex(/^(?:[\da-f]{2}){17,1024}$/v),
}).refine(cost => isCostBounded(cost), 'the cost of scrypt is out of its bounds');

export type Seal = z.infer<typeof sealSchema>;

/** Fills an array with random bytes, as `crypto.getRandomValues` does. */
export type RandomBytes = (size: number) => Uint8Array;

/** @param secret - Not kept, and not wiped: it is the caller's. */
export async function seal(secret: Uint8Array, passphrase: string, {cost, randomBytes}: {cost: ScryptCost; randomBytes: RandomBytes}): Promise<Seal> {
	const salt = randomBytes(SALT_SIZE);
	const nonce = randomBytes(NONCE_SIZE);
	const key = await deriveKey(passphrase, salt, cost);
	const sealed = xchacha20poly1305(key, nonce).encrypt(secret);
	key.fill(0);
	return {
		kind: 'scrypt-xchacha20-poly1305',
		n: cost.n,
		r: cost.r,
		p: cost.p,
		salt: bytesToHex(salt),
		nonce: bytesToHex(nonce),
		sealed: bytesToHex(sealed),
	};
}

/** @returns The secret, which the caller wipes, or `undefined` when the passphrase is not the one. */
export async function unseal({salt, nonce, sealed, ...cost}: Seal, passphrase: string): Promise<Uint8Array | undefined> {
	const key = await deriveKey(passphrase, hexToBytes(salt), cost);
	try {
		return xchacha20poly1305(key, hexToBytes(nonce)).decrypt(hexToBytes(sealed));
	} catch {
		return undefined;
	} finally {
		key.fill(0);
	}
}

async function deriveKey(passphrase: string, salt: Uint8Array, {n, r, p}: ScryptCost): Promise<Uint8Array> {
	// NFKD, as BIP 39 does: the same letters make the same key whichever keyboard they come from.
	const password = Buffer.from(passphrase.normalize('NFKD'));
	// Twice of what the algorithm needs: OpenSSL counts its own bookkeeping against the limit.
	const options = {N: n, r, p, maxmem: 2 * 128 * r * (n + p)};
	return new Promise((resolve, reject) => {
		scrypt(password, salt, KEY_SIZE, options, (error, key) => {
			password.fill(0);
			if (error) {
				reject(error);
			} else {
				resolve(key);
			}
		});
	});
}
