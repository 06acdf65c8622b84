import {hmac} from '@noble/hashes/hmac.js';
import {sha256} from '@noble/hashes/sha2.js';
import * as secp256k1 from '@noble/secp256k1';
import {isPointCompressed, verify} from 'tiny-secp256k1';
import {hexToBytes} from './bytes.js';
import {remembered} from './remembered.js';

// @noble/secp256k1 comes without hashes; RFC 6979 nonces need these two.
secp256k1.hashes.sha256 = sha256;
secp256k1.hashes.hmacSha256 = (key, message) => hmac(sha256, key, message);

/** The order n of secp256k1 (SEC 2, section 2.4.1), and half of it. */
const ORDER = hexToBytes('fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141');
const HALF_ORDER = hexToBytes('7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0');

/** The compressed public key, 33 bytes, of a private key, 32 bytes. */
export const publicKeyOf = (privateKey: Uint8Array): Uint8Array => secp256k1.getPublicKey(privateKey, true);

/** Whether these 33 bytes are a compressed point on the curve. */
export const isPublicKey = (publicKey: Uint8Array): boolean => publicKey.length === 33 && isPoint(publicKey);

// To see it takes a square root, a tenth of a signature check, and an account pays with the same key every time.
const isPoint = remembered(isPointCompressed, publicKey => Buffer.from(publicKey).toString('latin1'));

/**
Signs a 32-byte hash with a nonce from RFC 6979: the same hash and key give the same signature.

@returns `r || s`, 64 bytes, s in the lower half.
*/
export const signHash = (hash: Uint8Array, privateKey: Uint8Array): Uint8Array => secp256k1.sign(hash, privateKey, {prehash: false});

/** Whether r and s are in range and s is in the lower half (BIP 62), so that nobody can change a signature without the key. */
export const isSignatureCanonical = (signature: Uint8Array): boolean => signature.length === 64
	&& !isZero(signature, 0) && isBelow(signature, 0, ORDER)
	&& !isZero(signature, 32) && !isBelow(HALF_ORDER, 0, signature, 32);

/*
Numbers of 32 bytes, big-endian, each from an offset on. As bytes they are compared several times as fast as they become a bigint.
*/

function isZero(bytes: Uint8Array, offset: number): boolean {
	for (let index = 0; index < 32; index++) {
		if (bytes[offset + index] !== 0) {
			return false;
		}
	}

	return true;
}

function isBelow(a: Uint8Array, aOffset: number, b: Uint8Array, bOffset = 0): boolean {
	for (let index = 0; index < 32; index++) {
		const difference = a[aOffset + index]! - b[bOffset + index]!;
		if (difference !== 0) {
			return difference < 0;
		}
	}

	return false;
}

/**
Whether a signature is canonical and matches; libsecp256k1, compiled to WebAssembly.

@param hash - The 32 bytes that were signed.
@param publicKey - Anything that is not a public key matches nothing.
*/
export const verifyHash = (signature: Uint8Array, hash: Uint8Array, publicKey: Uint8Array): boolean => isSignatureCanonical(signature)
	// The library throws at a key that is no point, and what it throws through leaves something on its stack: some thousands of them, and it works no more.
	&& isPublicKey(publicKey)
	&& verify(hash, publicKey, signature, true);
