import {mempoolPolicy} from '../source/engine/node/mempool-policy.js';
import type {Transfer} from '../source/protocol/transfer.js';
import {type Benchmark, compare} from './benchmark.js';
import {crowdOf, openMempool} from './crowd.js';

const full = {size: mempoolPolicy.maxCount, inserted: 100};
const quick: typeof full = {size: 200, inserted: 10};

const ROUNDS = 5;

/** What the crowd inside pays is between these, in base units. */
const POOR = 50_000n;
const RICH = 10_000_000n;

export const benchmark: Benchmark = {
	name: 'mempool',
	summary: `transfers taken in or refused a second by a mempool of ${full.size} that is full, their signatures checked; the yardstick takes them in with a tenth of that waiting`,
	async run({isQuick = false}) {
		const {size, inserted} = isQuick ? quick : full;
		const crowd = crowdOf(size);
		const policy = {...mempoolPolicy, maxCount: size};
		const lists = (fee: bigint, first: number) => {
			const all = crowdOf(inserted * (ROUNDS + 1), {first, fee});
			return () => all.splice(0, inserted);
		};

		const contender = (name: string, waiting: number, next: () => readonly Transfer[]) => {
			const mempool = openMempool(crowd.slice(0, waiting), policy);
			return {
				name, round() {
					const transfers = next();
					for (const transfer of transfers) {
						try {
							mempool.add(transfer);
						} catch {
							// That is the answer to those that pay less.
						}
					}

					return transfers.length;
				},
			};
		};

		const [some, better, worse] = await compare([
			contender('a tenth waiting, taken in', size / 10, lists(RICH, size)),
			contender('full, better ones', size, lists(RICH, size)),
			contender('full, worse ones', size, lists(POOR, size)),
		], 'transfers', ROUNDS);
		return [some!, {...better!, atLeast: 0.5}, {...worse!, atLeast: 0.5}];
	},
};
