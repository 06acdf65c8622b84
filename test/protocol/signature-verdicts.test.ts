import process from 'node:process';
import {sha256} from '@noble/hashes/sha2.js';
import * as secp256k1 from '@noble/secp256k1';
import test from 'ava';
import fc from 'fast-check';
import {sign} from 'tiny-secp256k1';
import {concatBytes, hexToBytes, utf8ToBytes} from '../../source/protocol/bytes.js';
import {isPublicKey, isSignatureCanonical, verifyHash} from '../../source/protocol/signature.js';
import {testKey} from '../harness/keys.js';
import {compactOfDer} from './der.js';
import {readWycheproof} from './wycheproof.js';

/*
The fast check says of everything what the slow one says, which another person wrote: @noble/secp256k1, with s held to the lower half.
*/

/** `npm run test:signatures` has 100,000, which take some minutes: the slow one does 450 a second. */
const CASES = Number(process.env['SIGNATURE_CASES'] ?? 2000);

/** SEC 2, section 2.4.1: the order of the group, and that of the field. */
const n = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n;
const p = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_ffff_fc2fn;

const u256 = (value: bigint) => hexToBytes(value.toString(16).padStart(64, '0'));

/** What the reference says. It throws at what it cannot even read. */
function reference(signature: Uint8Array, hash: Uint8Array, publicKey: Uint8Array): boolean {
	try {
		// It takes uncompressed keys too; a transfer has no room for one.
		return publicKey.length === 33 && secp256k1.verify(signature, hash, publicKey, {prehash: false, lowS: true});
	} catch {
		return false;
	}
}

const vectors = readWycheproof('ecdsa_secp256k1_sha256_p1363_test');

test('Wycheproof, r || s: the verdicts are those of the vectors, but for the upper half of s', t => {
	let lower = 0;
	for (const {tcId, comment, hash, signature, publicKey, isValid} of vectors) {
		const verdict = verifyHash(signature, hash, publicKey);
		t.is(verdict, reference(signature, hash, publicKey), `${tcId}: ${comment}`);
		if (isSignatureCanonical(signature)) {
			lower++;
			t.is(verdict, isValid, `${tcId}: ${comment}`);
		} else {
			t.false(verdict, `${tcId}: ${comment}`);
		}
	}

	t.is(vectors.length, 252);
	t.true(lower > 100);
});

test('Wycheproof, as Bitcoin takes them: the verdicts are those of the vectors', t => {
	const all = readWycheproof('ecdsa_secp256k1_sha256_bitcoin_test');
	let read = 0;
	for (const {tcId, comment, hash, signature, publicKey, isValid} of all) {
		// A transfer holds no DER. What is no DER at all is for no verifier to decide.
		const compact = compactOfDer(signature);
		read += compact ? 1 : 0;
		t.is(compact !== undefined && verifyHash(compact, hash, publicKey), isValid, `${tcId}: ${comment}`);
		t.is(compact !== undefined && reference(compact, hash, publicKey), isValid, `${tcId}: ${comment}`);
	}

	t.is(all.length, 463);
	t.true(read > 200);
});

const keys = Array.from({length: 32}, (_, index) => testKey(index + 1));
const hash = sha256(utf8ToBytes('verdicts'));
const honest = sign(hash, keys[0]!.privateKey);
const {publicKey: key} = keys[0]!;

test('0, n, p and what is next to them are no r and no s that match', t => {
	const s = honest.subarray(32);
	const r = honest.subarray(0, 32);
	for (const value of [0n, 1n, n - 1n, n, n + 1n, n >> 1n, (n >> 1n) + 1n, p - 1n, p, p + 1n, (1n << 256n) - 1n]) {
		for (const signature of [concatBytes(u256(value), s), concatBytes(r, u256(value)), concatBytes(u256(value), u256(value))]) {
			t.false(verifyHash(signature, hash, key), `${value}`);
			t.false(reference(signature, hash, key), `${value}`);
		}
	}
});

test('r + n is not r, though it is the same point', t => {
	// Of the points whose x is above n, Wycheproof has the signatures; this is the other way round.
	const r = BigInt(`0x${Buffer.from(honest.subarray(0, 32)).toString('hex')}`);
	t.false(verifyHash(concatBytes(u256((r + n) % (1n << 256n)), honest.subarray(32)), hash, key));
});

