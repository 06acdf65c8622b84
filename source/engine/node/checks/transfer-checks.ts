import type {Hash} from '../../../protocol/brands.js';
import type {Transfer} from '../../../protocol/transfer.js';
import {type CheckTask, CheckThread} from './check-thread.js';

/** Transfers that a thread checks at a time: a few milliseconds' work, so that a large block keeps all threads busy. */
const AT_ONCE = 32;

/** The next task waits in the thread, and the thread not for us. */
const TASKS_A_THREAD = 2;

/** Threads that nobody has needed for so long end. Milliseconds. */
const IDLE_MS = 60_000;

/** So many may die. From then on everything is checked where it is needed. */
const DEATHS = 3;

export type TransferChecksOptions = {
	/** Of the network on which the transfers are to be valid. */
	readonly genesis: Hash;
	/** The most threads there may be. */
	readonly threads: number;
	/** Told of a thread that has died. */
	readonly onError?: (error: unknown) => void;
};

/**
Checks transfers by themselves, in threads beside this one. A thread is started when there is something to do for it, and ends when there was nothing for a while.

It only ever says what has passed. Of anything else, whoever asks finds out the reason by checking it: a thread that dies costs time, and nothing more.
*/
export class TransferChecks {
	readonly #options: TransferChecksOptions;
	readonly #threads = new Set<CheckThread>();
	readonly #ending = new Set<Promise<void>>();
	readonly #queue: CheckTask[] = [];
	#deaths = 0;
	#isClosed = false;
	#idle: NodeJS.Timeout | undefined;

	constructor(options: TransferChecksOptions) {
		this.#options = options;
	}

	/** How many there are now. */
	get threads(): number {
		return this.#threads.size;
	}

	/** The ids of those that pass {@link checkTransferSanity}, as far as somebody was there to look. Never fails. */
	async passed(transfers: readonly Transfer[]): Promise<ReadonlySet<Hash>> {
		const tasks: Array<Promise<readonly Transfer[]>> = [];
		for (let start = 0; start < transfers.length && this.#isAble; start += AT_ONCE) {
			tasks.push(new Promise(resolve => {
				this.#queue.push({transfers: transfers.slice(start, start + AT_ONCE), resolve});
			}));
		}

		this.#assign();
		const passed = await Promise.all(tasks);
		return new Set(passed.flat().map(({id}) => id));
	}

	/** Ends all threads. What they had to do has not passed. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.#giveUp();
		this.#endAll();
		await Promise.all(this.#ending);
	}

	get #isAble(): boolean {
		return !this.#isClosed && this.#deaths < DEATHS && this.#options.threads > 0;
	}

	#assign(): void {
		clearTimeout(this.#idle);
		while (this.#queue.length > 0) {
			const thread = this.#leastBusy();
			if (!thread) {
				break;
			}

			thread.give(this.#queue.shift()!);
		}

		this.#idle = setTimeout(() => {
			this.#endAll();
		}, IDLE_MS).unref();
	}

	/** One that takes a task; a new one rather than one that is at work. */
	#leastBusy(): CheckThread | undefined {
		const [free] = [...this.#threads].toSorted((a, b) => a.busy - b.busy);
		if (free?.busy === 0) {
			return free;
		}

		if (this.#threads.size < this.#options.threads) {
			return this.#start();
		}

		return free && free.busy < TASKS_A_THREAD ? free : undefined;
	}

	#start(): CheckThread {
		const thread: CheckThread = new CheckThread(this.#options.genesis, () => {
			this.#assign();
		}, error => {
			this.#died(thread, error);
		});
		this.#threads.add(thread);
		return thread;
	}

	#died(thread: CheckThread, error: unknown): void {
		if (!this.#threads.delete(thread)) {
			// It was told to.
			return;
		}

		this.#deaths++;
		this.#options.onError?.(error);
		if (this.#isAble) {
			this.#assign();
		} else {
			this.#giveUp();
			this.#endAll();
		}
	}

	#giveUp(): void {
		for (const {resolve} of this.#queue.splice(0)) {
			resolve([]);
		}
	}

	#endAll(): void {
		clearTimeout(this.#idle);
		for (const thread of this.#threads) {
			this.#threads.delete(thread);
			const ending = thread.end();
			this.#ending.add(ending);
			void ending.finally(() => {
				this.#ending.delete(ending);
			});
		}
	}
}
