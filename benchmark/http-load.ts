import {once} from 'node:events';
import {connect, type Socket} from 'node:net';

/*
A client that costs next to nothing, so that it is the server that is measured: bare sockets, requests that were written before, answers that are cut by their length and not looked into.
*/

const HEAD_END = Buffer.from('\r\n\r\n');

/** A request as its bytes: a GET, or with a body, bytes or JSON, a POST. */
export function requestOf(path: string, body?: Uint8Array | Readonly<Record<string, unknown>>): Buffer {
	const host = `${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n`;
	if (body === undefined) {
		return Buffer.from(`GET ${host}\r\n`);
	}

	const isRaw = body instanceof Uint8Array;
	const bytes = isRaw ? body : Buffer.from(JSON.stringify(body));
	return Buffer.concat([Buffer.from(`POST ${host}content-type: application/${isRaw ? 'octet-stream' : 'json'}\r\ncontent-length: ${bytes.length}\r\n\r\n`), bytes]);
}

export type Answer = {
	/** Of HTTP. */
	readonly status: number;
	readonly body: Buffer;
};

/** A connection that stays open, one request after the other. */
export class LoadConnection {
	static async open(port: number): Promise<LoadConnection> {
		const socket = connect(port, '127.0.0.1');
		await once(socket, 'connect');
		return new LoadConnection(socket.setNoDelay(true));
	}

	readonly #socket: Socket;
	#arrived: Buffer = Buffer.alloc(0);
	#onAnswer: ((answer: Answer) => void) | undefined;
	#onEnd: ((error: Error) => void) | undefined;

	private constructor(socket: Socket) {
		this.#socket = socket;
		socket.on('data', (chunk: Buffer) => {
			this.#arrived = this.#arrived.length === 0 ? chunk : Buffer.concat([this.#arrived, chunk]);
			this.#take();
		});
		socket.on('error', error => this.#onEnd?.(error));
		socket.on('close', () => this.#onEnd?.(new Error('the server hung up')));
	}

	/** Sends a request when the one before was answered. @throws When the server hangs up. */
	async ask(request: Buffer): Promise<Answer> {
		return new Promise((resolve, reject) => {
			this.#onAnswer = resolve;
			this.#onEnd = reject;
			this.#socket.write(request);
		});
	}

	close(): void {
		this.#onEnd = undefined;
		this.#socket.destroy();
	}

	#take(): void {
		const headEnd = this.#arrived.indexOf(HEAD_END);
		if (headEnd === -1) {
			return;
		}

		const head = this.#arrived.toString('latin1', 0, headEnd);
		const [, length] = /\r\ncontent-length: (\d+)/iv.exec(head) ?? [];
		if (length === undefined) {
			this.#onEnd?.(new Error(`an answer without a length: ${head}`));
			return;
		}

		const bodyStart = headEnd + HEAD_END.length;
		const end = bodyStart + Number(length);
		if (this.#arrived.length >= end) {
			const answer = {status: Number(head.slice(9, 12)), body: this.#arrived.subarray(bodyStart, end)};
			this.#arrived = this.#arrived.subarray(end);
			this.#onAnswer?.(answer);
		}
	}
}

export type Load = {
	readonly count: number;
	readonly seconds: number;
	/** Milliseconds from each request to its answer. */
	readonly answerMs: readonly number[];
};

/**
Sends requests on all connections at once, on each one after the other.

@param next - The request to send next.
@throws When one is not answered with success.
*/
export async function load(connections: readonly LoadConnection[], count: number, next: () => Buffer): Promise<Load> {
	const answerMs: number[] = [];
	const start = performance.now();
	let sent = 0;
	await Promise.all(connections.map(async connection => {
		while (sent < count) {
			sent++;
			const sentMs = performance.now();
			const {status, body} = await connection.ask(next());
			answerMs.push(performance.now() - sentMs);
			if (status >= 300) {
				throw new Error(`answered with ${status}: ${body.toString()}`);
			}
		}
	}));
	return {count, seconds: (performance.now() - start) / 1000, answerMs};
}
