import {
	createPublicKey, ECDH, type KeyObject, verify,
} from 'node:crypto';
import {sha256} from '@noble/hashes/sha2.js';
import * as secp256k1 from '@noble/secp256k1';
import {isSignatureCanonical, signHash, verifyHash} from '../source/protocol/signature.js';
import {testKey} from '../test/harness/keys.js';
import {type Benchmark, compare, ROUNDS} from './benchmark.js';

const CHECKS = 200;
const QUICK_ROUNDS = 3;
const AT_LEAST = 8;

/** About the size of a transfer with one output. */
const MESSAGE_BYTES = 96;

type Signed = {readonly message: Uint8Array; readonly hash: Uint8Array; readonly signature: Uint8Array; readonly publicKey: Uint8Array};

function sign(number: number): Signed {
	const {privateKey, publicKey} = testKey(number);
	const message = new Uint8Array(MESSAGE_BYTES).fill(number);
	const hash = sha256(message);
	return {message, hash, signature: signHash(hash, privateKey), publicKey};
}

/** OpenSSL takes no compressed point as a key. */
function importKey(publicKey: Uint8Array): KeyObject {
	const point = ECDH.convertKey(publicKey, 'secp256k1', undefined, undefined, 'uncompressed') as Buffer;
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map(part => part.toString('base64url'));
	return createPublicKey({format: 'jwk', key: {kty: 'EC', crv: 'secp256k1', x, y}});
}

/** It hashes for itself, once; and takes what is not canonical, so that is looked at before. */
const verifyByOpenSsl = ({message, signature}: Signed, key: KeyObject): boolean => isSignatureCanonical(signature)
	&& verify('sha256', message, {key, dsaEncoding: 'ieee-p1363'}, signature);

const ours = ({signature, hash, publicKey}: Signed): boolean => verifyHash(signature, hash, publicKey);

export const benchmark: Benchmark = {
	name: 'signatures',
	summary: 'signatures checked a second, one core',
	isStable: true,
	async run({isQuick = false}) {
		const rounds = isQuick ? QUICK_ROUNDS : ROUNDS;
		// Each by a key of its own, and for whoever is to see new keys only, others in each round; one more warms up.
		const fresh = Array.from({length: CHECKS * (rounds + 1)}, (_, index) => sign(index + 1));
		const all = fresh.slice(0, CHECKS);
		const keys = new Map(all.map(signed => [signed, importKey(signed.publicKey)]));
		const counting = (name: string, check: (signed: Signed) => boolean, next = () => all) => ({
			name,
			round() {
				const count = next().filter(signed => check(signed)).length;
				if (count < CHECKS) {
					throw new Error(`${name} takes a right signature for a wrong one`);
				}

				return count;
			},
		});
		const rows = await compare([
			counting('@noble/secp256k1', ({signature, hash, publicKey}) => secp256k1.verify(signature, hash, publicKey, {prehash: false})),
			counting('node:crypto', signed => verifyByOpenSsl(signed, importKey(signed.publicKey))),
			counting('node:crypto, key kept', signed => verifyByOpenSsl(signed, keys.get(signed)!)),
			counting('ours, a new key', ours, () => fresh.splice(0, CHECKS)),
			counting('ours, a known key', ours),
		], 'checks', rounds);
		return [...rows.slice(0, -2), ...rows.slice(-2).map(row => ({...row, atLeast: AT_LEAST}))];
	},
};
