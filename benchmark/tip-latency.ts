import {ApiError} from '../source/api/api-error.js';
import type {Solution, Verdict, Work, WorkSource} from '../source/api/work.js';
import {Miner} from '../source/engine/miner/miner.js';
import {EVERY_HASH} from '../source/engine/miner/kernels/kernel.js';

/** Nothing is found by it: who mines it is busy until the next job. */
const NO_HASH = 0n;

/**
Work from a source, made so that a miner process tells when it has a job: every second one is so hard that it keeps mining, and every other so easy that the first slice of it is a solution.

What comes back was sent to the process, taken up between two slices, hashed, and sent back.
*/
export class TellingSource implements WorkSource {
	readonly kind = 'solo'; // eslint-disable-line @typescript-eslint/class-literal-property-style -- A getter would say no more.
	readonly #source: WorkSource;
	#isEasy = false;
	#tip: string | undefined;
	readonly #easy = new Map<string, Work>();
	#onHard: (() => void) | undefined;
	#onSolution: ((arrivedMs: number) => void) | undefined;

	constructor(source: WorkSource) {
		this.#source = source;
	}

	async * work(signal: AbortSignal): AsyncIterable<Work | undefined> {
		for await (const work of this.#source.work(signal)) {
			if (work === undefined || work.previousHash === this.#tip) {
				continue;
			}

			this.#tip = work.previousHash;
			const isEasy = this.#isEasy;
			this.#isEasy = !isEasy;
			if (isEasy) {
				this.#easy.set(work.id, work);
			} else {
				this.#onHard?.();
			}

			yield {...work, target: isEasy ? EVERY_HASH : NO_HASH, single: true};
		}
	}

	async submit({workId}: Solution): Promise<Verdict> {
		if (!this.#easy.delete(workId)) {
			throw new ApiError('internal', `a solution of work ${workId}, which has none`);
		}

		this.#onSolution?.(performance.now());
		return {accepted: false, code: 'stale', message: 'it was only to be seen'};
	}

	/** When a job that cannot be solved has come. */
	async hard(): Promise<void> {
		return new Promise(resolve => {
			this.#onHard = resolve;
		});
	}

	/** When the first solution of the next job is here. By `performance.now()`. */
	async solution(): Promise<number> {
		return new Promise(resolve => {
			this.#onSolution = resolve;
		});
	}
}

/** A miner on such a source, with one process, which is busy when this returns. */
export async function openMiner(source: TellingSource): Promise<Miner> {
	const miner = new Miner({processes: 1, kernel: 'simd'}, {source, clock: Date.now, random: Math.random});
	const ready = new Promise<void>((resolve, reject) => {
		miner.subscribe(event => {
			if (event.event === 'ready') {
				resolve();
			} else if (event.event === 'failed') {
				reject(event.error);
			}
		});
	});
	miner.start();
	await ready;
	return miner;
}
