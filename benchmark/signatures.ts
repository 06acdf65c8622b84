import {
	createPublicKey, ECDH, type KeyObject, verify,
} from 'node:crypto';
import {sha256} from '@noble/hashes/sha2.js';
import * as secp256k1 from '@noble/secp256k1';
import {isSignatureCanonical, signHash, verifyHash} from '../source/protocol/signature.js';
import {testKey} from '../test/harness/keys.js';
import {type Benchmark, compare} from './benchmark.js';

const CHECKS = 200;
const QUICK_ROUNDS = 3;
const AT_LEAST = 8;

/** About the size of a transfer with one output. */
const MESSAGE_BYTES = 96;

type Signed = {readonly message: Uint8Array; readonly hash: Uint8Array; readonly signature: Uint8Array; readonly publicKey: Uint8Array};

/** Each by a key of its own: nothing that is kept of a key is of use twice. */
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

export const benchmark: Benchmark = {
	name: 'signatures',
	summary: 'signatures checked a second, one core',
	isStable: true,
	async run({isQuick = false}) {
		const all = Array.from({length: CHECKS}, (_, index) => sign(index + 1));
		const keys = new Map(all.map(signed => [signed, importKey(signed.publicKey)]));
		const counting = (name: string, check: (signed: Signed) => boolean) => ({
			name,
			round() {
				const count = all.filter(signed => check(signed)).length;
				if (count < all.length) {
					throw new Error(`${name} takes a right signature for a wrong one`);
				}

				return count;
			},
		});
		const rows = await compare([
			counting('@noble/secp256k1', ({signature, hash, publicKey}) => secp256k1.verify(signature, hash, publicKey, {prehash: false})),
			counting('node:crypto', signed => verifyByOpenSsl(signed, importKey(signed.publicKey))),
			counting('node:crypto, key kept', signed => verifyByOpenSsl(signed, keys.get(signed)!)),
			counting('ours', ({signature, hash, publicKey}) => verifyHash(signature, hash, publicKey)),
		], 'checks', isQuick ? QUICK_ROUNDS : undefined);
		return [...rows.slice(0, -1), {...rows.at(-1)!, atLeast: AT_LEAST}];
	},
};
