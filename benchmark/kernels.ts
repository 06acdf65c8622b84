import {createHash, randomBytes} from 'node:crypto';
import process from 'node:process';
import {kernels} from '../source/engine/miner/kernels/list.js';
import {
	type Benchmark, compare, type Contender, type Figure, type Row,
} from './benchmark.js';
import {findMinerd} from './minerd.js';

/** About a quarter of a second each. */
const SLOW_NONCES = 60_000;
const FAST_NONCES = 2_000_000;
/** As in a miner: the compiler replaces code only between two calls. */
const CALL_NONCES = 20_000;
const ROUNDS = 9;
const QUICK_ROUNDS = 3;

/** From this version on V8 makes one 256-bit instruction of two: `pair` is for those. */
const PACKING_V8 = 12;
const targets = Number.parseInt(process.versions.v8, 10) < PACKING_V8 ? {crypto: 16, minerd: 0.75} : {crypto: 27, minerd: 1.25};

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
	isStable: true,
	async run({isQuick = false}) {
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
		const rows = await compare([nodeCrypto(header76), ...ours, ...minerd], 'hashes', isQuick ? QUICK_ROUNDS : ROUNDS);
		const native = minerd.length > 0 ? rows.at(-1) : undefined;
		return [
			...rows.map(row => native && row !== native ? {...row, note: `${(row.rate / native.rate).toFixed(2)}x minerd`} : row),
			...bestOf(rows.slice(1, ours.length + 1), native),
		];
	},
};

/** What `auto` takes, beside the yardstick and the native miner. */
function bestOf(ours: readonly Row[], native: Row | undefined): Figure[] {
	const best = ours.toSorted((one, other) => other.rate - one.rate)[0]!;
	return [
		{
			name: 'best, to node:crypto', amount: best.ratio, unit: 'x', atLeast: targets.crypto, note: best.name,
		},
		...(native
			? [{
				name: 'best, to minerd', amount: best.rate / native.rate, unit: 'x', atLeast: targets.minerd, note: best.name,
			}]
			: []),
	];
}
