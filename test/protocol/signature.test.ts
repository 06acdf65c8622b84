import {createECDH, createPublicKey, verify} from 'node:crypto';
import {sha256} from '@noble/hashes/sha2.js';
import * as secp256k1 from '@noble/secp256k1';
import test from 'ava';
import fc from 'fast-check';
import {bytesToHex, concatBytes, hexToBytes, utf8ToBytes} from '../../source/protocol/bytes.js';
import {accountOf, sha256d} from '../../source/protocol/hash.js';
import {
	isPublicKey, isSignatureCanonical, publicKeyOf, signHash, verifyHash,
} from '../../source/protocol/signature.js';
import {alice, bob, testKey} from '../harness/keys.js';

/** The order of secp256k1. SEC 2, section 2.4.1. */
const order = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n;
const highest = (1n << 256n) - 1n;

const number = (value: bigint) => hexToBytes(value.toString(16).padStart(64, '0'));
const signatureOf = (r: bigint, s: bigint) => concatBytes(number(r), number(s));
const sOf = (signature: Uint8Array) => BigInt(`0x${bytesToHex(signature.subarray(32))}`);

/** The same signature with `n - s`: it matches too, and is what BIP 62 forbids. */
const highS = (signature: Uint8Array) => concatBytes(signature.subarray(0, 32), number(order - sOf(signature)));

test('the public keys of 1, 2 and 3 are the first multiples of the generator', t => {
	// SEC 2, section 2.4.1, and its double and triple
	t.is(bytesToHex(publicKeyOf(number(1n))), '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798');
	t.is(bytesToHex(publicKeyOf(number(2n))), '02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5');
	t.is(bytesToHex(publicKeyOf(number(3n))), '02f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9');
	t.is(bytesToHex(publicKeyOf(number(order - 1n))), '0379be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798');
});

test('0 and the order are no private keys', t => {
	t.throws(() => publicKeyOf(number(0n)));
	t.throws(() => publicKeyOf(number(order)));
});

// RFC 6979 nonces on secp256k1 with SHA-256: the vectors that Bitcoin libraries share, https://bitcointalk.org/index.php?topic=285142.40
const deterministic: ReadonlyArray<[key: bigint, message: string, signature: string]> = [
	[1n, 'Satoshi Nakamoto', '934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d82442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5'],
	[1n, 'All those moments will be lost in time, like tears in rain. Time to die...', '8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21'],
	[order - 1n, 'Satoshi Nakamoto', 'fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d06b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5'],
];

for (const [index, [key, message, expected]] of deterministic.entries()) {
	test(`RFC 6979: signature ${index + 1} is the known one`, t => {
		const hash = sha256(utf8ToBytes(message));
		const signature = signHash(hash, number(key));
		t.is(bytesToHex(signature), expected);
		t.true(verifyHash(signature, hash, publicKeyOf(number(key))));
	});
}

test('the signature of the first example of BIP 143 holds', t => {
	// BIP 143, "Native P2WPKH"; its DER signature as r || s
	const hash = hexToBytes('c37af31116d1b27caf68aae9e3ac82f1477929014d5b917657d0eb49478cb670');
	const publicKey = hexToBytes('025476c2e83188368da1ff3e292e7acafcdb3566bb0ad253f62fc70f07aeee6357');
	const signature = hexToBytes('3609e17b84f6a7d30c80bfa610b5b4542f32a8a0d5447a12fb1366d7f01cc44a573a954c4518331561406f90300e8f3358f51928d43c212a8caed02de67eebee');
	t.is<string, string>(accountOf(publicKey), '1d0f172a0ecb48aee1be1f2687d2963ae33f71a1');
	t.true(isPublicKey(publicKey));
	t.true(isSignatureCanonical(signature));
	t.true(verifyHash(signature, hash, publicKey));
	t.deepEqual(signHash(hash, hexToBytes('619c335025c7f4012e556c2a58b2506e30b8511b53ade95ea316fd8c3286feb9')), signature);
});

test('the canonical range of r is 1 to n - 1, and of s 1 to n / 2', t => {
	const half = order >> 1n;
	for (const value of [1n, 2n, half, half + 1n, order - 1n]) {
		t.true(isSignatureCanonical(signatureOf(value, 1n)));
	}

	for (const value of [0n, order, order + 1n, highest]) {
		t.false(isSignatureCanonical(signatureOf(value, 1n)), `r = ${value}`);
	}

	for (const value of [1n, 2n, half - 1n, half]) {
		t.true(isSignatureCanonical(signatureOf(1n, value)));
	}

	for (const value of [0n, half + 1n, order - 1n, order, highest]) {
		t.false(isSignatureCanonical(signatureOf(1n, value)), `s = ${value}`);
	}
});

test('a signature of another length is not canonical', t => {
	for (const length of [0, 31, 32, 63, 65, 72]) {
		t.false(isSignatureCanonical(new Uint8Array(length).fill(1)), `${length} bytes`);
	}
});

