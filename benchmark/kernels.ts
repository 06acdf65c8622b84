import {createHash, randomBytes} from 'node:crypto';
import {kernels} from '../source/engine/miner/kernels/list.js';
import {type Benchmark, compare, type Contender} from './benchmark.js';

const NONCES = 100_000;

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** What anybody would write first: the whole header, twice, for each nonce. */
const nodeCrypto = (header76: Uint8Array): Contender => ({
	name: 'node:crypto',
	round() {
		const header = Buffer.concat([header76, Buffer.alloc(4)]);
		for (let nonce = 0; nonce < NONCES; nonce++) {
			header.writeUInt32LE(nonce, 76);
			sha256(sha256(header));
		}

		return NONCES;
	},
});

export const benchmark: Benchmark = {
	name: 'kernels',
	summary: 'hashes of a header a second, one process',
	async run() {
		const header76 = new Uint8Array(randomBytes(76));
		const ours = await Promise.all(kernels.map(async (maker): Promise<Contender> => {
			const kernel = await maker.create();
			return {
				name: maker.name,
				round() {
					kernel.prepare(header76, 0n);
					kernel.scan(0, NONCES);
					return NONCES;
				},
			};
		}));
		return compare([nodeCrypto(header76), ...ours], 'hashes');
	},
};
