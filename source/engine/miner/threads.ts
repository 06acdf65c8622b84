import {concatBytes, viewOf} from '../../protocol/bytes.js';
import type {Hash} from '../../protocol/brands.js';
import {hashToNumber} from '../../protocol/hash.js';
import {headerHash} from '../../protocol/header.js';
import type {KernelChoice, KernelName} from './kernels/list.js';
import type {StartKernel} from './process-message.js';
import type {SearchArea, SearchSpace} from './search-space.js';
import {Thread, type ThreadSnapshot} from './thread.js';

export type ThreadsHandlers = {
	/** A process began to listen. */
	ready(): void;
	/** @param hash - Of the header with this nonce; checked to be within the target. */
	solution(area: SearchArea, nonce: number, hash: Hash): void;
	/** A solution of a job so old that it is forgotten. */
	forgotten(): void;
	/** Once, with the choice `auto`: the first of the processes has found the fastest kernel, and all of them use it. @param rates - Hashes a second of each kernel. */
	fastest(kernel: KernelName, rates: Readonly<Record<string, number>>): void;
	hashes(count: number): void;
	restart(pid: number | undefined, reason: string): void;
	giveUp(reason: string): void;
	/** A process cannot run the kernel that was asked for. */
	unfit(kernel: KernelName, reason: string): void;
};

/** The processes of a miner: as many as wanted, each on headers of its own. */
export class Threads {
	readonly #clock: () => number;
	readonly #handlers: ThreadsHandlers;
	readonly #leaving = new Set<Promise<void>>();
	readonly #threads: Thread[] = [];
	#kernelChoice: KernelChoice;
	#space: SearchSpace | undefined;

	/** @param clock - Milliseconds. */
	constructor(kernelChoice: KernelChoice, clock: () => number, handlers: ThreadsHandlers) {
		this.#kernelChoice = kernelChoice;
		this.#clock = clock;
		this.#handlers = handlers;
	}

	/** What they mine; `undefined` until one of them has said so. */
	get kernel(): KernelName | undefined {
		return this.#threads.find(({kernel}) => kernel !== undefined)?.kernel;
	}

	/** Starts and ends processes until there are so many. */
	fit(count: number): void {
		while (this.#threads.length < count) {
			this.#threads.push(this.#create());
		}

		for (const thread of this.#threads.splice(count)) {
			const leaving = thread.stop();
			this.#leaving.add(leaving);
			void leaving.finally(() => {
				this.#leaving.delete(leaving);
			});
		}
	}

	/** Mines other headers from now on; `undefined`: none. */
	mine(space: SearchSpace | undefined): void {
		this.#space = space;
		for (const thread of this.#threads) {
			if (thread.takesWork) {
				this.#occupy(thread);
			}
		}
	}

	/** Ends all processes, and waits until they have ended. */
	async stop(): Promise<void> {
		this.fit(0);
		await Promise.all(this.#leaving);
	}

	snapshot(): ThreadSnapshot[] {
		return this.#threads.map(thread => thread.snapshot());
	}

	#create(): Thread {
		const {hashes, restart, giveUp, unfit} = this.#handlers;
		const isFirst = this.#threads.length === 0;
		return new Thread(() => this.#startKernel(isFirst), this.#clock, {
			ready: thread => {
				this.#adopt(thread);
				this.#occupy(thread);
				this.#handlers.ready();
			},
			exhausted: thread => {
				this.#occupy(thread);
			},
			solution: (thread, area, nonce) => {
				this.#check(thread, area, nonce);
			},
			fastest: (kernel, rates) => {
				this.#kernelChoice = kernel;
				for (const thread of this.#threads) {
					this.#adopt(thread);
				}

				this.#handlers.fastest(kernel, rates);
			},
			hashes,
			restart,
			giveUp,
			unfit,
		});
	}

	/** Only the first of the processes finds out which kernel is the fastest: all at once would be in each other's way. */
	#startKernel(isFirst: boolean): StartKernel {
		return this.#kernelChoice === 'auto' && !isFirst ? 'wait' : this.#kernelChoice;
	}

	/** A process that began before the fastest kernel was known is told of it. */
	#adopt(thread: Thread): void {
		if (this.#kernelChoice !== 'auto') {
			thread.use(this.#kernelChoice);
		}
	}

	#occupy(thread: Thread): void {
		const area = this.#space?.next();
		if (area) {
			thread.mine(area);
		} else {
			thread.rest();
		}
	}

	/** Hashes a solution again: a kernel that errs, or a processor, must be noticed here and not by the pool. */
	#check(thread: Thread, area: SearchArea | undefined, nonce: number): void {
		if (!area) {
			this.#handlers.forgotten();
			return;
		}

		const header = concatBytes(area.header76, new Uint8Array(4));
		viewOf(header).setUint32(area.header76.length, nonce, true);
		const hash = headerHash(header);
		if (hashToNumber(hash) <= area.work.target) {
			this.#handlers.solution(area, nonce, hash);
		} else {
			thread.replace(`its kernel found a nonce that is none: ${nonce}`);
		}
	}
}
