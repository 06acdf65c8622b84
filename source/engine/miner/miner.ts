import {ApiError, toApiError} from '../../api/api-error.js';
import type {Hash} from '../../protocol/brands.js';
import {sleep} from '../work/sleep.js';
import type {Work, WorkSource} from '../../api/work.js';
import {Hashrate, type HashrateSnapshot, hashrateWindows} from './hashrate.js';
import {type KernelChoice, parseKernelChoice} from './kernels/list.js';
import type {MinerState} from './miner-state.js';
import {checkProcesses, defaultProcesses} from './processes.js';
import type {MinerEvent, MinerListener} from './miner-event.js';
import {type SearchArea, SearchSpace} from './search-space.js';
import {Submissions} from './submissions.js';
import {Threads} from './threads.js';

export type MinerOptions = {
	/** From 1 to 1024; by default one less than there are cores. */
	readonly processes?: number | undefined;
	/** By default `auto`. */
	readonly kernel?: KernelChoice | undefined;
	/** Nothing is handed in any more after so many accepted blocks. By default there is no end. */
	readonly blocks?: number | undefined;
};

export type MinerDependencies = {
	readonly source: WorkSource;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** From 0 up to 1. */
	readonly random: () => number;
};

/** What there is from a start to the stop. */
type Run = {
	readonly controller: AbortController;
	readonly threads: Threads;
	readonly hashrate: Hashrate;
	isReady: boolean;
};

/** A moment longer than the window, so that it is filled when it is looked at. */
const FIRST_RATE_MS = hashrateWindows.tenSeconds + 100;
/** For what a source may still have to say of the last solutions, once there are no more. */
const LAST_VERDICTS_MS = 2000;
const NO_RATE: HashrateSnapshot = {tenSeconds: null, minute: null, quarterHour: null, max: null};

/** Mines what a source gives with processes of its own. After a stop it may be started again; its totals go on. */
export class Miner {
	#kernel: KernelChoice;
	readonly #dependencies: MinerDependencies;
	readonly #listeners = new Set<MinerListener>();
	readonly #submissions: Submissions;
	#processes: number;
	#run: Run | undefined;
	#following: Promise<unknown> | undefined;
	#stopping: Promise<void> | undefined;
	#work: Work | undefined;
	/** What the latest work builds on; solutions on anything else are stale. */
	#tip: Hash | undefined;
	/** What our last block builds on: there is nothing more to find there. */
	#solvedTip: Hash | undefined;
	#hashes = 0;

