import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import {LineReader} from '../source/api/line-reader.js';
import {
	aBlock, find, type Greeted, type Notify, type Solution, submission,
} from '../test/harness/stratum-miner.js';

type Line = {readonly id?: unknown; readonly method?: string; readonly params?: readonly unknown[]; readonly result?: unknown; readonly error?: unknown};

const SUBSCRIBE = 1;
const AUTHORIZE = 2;
const FIRST_SHARE = 3;

/** A miner that hashes nothing while it is timed: its shares were found before, and are real. */
export class LoadMiner {
	/** Connects, and is there once it has a job. */
	static async open(port: number, user: string, password: string): Promise<LoadMiner> {
		const socket = connect(port, '127.0.0.1');
		await once(socket, 'connect');
		const miner = new LoadMiner(socket.setNoDelay(true), user);
		miner.#write(SUBSCRIBE, 'mining.subscribe', ['load/1.0']);
		miner.#write(AUTHORIZE, 'mining.authorize', [user, password]);
		await miner.news();
		return miner;
	}

	accepted = 0;
	/** Answers to what was refused. */
	readonly refusals: unknown[] = [];
	/** Milliseconds from each share to its answer. */
	readonly answerMs: number[] = [];
	readonly #socket: Socket;
	readonly #user: string;
	readonly #shares: Solution[] = [];
	readonly #sentMs = new Map<unknown, number>();
	#extranonce1 = '';
	#difficulty = 0;
	#notify: Notify | undefined;
	#job: Greeted | undefined;
	#lastId = FIRST_SHARE - 1;
	#onClean: ((arrivedMs: number) => void) | undefined;

	private constructor(socket: Socket, user: string) {
		this.#socket = socket;
		this.#user = user;
		const reader = new LineReader(1_000_000);
		socket.on('data', (chunk: Uint8Array) => {
			for (const line of reader.push(chunk)) {
				this.#hear(JSON.parse(line) as Line);
			}
		});
		socket.on('error', error => {
			this.refusals.push(error);
		});
	}

	/** Shares on their way. */
	get open(): number {
		return this.#sentMs.size;
	}

	get job(): Greeted {
		return {extranonce1: this.#extranonce1, difficulty: this.#difficulty, notify: this.#notify!};
	}

	/** When work comes that replaces all before. By `performance.now()`. */
	async news(): Promise<number> {
		return new Promise(resolve => {
			this.#onClean = resolve;
		});
	}

	/** Finds shares, no blocks, of the job that there is now. */
	prepare(count: number): void {
		const {job} = this;
		this.#job = job;
		let from = 0;
		for (let number = 0; number < count; number++) {
			const share = find(job, {from});
			from = Number.parseInt(share.nonce, 16) + 1;
			this.#shares.push(share);
		}

		// The first found are handed in first.
		this.#shares.reverse();
	}

	/** Hands in the next share that was prepared. */
	submit(): void {
		this.#submit(this.#job!, this.#shares.pop()!);
	}

	/** Finds a block. @returns What hands it in. */
	prepareBlock(): () => void {
		const {job} = this;
		const block = find(job, {wanted: aBlock, extranonce2: 'ffffffff'});
		return () => {
			this.#submit(job, block);
		};
	}

	close(): void {
		this.#socket.destroy();
	}

	#submit(job: Greeted, share: Solution): void {
		this.#lastId++;
		this.#sentMs.set(this.#lastId, performance.now());
		this.#write(this.#lastId, 'mining.submit', submission(this.#user, job, share));
	}

	#write(id: number, method: string, parameters: readonly unknown[]): void {
		this.#socket.write(`${JSON.stringify({id, method, params: parameters})}\n`);
	}

	#hear({id, method, params, result, error}: Line): void {
		if (method === 'mining.notify') {
			this.#notify = params as unknown as Notify;
			if (this.#notify[8]) {
				this.#onClean?.(performance.now());
			}
		} else if (method === 'mining.set_difficulty') {
			this.#difficulty = params![0] as number;
		} else if (id === SUBSCRIBE) {
			this.#extranonce1 = (result as [unknown, string])[1];
		} else if (this.#sentMs.has(id)) {
			this.answerMs.push(performance.now() - this.#sentMs.get(id)!);
			this.#sentMs.delete(id);
			if (result === true) {
				this.accepted++;
			} else {
				this.refusals.push(error);
			}
		} else if (id === AUTHORIZE && result !== true) {
			this.refusals.push(error);
		}
	}
}
