import type {Socket} from 'node:net';
import {LineReader} from '../api/line-reader.js';
import type {
	StratumApi, StratumConnection, StratumNotification, StratumReply, StratumSession,
} from '../api/stratum.js';
import type {Log} from './refusal.js';
import type {StratumLimits} from './stratum-limits.js';

/** After so long without a word the system asks whether the other side is still there. Milliseconds. */
const KEEP_ALIVE_MS = 60_000;

export type MinerSocketOptions = {
	readonly socket: Socket;
	readonly stratum: StratumApi;
	readonly limits: StratumLimits;
	readonly log: Log;
	readonly onClose: () => void;
};

/** A miner's socket: lines in, one at a time and in order; lines out. */
export class MinerSocket implements StratumConnection {
	readonly #socket: Socket;
	readonly #limits: StratumLimits;
	readonly #log: Log;
	readonly #session: StratumSession;
	readonly #reader: LineReader;
	readonly #onClose: () => void;
	readonly #lines: string[] = [];
	readonly #deadline: NodeJS.Timeout;
	readonly #silence: NodeJS.Timeout;
	#isAnswering = false;
	#malformed = 0;

	constructor({socket, stratum, limits, log, onClose}: MinerSocketOptions) {
		this.#socket = socket;
		this.#limits = limits;
		this.#log = log;
		this.#reader = new LineReader(limits.lineBytes);
		this.#session = stratum.connect(this);
		this.#deadline = setTimeout(() => {
			if (!this.#session.isAuthorized) {
				socket.destroy();
			}
		}, limits.authorizeMs);
		this.#silence = setTimeout(() => {
			socket.destroy();
		}, limits.silenceMs);
		this.#onClose = onClose;
	}

	/** Begins to listen. */
	open(): void {
		const socket = this.#socket;
		socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS);
		socket.on('data', (chunk: Uint8Array) => {
			this.#read(chunk);
		});
		// The HTTP server, whose port it is, lets a socket be closed on one side only.
		socket.once('end', () => {
			socket.destroySoon();
		});
		socket.on('error', () => {
			socket.destroy();
		});
		socket.once('close', () => {
			clearTimeout(this.#deadline);
			clearTimeout(this.#silence);
			this.#lines.length = 0;
			this.#session.end();
			this.#onClose();
		});
	}

	send(message: StratumReply | StratumNotification): void {
		if (!this.#socket.writable) {
			return;
		}

		this.#socket.write(`${JSON.stringify(message)}\n`);
		// Whoever does not read is not waited for: our memory is not its buffer.
		if (this.#socket.writableLength > this.#limits.backlogBytes) {
			this.#socket.destroy();
		}
	}

	close(): void {
		this.#socket.destroySoon();
	}

	#read(chunk: Uint8Array): void {
		const lines = this.#reader.push(chunk);
		if (lines.length > 0) {
			this.#silence.refresh();
			this.#lines.push(...lines);
			void this.#answerAll();
		}

		if (this.#reader.isOverlong) {
			this.#refuse(`a line is at most ${this.#limits.lineBytes} bytes long`);
			this.#lines.length = 0;
			this.close();
		}
	}

	async #answerAll(): Promise<void> {
		if (this.#isAnswering) {
			this.#holdBack();
			return;
		}

		this.#isAnswering = true;
		try {
			for (let line = this.#lines.shift(); line !== undefined; line = this.#lines.shift()) {
				this.#holdBack();
				await this.#answer(line);
			}
		} catch (error) {
			this.#log('a miner\'s line failed', error);
			this.#socket.destroy();
		}

		this.#isAnswering = false;
		this.#holdBack();
	}

	async #answer(line: string): Promise<void> {
		let message: unknown;
		try {
			message = JSON.parse(line);
		} catch {
			this.#malformed++;
			this.#refuse('not JSON: one object a line');
			if (this.#malformed >= this.#limits.malformedLines) {
				this.#lines.length = 0;
				this.close();
			}

			return;
		}

		await this.#session.receive(message);
	}

	/** Reads no more while much waits to be answered. */
	#holdBack(): void {
		if (this.#lines.length > this.#limits.queuedLines) {
			this.#socket.pause();
		} else if (this.#socket.isPaused()) {
			this.#socket.resume();
		}
	}

	#refuse(message: string): void {
		this.send({id: null, result: null, error: [20, message, null]});
	}
}