	/** @throws {ApiError} `usage` when an option is out of its bounds. */
	constructor({processes = defaultProcesses(), kernel = 'auto', blocks = Number.POSITIVE_INFINITY}: MinerOptions, dependencies: MinerDependencies) {
		this.#processes = checkProcesses(processes);
		this.#kernel = parseKernelChoice(kernel);
		this.#dependencies = dependencies;
		this.#submissions = new Submissions(blocks, {
			source: dependencies.source,
			emit: this.#emit,
			isStale: area => this.#isStale(area),
			blockFound: area => {
				this.#solvedTip = area.work.previousHash;
				if (this.#work && this.#isSolved(this.#work)) {
					this.#mine(undefined);
				}
			},
			failed: error => {
				this.#fail(toApiError(error));
			},
		});
	}

	/** Calls the listener with every event from now on. @returns What ends that. */
	subscribe(listener: MinerListener): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	/** Begins to mine; `ready` tells when it does. Does nothing while it runs or stops. */
	start(): void {
		if (this.#run) {
			return;
		}

		const run: Run = {
			controller: new AbortController(),
			threads: this.#createThreads(),
			hashrate: new Hashrate(this.#dependencies.clock),
			isReady: false,
		};
		this.#run = run;
		run.threads.fit(this.#processes);
		this.#following = Promise.all([this.#followSource(run.controller.signal), this.#tellHashrate(run)]);
	}

	/** Ends every process, and waits for the verdicts that are due. Stopping twice is fine. */
	async stop(): Promise<void> {
		this.#stopping ??= this.#end();
		await this.#stopping;
		this.#stopping = undefined;
	}

	/**
	Changes how many processes mine, at once.

	@throws {ApiError} `usage` unless it is from 1 to 1024.
	*/
	setProcesses(count: number): void {
		this.#processes = checkProcesses(count);
		if (!this.#stopping) {
			this.#run?.threads.fit(count);
		}
	}

	state(): MinerState {
		return {
			...this.#submissions.totals,
			isRunning: this.#run !== undefined,
			source: this.#dependencies.source.kind,
			kernel: this.#run?.threads.kernel,
			processes: this.#run?.threads.snapshot() ?? [],
			hashes: this.#hashes,
			hashesPerSecond: this.#run?.hashrate.snapshot() ?? NO_RATE,
			work: this.#work,
		};
	}

	#createThreads(): Threads {
		return new Threads(this.#kernel, this.#dependencies.clock, {
			ready: () => {
				this.#tellReady();
			},
			solution: (area, nonce, hash) => {
				// Whatever the verdict will be: two blocks on the same tip are one too many.
				if (area.work.single && !this.#isStale(area)) {
					this.#mine(undefined);
				}

				this.#submissions.add(area, nonce, hash);
			},
			forgotten: () => {
				this.#submissions.addStale();
			},
			fastest: (kernel, rates) => {
				// The machine stays what it is: the next start need not ask again.
				this.#kernel = kernel;
				if (this.#run?.isReady) {
					this.#emit({event: 'kernel', kernel, rates});
				}
			},
			hashes: count => {
				this.#hashes += count;
				this.#run?.hashrate.add(count);
			},
			restart: (pid, reason) => {
				this.#emit({event: 'restart', pid, reason});
			},
			giveUp: reason => {
				this.#fail(new ApiError('miner_failed', `miner processes keep dying: ${reason}`));
			},
			unfit: (kernel, reason) => {
				this.#fail(new ApiError('kernel_unavailable', `this machine cannot run the kernel ${kernel} (${reason}); auto takes one that it can`, {kernel}));
			},
		});
	}

	async #followSource(signal: AbortSignal): Promise<void> {
		try {
			for await (const work of this.#dependencies.source.work(signal)) {
				this.#tip = work ? work.previousHash : this.#tip;
				this.#mine(work && this.#isSolved(work) ? undefined : work);
				this.#tellReady();
			}
		} catch (error) {
			this.#fail(toApiError(error));
		}
	}

	#mine(work: Work | undefined): void {
		this.#work = work;
		this.#run?.threads.mine(work && new SearchSpace(work, this.#dependencies.random));
	}

	#isSolved(work: Work): boolean {
		return work.single && work.previousHash === this.#solvedTip;
	}

	#isStale({work}: SearchArea): boolean {
		return work.previousHash !== this.#tip || this.#isSolved(work);
	}

	#tellReady(): void {
		const run = this.#run;
		if (run?.isReady === false && run.threads.kernel !== undefined && this.#work) {
			run.isReady = true;
			this.#emit({
				event: 'ready',
				kernel: run.threads.kernel,
				threads: this.#processes,
				target: this.#work.target.toString(16).padStart(64, '0'),
			});
		}
	}

	async #tellHashrate({controller: {signal}, hashrate}: Run): Promise<void> {
		await sleep(FIRST_RATE_MS, signal);
		while (!signal.aborted) {
			const {tenSeconds} = hashrate.snapshot();
			if (tenSeconds !== null) {
				this.#emit({event: 'hashrate', hashes_per_second: tenSeconds});
			}

			await sleep(hashrateWindows.tenSeconds, signal);
		}
	}

	readonly #emit = (event: MinerEvent): void => {
		for (const listener of this.#listeners) {
			listener(event);
		}
	};

	#fail(error: ApiError): void {
		if (this.#stopping === undefined && this.#run) {
			void this.#failWith(error);
		}
	}

	async #failWith(error: ApiError): Promise<void> {
		await this.stop();
		this.#emit({event: 'failed', error});
	}

	async #end(): Promise<void> {
		if (!this.#run) {
			return;
		}

		await this.#run.threads.stop();
		// A pool that is hung up on too early has counted shares that we have not.
		const settled = new AbortController();
		await Promise.race([this.#submissions.settled(), sleep(LAST_VERDICTS_MS, settled.signal)]);
		settled.abort();
		this.#run.controller.abort();
		await this.#following;
		await this.#submissions.settled();
		this.#work = undefined;
		this.#run = undefined;
	}
}
