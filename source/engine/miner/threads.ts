import {concatBytes} from '../../protocol/bytes.js';
import type {Hash} from '../../protocol/brands.js';
import {hashToNumber} from '../../protocol/hash.js';
import {headerHash} from '../../protocol/header.js';
import type {KernelChoice} from './kernels/list.js';
import type {SearchArea, SearchSpace} from './search-space.js';
import {Thread, type ThreadSnapshot} from './thread.js';

export type ThreadsHandlers = {
	/** A process began to listen. */
	ready(): void;
	/** @param hash - Of the header with this nonce; checked to be within the target. */
	solution(area: SearchArea, nonce: number, hash: Hash): void;
	/** A solution of a job so old that it is forgotten. */
	forgotten(): void;
	hashes(count: number): void;
	restart(pid: number | undefined, reason: string): void;
	giveUp(reason: string): void;
};

/** The processes of a miner: as many as wanted, each on headers of its own. */
export class Threads {
	readonly #kernelChoice: KernelChoice;
	readonly #clock: () => number;
	readonly #handlers: ThreadsHandlers;
	readonly #leaving = new Set<Promise<void>>();
	readonly #threads: Thread[] = [];
	#space: SearchSpace | undefined;

	/** @param clock - Milliseconds. */
	constructor(kernelChoice: KernelChoice, clock: () => number, handlers: ThreadsHandlers) {
		this.#kernelChoice = kernelChoice;
		this.#clock = clock;
		this.#handlers = handlers;
	}

	/** What they mine; `undefined` until one of them has said so. */
	get kernel(): string | undefined {
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
		const {hashes, restart, giveUp} = this.#handlers;
		return new Thread(this.#kernelChoice, this.#clock, {
			ready: thread => {
				this.#occupy(thread);
				this.#handlers.ready();
			},
			exhausted: thread => {
				this.#occupy(thread);
			},
			solution: (thread, area, nonce) => {
				this.#check(thread, area, nonce);
			},
			hashes,
			restart,
			giveUp,
		});
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
		new DataView(header.buffer).setUint32(area.header76.length, nonce, true);
		const hash = headerHash(header);
		if (hashToNumber(hash) <= area.work.target) {
			this.#handlers.solution(area, nonce, hash);
		} else {
			thread.replace(`its kernel found a nonce that is none: ${nonce}`);
		}
	}
}