test('DER is not canonical', t => {
	const signature = signHash(sha256d(utf8ToBytes('der')), alice.privateKey);
	const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
	t.false(isSignatureCanonical(concatBytes(Uint8Array.of(0x30, 68, 2, 32), r, Uint8Array.of(2, 32), s)));
});

const anyHash = fc.uint8Array({minLength: 32, maxLength: 32});
const anyNumber = fc.integer({min: 1, max: 1_000_000});

test('what is signed is canonical, and matches for every verifier there is', t => {
	fc.assert(fc.property(anyHash, anyNumber, (hash, secret) => {
		const {privateKey, publicKey} = testKey(secret);
		const signature = signHash(hash, privateKey);
		t.true(isSignatureCanonical(signature));
		t.true(verifyHash(signature, hash, publicKey));
		t.true(secp256k1.verify(signature, hash, publicKey, {prehash: false}));
	}), {numRuns: 40});
});

test('the upper half of s matches for OpenSSL, and is not canonical here', t => {
	const message = utf8ToBytes('malleable');
	const curve = createECDH('secp256k1');
	curve.setPrivateKey(bob.privateKey);
	const point = curve.getPublicKey();
	const key = createPublicKey({
		format: 'jwk', key: {kty: 'EC', crv: 'secp256k1', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url')},
	});
	const signature = signHash(sha256(message), bob.privateKey);
	for (const variant of [signature, highS(signature)]) {
		t.true(verify('sha256', message, {key, dsaEncoding: 'ieee-p1363'}, variant));
	}

	t.true(isSignatureCanonical(signature));
	t.false(isSignatureCanonical(highS(signature)));
	t.false(verifyHash(highS(signature), sha256(message), bob.publicKey));
});

test('one bit changed anywhere, and the signature does not match', t => {
	const hash = sha256d(utf8ToBytes('bits'));
	const signature = signHash(hash, alice.privateKey);
	const flip = (bytes: Uint8Array, bit: number) => bytes.with(bit >> 3, bytes[bit >> 3]! ^ 1 << (bit & 7));
	fc.assert(fc.property(fc.nat({max: 255}), fc.nat({max: 511}), (hashBit, signatureBit) => {
		t.false(verifyHash(signature, flip(hash, hashBit), alice.publicKey));
		const changed = flip(signature, signatureBit);
		t.false(isSignatureCanonical(changed) && verifyHash(changed, hash, alice.publicKey));
	}));
	t.false(verifyHash(signature, hash, bob.publicKey));
});

// Edge cases after those of Project Wycheproof, ecdsa_secp256k1_sha256_bitcoin_test: small and extreme r and s that pass the range check must still not match
const edges = [1n, 2n, 3n, order - 1n, order >> 1n, (order >> 1n) - 1n, 0x1_4551_2319_50b7_5fc4_402d_a172_2fc9_baeen];

test('extreme r and s match nothing', t => {
	const hash = sha256d(utf8ToBytes('edges'));
	for (const r of edges) {
		for (const s of edges) {
			const signature = signatureOf(r, s);
			t.false(isSignatureCanonical(signature) && verifyHash(signature, hash, alice.publicKey), `r = ${r}, s = ${s}`);
		}
	}
});

test('a hash of 0 is signed and checked like any other', t => {
	const zero = new Uint8Array(32);
	t.true(verifyHash(signHash(zero, alice.privateKey), zero, alice.publicKey));
});

const keys: ReadonlyArray<[why: string, hex: string, valid: boolean]> = [
	['the generator', '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798', true],
	['its mirror', '0379be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798', true],
	['an x that is on no point of the curve', '020000000000000000000000000000000000000000000000000000000000000005', false],
	['x = 0', '020000000000000000000000000000000000000000000000000000000000000000', false],
	['x = p', '02fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f', false],
	['x = p + 1, which is the point of x = 1', '02fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc30', false],
	['all ones', `02${'ff'.repeat(32)}`, false],
	['prefix 00', '0079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798', false],
	['prefix 04, uncompressed, cut off', '0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798', false],
	['prefix 05', '0579be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798', false],
	['prefix 06, hybrid', '0679be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798', false],
	['65 bytes, uncompressed', '0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8', false],
	['32 bytes, x alone', '79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798', false],
	['nothing', '', false],
];

for (const [why, hex, valid] of keys) {
	test(`${why} is ${valid ? 'a' : 'no'} public key`, t => {
		t.is(isPublicKey(hexToBytes(hex)), valid);
	});
}

test('node:crypto makes the same public key', t => {
	const curve = createECDH('secp256k1');
	fc.assert(fc.property(anyNumber, secret => {
		const {privateKey, publicKey} = testKey(secret);
		curve.setPrivateKey(privateKey);
		t.is(curve.getPublicKey('hex', 'compressed'), bytesToHex(publicKey));
	}), {numRuns: 20});
});
