import {performance} from 'node:perf_hooks';
import {workOfTarget} from '../../protocol/target.js';
import {type Kernel, NONCES} from './kernels/kernel.js';
import type {FromProcess, JobMessage} from './process-message.js';

/** How long a slice takes, in milliseconds: a new job waits for the end of one. */
const SLICE_MS = 20;
/** A kernel's first calls run before the compiler has optimised it, and it cannot be optimised in the middle of one. */
const FIRST_SLICE = 1024;
const LARGEST_SLICE = 2 ** 26;
/** Milliseconds between two reports of progress. */
const REPORT_MS = 250;
/** A slice is kept so short that it should not find more solutions than this: each of them takes a message. */
const SOLUTIONS_A_SLICE = 16n;

/**
Runs a kernel over a job in slices, and lets the event loop turn between them, so that messages get in.
*/
export class Scanner {
	readonly #kernel: Kernel;
	readonly #report: (message: FromProcess) => void;
	#job: JobMessage | undefined;
	#nonce = 0;
	#left = 0;
	/** What 20 ms are enough for. */
	#slice = FIRST_SLICE;
	#mostSlice = LARGEST_SLICE;
	#hashes = 0;
	#reportedMs = 0;
	#isScheduled = false;

	constructor(kernel: Kernel, report: (message: FromProcess) => void) {
		this.#kernel = kernel;
		this.#report = report;
	}

	/** Takes up a job in place of the one before. */
	scan(job: JobMessage): void {
		this.#kernel.prepare(job.header76, job.target);
		this.#job = job;
		this.#nonce = job.startNonce;
		this.#left = job.count;
		this.#mostSlice = Number(min(workOfTarget(job.target) * SOLUTIONS_A_SLICE, BigInt(LARGEST_SLICE)));
		this.#schedule();
	}

	/** Drops the job, and tells of what was not told yet. */
	rest(): void {
		this.#job = undefined;
		if (this.#hashes > 0) {
			this.#report({type: 'progress', hashes: this.#takeHashes()});
		}
	}

	#schedule(): void {
		if (this.#isScheduled) {
			return;
		}

		this.#isScheduled = true;
		setImmediate(() => {
			this.#isScheduled = false;
			if (this.#job) {
				this.#scanSlice(this.#job);
			}
		});
	}

	#scanSlice(job: JobMessage): void {
		const count = Math.min(this.#slice, this.#mostSlice, this.#left);
		const startMs = performance.now();
		const found = this.#kernel.scan(this.#nonce, count);
		const endMs = performance.now();
		this.#hashes += count;
		this.#nonce = (this.#nonce + count) % NONCES;
		this.#left -= count;
		if (count === this.#slice) {
			this.#adapt(endMs - startMs);
		}

		for (const nonce of job.single ? found.slice(0, 1) : found) {
			this.#report({type: 'solution', job: job.id, nonce, hashes: this.#takeHashes()});
		}

		if (job.single && found.length > 0) {
			this.#job = undefined;
		} else if (this.#left === 0) {
			this.#job = undefined;
			this.#report({type: 'exhausted', job: job.id, hashes: this.#takeHashes()});
		} else {
			if (endMs - this.#reportedMs >= REPORT_MS) {
				this.#report({type: 'progress', hashes: this.#takeHashes()});
			}

			this.#schedule();
		}
	}

	#adapt(elapsedMs: number): void {
		const ideal = Math.round(this.#slice * SLICE_MS / Math.max(elapsedMs, 0.01));
		this.#slice = Math.max(1, Math.min(ideal, this.#slice * 2, LARGEST_SLICE));
	}

	#takeHashes(): number {
		const hashes = this.#hashes;
		this.#hashes = 0;
		this.#reportedMs = performance.now();
		return hashes;
	}
}

const min = (a: bigint, b: bigint): bigint => a < b ? a : b;
