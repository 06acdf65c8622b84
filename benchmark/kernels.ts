import {createHash, randomBytes} from 'node:crypto';
import {kernels} from '../source/engine/miner/kernels/list.js';
import {type Benchmark, compare, type Contender} from './benchmark.js';
import {findMinerd} from './minerd.js';

/** About a quarter of a second each. */
const SLOW_NONCES = 60_000;
const FAST_NONCES = 2_000_000;
/** As in a miner: the compiler replaces code only between two calls. */
const CALL_NONCES = 20_000;
const ROUNDS = 9;

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** What anybody would write first: the whole header, twice, for each nonce. */
const nodeCrypto = (header76: Uint8Array): Contender => ({
	name: 'node:crypto',
	round() {
		const header = Buffer.concat([header76, Buffer.alloc(4)]);
		for (let nonce = 0; nonce < SLOW_NONCES; nonce++) {
			header.writeUInt32LE(nonce, 76);
			sha256(sha256(header));
		}

		return SLOW_NONCES;
	},
});

export const benchmark: Benchmark = {
	name: 'kernels',
	summary: 'hashes of a header a second, one process',
	async run() {
		const header76 = new Uint8Array(randomBytes(76));
		const ours: Contender[] = [];
		for (const maker of kernels) {
			const kernel = await maker.create();
			const nonces = maker.name === 'reference' ? SLOW_NONCES : FAST_NONCES;
			ours.push({
				name: maker.name,
				round() {
					kernel.prepare(header76, 0n);
					for (let nonce = 0; nonce < nonces; nonce += CALL_NONCES) {
						kernel.scan(nonce, CALL_NONCES);
					}

					return nonces;
				},
			});
		}

		const minerd = await findMinerd();
		const rows = await compare([nodeCrypto(header76), ...ours, ...minerd], 'hashes', ROUNDS);
		const native = minerd.length > 0 ? rows.at(-1) : undefined;
		return rows.map(row => native && row !== native ? {...row, note: `${(row.rate / native.rate).toFixed(2)}x minerd`} : row);
	},
};
