import * as secp256k1 from '@noble/secp256k1';
import {hexToBytes} from '../source/protocol/bytes.js';
import {isSignatureCanonical, publicKeyOf, signHash, verifyHash} from '../source/protocol/signature.js';
import {type Benchmark, compare} from './benchmark.js';

const CHECKS = 200;
const QUICK_ROUNDS = 3;
const AT_LEAST = 8;

export const benchmark: Benchmark = {
	name: 'signatures',
	summary: 'signatures checked a second, one core',
	isStable: true,
	async run({isQuick = false}) {
		const privateKey = hexToBytes('7'.repeat(64));
		const publicKey = publicKeyOf(privateKey);
		const hashes = Array.from({length: CHECKS}, (_, index) => new Uint8Array(32).fill(index + 1));
		const signatures = hashes.map(hash => signHash(hash, privateKey));
		const counting = (name: string, check: (signature: Uint8Array, hash: Uint8Array) => boolean) => ({
			name,
			round: () => signatures.filter((signature, index) => check(signature, hashes[index]!)).length,
		});
		const [noble, ours] = await compare([
			counting('@noble/secp256k1', (signature, hash) => secp256k1.verify(signature, hash, publicKey, {prehash: false})),
			counting('ours', (signature, hash) => isSignatureCanonical(signature) && verifyHash(signature, hash, publicKey)),
		], 'checks', isQuick ? QUICK_ROUNDS : undefined);
		return [noble!, {...ours!, atLeast: AT_LEAST}];
	},
};