test('keys that are none match nothing, and nobody throws', t => {
	const uncompressed = secp256k1.getPublicKey(keys[0]!.privateKey, false);
	const x = key.subarray(1);
	const hybrid = concatBytes(Uint8Array.of(6 + (uncompressed[64]! & 1)), uncompressed.subarray(1));
	const wrong: Record<string, Uint8Array> = {
		'off the curve': concatBytes(Uint8Array.of(2), u256(5n)),
		'x = 0': concatBytes(Uint8Array.of(2), u256(0n)),
		'x = p': concatBytes(Uint8Array.of(2), u256(p)),
		'x = p + 1, which is 1 and on the curve': concatBytes(Uint8Array.of(2), u256(p + 1n)),
		'x of all ones': concatBytes(Uint8Array.of(3), u256((1n << 256n) - 1n)),
		identity: Uint8Array.of(0),
		'identity, filled up': new Uint8Array(33),
		uncompressed,
		hybrid,
		'hybrid, cut to 33 bytes': hybrid.subarray(0, 33),
		'uncompressed, cut to 33 bytes': uncompressed.subarray(0, 33),
		'no first byte': x,
		'first byte 5': concatBytes(Uint8Array.of(5), x),
		empty: new Uint8Array(),
		'one byte less': key.subarray(0, 32),
		'one byte more': concatBytes(key, Uint8Array.of(0)),
	};
	for (const [name, publicKey] of Object.entries(wrong)) {
		t.false(isPublicKey(publicKey), `key: ${name}`);
		t.false(verifyHash(honest, hash, publicKey), `key: ${name}`);
		t.false(reference(honest, hash, publicKey), `key: ${name}`);
	}

	t.true(verifyHash(honest, hash, key));
	t.true(reference(honest, hash, key));
});

test('20,000 keys that are no points leave the check as it was', t => {
	const offCurve = concatBytes(Uint8Array.of(2), u256(5n));
	const taken = Array.from({length: 20_000}, () => verifyHash(honest, hash, offCurve)).filter(Boolean);
	t.deepEqual(taken, []);
	t.true(verifyHash(honest, hash, key));
});

test('signatures of another length match nothing, and nobody throws', t => {
	for (const length of [0, 1, 32, 63, 65, 72, 128]) {
		const signature = concatBytes(honest, new Uint8Array(64)).subarray(0, length);
		t.false(verifyHash(signature, hash, key), `${length} bytes`);
	}
});

const flip = (bytes: Uint8Array, bit: number) => bytes.with(bit >> 3, bytes[bit >> 3]! ^ 1 << (bit & 7));

const signed = fc.record({signer: fc.constantFrom(...keys), hash: fc.uint8Array({minLength: 32, maxLength: 32})})
	.map(({signer, hash}) => ({hash, signature: sign(hash, signer.privateKey), publicKey: signer.publicKey}));
const bytes = (length: number) => fc.uint8Array({minLength: length, maxLength: length});

const cases = {
	valid: signed,
	'upper half of s': signed.map(({signature, ...rest}) => ({...rest, signature: concatBytes(signature.subarray(0, 32), u256(n - BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`)))})),
	'a bit of the signature': fc.tuple(signed, fc.nat({max: 511})).map(([{signature, ...rest}, bit]) => ({...rest, signature: flip(signature, bit)})),
	'a bit of the hash': fc.tuple(signed, fc.nat({max: 255})).map(([{hash, ...rest}, bit]) => ({...rest, hash: flip(hash, bit)})),
	'a bit of the key': fc.tuple(signed, fc.nat({max: 263})).map(([{publicKey, ...rest}, bit]) => ({...rest, publicKey: flip(publicKey, bit)})),
	'somebody else\'s key': fc.tuple(signed, fc.constantFrom(...keys)).map(([rest, {publicKey}]) => ({...rest, publicKey})),
	'random bytes': fc.record({hash: bytes(32), signature: bytes(64), publicKey: fc.tuple(fc.constantFrom(2, 3), bytes(32)).map(([first, x]) => concatBytes(Uint8Array.of(first), x))}),
};

test('random cases: right, changed by a bit, and nonsense', t => {
	const verdicts = {matches: 0, doesNot: 0};
	fc.assert(fc.property(fc.oneof(...Object.values(cases)), ({signature, hash, publicKey}) => {
		const verdict = verifyHash(signature, hash, publicKey);
		verdicts[verdict ? 'matches' : 'doesNot']++;
		return verdict === reference(signature, hash, publicKey);
	}), {numRuns: CASES});
	t.log(`${CASES} cases: ${verdicts.matches} match, ${verdicts.doesNot} do not`);
	t.true(verdicts.matches > CASES / 20);
	t.true(verdicts.doesNot > CASES / 20);
});
