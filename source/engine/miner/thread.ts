import {Child} from './child.js';
import {Hashrate, type HashrateSnapshot} from './hashrate.js';
import type {KernelName} from './kernels/list.js';
import {NONCES} from './kernels/kernel.js';
import type {FromProcess, StartKernel} from './process-message.js';
import {RestartLimit} from './restart-limit.js';
import type {SearchArea} from './search-space.js';

/** `starting`: not listening yet. `waiting`: there is nothing to mine. */
export type ThreadState = 'starting' | 'mining' | 'waiting' | 'stopped';

export type ThreadSnapshot = {
	readonly pid: number | undefined;
	readonly state: ThreadState;
	readonly hashesPerSecond: HashrateSnapshot;
	readonly hashes: number;
	readonly restarts: number;
};

export type ThreadHandlers = {
	/** The process listens: give it something to do. */
	ready(thread: Thread): void;
	/** Every nonce was tried: give it another header. */
	exhausted(thread: Thread): void;
	/** @param area - `undefined` when the solution is of a job that is forgotten. */
	solution(thread: Thread, area: SearchArea | undefined, nonce: number): void;
	/** The process has found out which kernel is the fastest. @param rates - Hashes a second. */
	fastest(kernel: KernelName, rates: Readonly<Record<string, number>>): void;
	hashes(count: number): void;
	restart(pid: number | undefined, reason: string): void;
	giveUp(reason: string): void;
	/** The process cannot run the kernel that was asked for: neither could another. */
	unfit(kernel: KernelName, reason: string): void;
};

/** Jobs that a process is remembered to have had. A solution may cross a new job on its way, but not many. */
const REMEMBERED_JOBS = 4;

/** A place for one miner process: gives it jobs, and starts another when it dies. */
export class Thread {
	readonly #startKernel: () => StartKernel;
	readonly #clock: () => number;
	readonly #handlers: ThreadHandlers;
	readonly #hashrate: Hashrate;
	readonly #limit = new RestartLimit();
	readonly #jobs = new Map<number, SearchArea>();
	#child: Child;
	#state: ThreadState = 'starting';
	#kernel: KernelName | undefined;
	#lastJob = 0;
	#hashes = 0;
	#restarts = 0;

	/** @param startKernel - Asked before each process that is started. */
	constructor(startKernel: () => StartKernel, clock: () => number, handlers: ThreadHandlers) {
		this.#startKernel = startKernel;
		this.#clock = clock;
		this.#handlers = handlers;
		this.#hashrate = new Hashrate(clock);
		this.#child = this.#start();
	}

	/** The kernel that its process uses; `undefined` until the process has said so. */
	get kernel(): KernelName | undefined {
		return this.#kernel;
	}

	/** Whether the process listens, and has nothing to do or can drop what it does. */
	get takesWork(): boolean {
		return this.#state === 'mining' || this.#state === 'waiting';
	}

	/** Scans all nonces of a header, in place of what it did. */
	mine(area: SearchArea): void {
		this.#state = 'mining';
		this.#lastJob++;
		this.#jobs.set(this.#lastJob, area);
		this.#jobs.delete(this.#lastJob - REMEMBERED_JOBS);
		this.#child.send({
			type: 'job', id: this.#lastJob, header76: area.header76, target: area.work.target, startNonce: 0, count: NONCES, single: area.work.single,
		});
	}

	/** Hashes with another kernel, as soon as it listens. */
	use(kernel: KernelName): void {
		if (this.takesWork && this.#kernel !== kernel) {
			this.#child.send({type: 'kernel', kernel});
		}
	}

	/** Drops what it does. */
	rest(): void {
		this.#state = 'waiting';
		this.#child.send({type: 'rest'});
	}

	/** The process is not what it should be: another one, please. */
	replace(reason: string): void {
		this.#child.kill(reason);
	}

	async stop(): Promise<void> {
		// A process that is being stopped is not restarted, even if it dies on the way.
		this.#state = 'stopped';
		await this.#child.stop();
	}

	snapshot(): ThreadSnapshot {
		return {
			pid: this.#child.pid,
			state: this.#state,
			hashesPerSecond: this.#hashrate.snapshot(),
			hashes: this.#hashes,
			restarts: this.#restarts,
		};
	}

	#start(): Child {
		const child: Child = new Child(this.#startKernel(), {
			message: message => {
				this.#receive(message);
			},
			end: reason => {
				this.#revive(child.pid, reason);
			},
		});
		return child;
	}

	#receive(message: FromProcess): void {
		if ('hashes' in message && message.hashes > 0) {
			this.#hashes += message.hashes;
			this.#hashrate.add(message.hashes);
			this.#handlers.hashes(message.hashes);
		}

		if (this.#state === 'stopped') {
			return;
		}

		switch (message.type) {
			case 'ready': {
				this.#kernel = message.kernel;
				this.#state = 'waiting';
				this.#handlers.ready(this);
				break;
			}

			case 'unfit': {
				this.#state = 'stopped';
				this.#handlers.unfit(message.kernel, message.reason);
				break;
			}

			case 'solution': {
				this.#handlers.solution(this, this.#jobs.get(message.job), message.nonce);
				break;
			}

			case 'exhausted': {
				if (message.job === this.#lastJob && this.#state === 'mining') {
					this.#state = 'waiting';
					this.#handlers.exhausted(this);
				}

				break;
			}

			case 'kernel': {
				this.#kernel = message.kernel;
				break;
			}

			case 'fastest': {
				this.#handlers.fastest(message.kernel, message.rates);
				break;
			}

			case 'progress': {
				break;
			}
		}
	}

	#revive(pid: number | undefined, reason: string): void {
		if (this.#state === 'stopped') {
			return;
		}

		this.#state = 'starting';
		this.#jobs.clear();
		if (!this.#limit.mayRestart(this.#clock())) {
			this.#state = 'stopped';
			this.#handlers.giveUp(reason);
			return;
		}

		this.#restarts++;
		this.#child = this.#start();
		this.#handlers.restart(pid, reason);
	}
}
