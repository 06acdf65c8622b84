import {connect, type Socket} from 'node:net';
import {LineReader} from '../api/line-reader.js';
import type {PoolAddress} from '../api/pool-address.js';
import {stratumReplySchema, type StratumRequest, stratumRequestSchema} from '../api/stratum.js';
import {connectionTroubles} from './connection-troubles.js';

export type Answer = {readonly result: unknown; readonly error: unknown};

export type ChannelOptions = {
	readonly pool: PoolAddress;
	/** Without a line for so long, the pool counts as gone. Milliseconds. */
	readonly silenceMs: number;
	/** The pool says something by itself. */
	readonly onRequest: (request: StratumRequest) => void;
	/** Called once. @param reason - For a person, about "it". */
	readonly onEnd: (reason: string) => void;
};

type Waiting = {readonly timer: NodeJS.Timeout; resolve(answer: Answer): void; reject(error: Error): void};

/** The longest line that a pool may send: a coinbase and a branch are a few kilobytes. */
const LINE_BYTES = 262_144;
/** Lines that make no sense, until it is no pool. */
const MOST_NONSENSE = 20;

/** Questions and answers, one JSON object a line, over a socket to a pool. */
export class StratumChannel {
	readonly #socket: Socket;
	readonly #options: ChannelOptions;
	readonly #reader = new LineReader(LINE_BYTES);
	readonly #waiting = new Map<number, Waiting>();
	readonly #silence: NodeJS.Timeout;
	#isOver = false;
	#lastId = 0;
	#nonsense = 0;

	constructor(options: ChannelOptions) {
		this.#options = options;
		this.#socket = connect({...options.pool});
		this.#silence = setTimeout(() => {
			this.end('nothing was heard of it for too long');
		}, options.silenceMs);
		this.#socket.setNoDelay(true);
		this.#socket.on('data', (chunk: Uint8Array) => {
			this.#read(chunk);
		});
		this.#socket.on('error', (error: NodeJS.ErrnoException) => {
			this.end(connectionTroubles[error.code ?? ''] ?? error.message);
		});
		this.#socket.once('close', () => {
			this.end('it hung up');
		});
	}

	get isOver(): boolean {
		return this.#isOver;
	}

	/** Hangs up. What still waits for an answer fails. */
	end(reason: string): void {
		if (this.#isOver) {
			return;
		}

		this.#isOver = true;
		clearTimeout(this.#silence);
		this.#socket.destroy();
		for (const {timer, reject} of this.#waiting.values()) {
			clearTimeout(timer);
			reject(new Error(reason));
		}

		this.#waiting.clear();
		this.#options.onEnd(reason);
	}

	/** Fails when there is no answer in time, and when the connection is over. */
	async ask(method: string, parameters: readonly unknown[], timeoutMs: number): Promise<Answer> {
		this.#lastId++;
		const id = this.#lastId;
		return new Promise((resolve, reject) => {
			if (this.#isOver) {
				reject(new Error('it hung up'));
				return;
			}

			const timer = setTimeout(() => {
				this.#waiting.delete(id);
				reject(new Error(`it does not answer ${method}`));
			}, timeoutMs);
			this.#waiting.set(id, {timer, resolve, reject});
			this.#send({id, method, params: parameters});
		});
	}

	/** Answers a question; what came without an id was none. */
	answer(id: StratumRequest['id'], result: string): void {
		if (id !== null) {
			this.#send({id, result, error: null});
		}
	}

	/** Something made no sense: once is nothing, always is no pool. */
	puzzle(): void {
		this.#nonsense++;
		if (this.#nonsense >= MOST_NONSENSE) {
			this.end('it does not speak Stratum');
		}
	}

	#send(message: unknown): void {
		this.#socket.write(`${JSON.stringify(message)}\n`);
	}

	#read(chunk: Uint8Array): void {
		for (const line of this.#reader.push(chunk)) {
			this.#silence.refresh();
			this.#hear(line);
		}

		if (this.#reader.isOverlong) {
			this.end('it sent a line without end');
		}
	}

	#hear(line: string): void {
		let message: unknown;
		try {
			message = JSON.parse(line);
		} catch {
			this.puzzle();
			return;
		}

		const request = stratumRequestSchema.safeParse(message);
		const reply = stratumReplySchema.safeParse(message);
		if (request.success) {
			this.#options.onRequest(request.data);
		} else if (reply.success) {
			this.#settle(Number(reply.data.id), reply.data);
		} else {
			this.puzzle();
		}
	}

	#settle(id: number, {result, error}: Answer): void {
		const waiting = this.#waiting.get(id);
		if (waiting) {
			this.#waiting.delete(id);
			clearTimeout(waiting.timer);
			waiting.resolve({result, error});
		}
	}
}
