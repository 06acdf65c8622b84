import {hmac} from '@noble/hashes/hmac.js';
import {sha256} from '@noble/hashes/sha2.js';
import * as secp256k1 from '@noble/secp256k1';
import {isPointCompressed, verify} from 'tiny-secp256k1';
import {bytesToHex} from './bytes.js';

// @noble/secp256k1 comes without hashes; RFC 6979 nonces need these two.
secp256k1.hashes.sha256 = sha256;
secp256k1.hashes.hmacSha256 = (key, message) => hmac(sha256, key, message);

/** The order of secp256k1 (SEC 2, section 2.4.1). */
const ORDER = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n;

/** The compressed public key, 33 bytes, of a private key, 32 bytes. */
export const publicKeyOf = (privateKey: Uint8Array): Uint8Array => secp256k1.getPublicKey(privateKey, true);

/** Whether these 33 bytes are a compressed point on the curve. */
export const isPublicKey = (publicKey: Uint8Array): boolean => publicKey.length === 33 && isPointCompressed(publicKey);

/**
Signs a 32-byte hash with a nonce from RFC 6979: the same hash and key give the same signature.

@returns `r || s`, 64 bytes, s in the lower half.
*/
export const signHash = (hash: Uint8Array, privateKey: Uint8Array): Uint8Array => secp256k1.sign(hash, privateKey, {prehash: false});

/** Whether r and s are in range and s is in the lower half (BIP 62), so that nobody can change a signature without the key. */
export function isSignatureCanonical(signature: Uint8Array): boolean {
	if (signature.length !== 64) {
		return false;
	}

	const number = (bytes: Uint8Array) => BigInt(`0x${bytesToHex(bytes)}`);
	const r = number(signature.subarray(0, 32));
	const s = number(signature.subarray(32));
	return r > 0n && r < ORDER && s > 0n && s <= ORDER >> 1n;
}

/**
Whether a signature matches; libsecp256k1, compiled to WebAssembly.

@param signature - 64 bytes that {@link isSignatureCanonical} has passed.
@param hash - The 32 bytes that were signed.
@param publicKey - 33 bytes that {@link isPublicKey} has passed.
*/
export const verifyHash = (signature: Uint8Array, hash: Uint8Array, publicKey: Uint8Array): boolean => verify(hash, publicKey, signature, true);
