import {Worker} from 'node:worker_threads';
import type {Hash} from '../../../protocol/brands.js';
import {concatBytes} from '../../../protocol/bytes.js';
import type {Transfer} from '../../../protocol/transfer.js';
import type {CheckAnswer, CheckQuestion, CheckWorkerData} from './check-message.js';

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const entry = new URL(`check-worker${extension}`, import.meta.url);

/** In a checkout the thread runs from its source. On Node 20 a flag for that does not reach it, so it begins with a line of its own. */
const start = (): URL => {
	if (extension === '.js') {
		return entry;
	}

	const source = `import {register} from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))}; register(); await import(${JSON.stringify(entry.href)});`;
	return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
};

/** Some transfers to check together. */
export type CheckTask = {
	readonly transfers: readonly Transfer[];
	/** Told once which of them break no rule. */
	readonly resolve: (passed: readonly Transfer[]) => void;
};

/** One thread, seen from the others. */
export class CheckThread {
	readonly #worker: Worker;
	readonly #tasks = new Map<number, CheckTask>();
	#lastId = 0;

	/**
	@param onFree - It has answered, and takes more.
	@param onEnd - It has died by itself. Of what it had to do, nothing has passed.
	*/
	constructor(genesis: Hash, onFree: () => void, onEnd: (error: unknown) => void) {
		// Our own flags, a debugger's say, are not for it.
		this.#worker = new Worker(start(), {workerData: {genesis} satisfies CheckWorkerData, execArgv: [], name: 'check'});
		this.#worker.on('message', ({id, passed}: CheckAnswer) => {
			const task = this.#tasks.get(id);
			this.#tasks.delete(id);
			this.#hold();
			task?.resolve(task.transfers.filter((_, index) => passed[index]));
			onFree();
		});
		let reason: unknown;
		this.#worker.on('error', error => {
			reason = error;
		});
		this.#worker.once('exit', code => {
			this.#giveUp();
			onEnd(reason ?? new Error(`a thread ended with exit code ${code}`));
		});
		this.#hold();
	}

	/** Tasks that it has and has not answered. */
	get busy(): number {
		return this.#tasks.size;
	}

	give(task: CheckTask): void {
		this.#lastId++;
		this.#tasks.set(this.#lastId, task);
		this.#hold();
		// A few transfers lie in a buffer that is shared, and this one goes to the other thread.
		const bytes = new Uint8Array(concatBytes(...task.transfers.map(transfer => transfer.bytes)));
		this.#worker.postMessage({id: this.#lastId, bytes} satisfies CheckQuestion, [bytes.buffer]);
	}

	async end(): Promise<void> {
		this.#giveUp();
		await this.#worker.terminate();
	}

	/** The process does not end while there is something to wait for, and does not stay for a thread that has nothing to do. */
	#hold(): void {
		if (this.#tasks.size > 0) {
			this.#worker.ref();
		} else {
			this.#worker.unref();
		}
	}

	#giveUp(): void {
		for (const {resolve} of this.#tasks.values()) {
			resolve([]);
		}

		this.#tasks.clear();
	}
}
