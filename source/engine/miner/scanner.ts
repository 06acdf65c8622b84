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

/** Sends a message; resolves when it is on its way, or can no longer be. */
export type Report = (message: FromProcess) => Promise<void>;

/**
Runs a kernel over a job in slices, and lets the event loop turn between them, so that messages get in.
*/
export class Scanner {
	#kernel: Kernel;
	readonly #report: Report;
	#job: JobMessage | undefined;
	#nonce = 0;
	#left = 0;
	/** What 20 ms are enough for. */
	#slice = FIRST_SLICE;
	#mostSlice = LARGEST_SLICE;
	#hashes = 0;
	#reportedMs = 0;
	#isScheduled = false;

	constructor(kernel: Kernel, report: Report) {
		this.#kernel = kernel;
		this.#report = report;
	}

	get kernel(): string {
		return this.#kernel.name;
	}

	/** Goes on with another kernel, where the one before was. */
	use(kernel: Kernel): void {
		this.#kernel = kernel;
		this.#slice = FIRST_SLICE;
		if (this.#job) {
			kernel.prepare(this.#job.header76, this.#job.target);
		}
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
			void this.#report({type: 'progress', hashes: this.#takeHashes()});
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

	/** Shares may be found faster than the parent takes them: it is waited for, or they would pile up here. */
	async #scheduleAfter(solutions: ReadonlyArray<Promise<void>>): Promise<void> {
		await Promise.all(solutions);
		this.#schedule();
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

		const solutions = (job.single ? found.slice(0, 1) : found).map(async nonce => this.#report({type: 'solution', job: job.id, nonce, hashes: this.#takeHashes()}));

		if (job.single && found.length > 0) {
			this.#job = undefined;
		} else if (this.#left === 0) {
			this.#job = undefined;
			void this.#report({type: 'exhausted', job: job.id, hashes: this.#takeHashes()});
		} else {
			if (endMs - this.#reportedMs >= REPORT_MS) {
				void this.#report({type: 'progress', hashes: this.#takeHashes()});
			}

			void this.#scheduleAfter(solutions);
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
