import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import type {ExecutionContext} from 'ava';
import {LineReader} from '../../source/api/line-reader.js';

export type Line = {
	readonly id?: unknown;
	readonly method?: string;
	readonly params?: readonly unknown[];
	readonly result?: unknown;
	readonly error?: readonly unknown[] | null;
};

/** A bare socket that speaks lines of JSON, and keeps what comes until it is asked for. */
export class StratumWire {
	readonly socket: Socket;
	readonly #lines: Line[] = [];
	readonly #closed: Promise<void>;
	#wake: (() => void) | undefined;
	#lastId = 0;

	constructor(socket: Socket) {
		this.socket = socket;
		const reader = new LineReader(1_000_000);
		socket.on('error', () => undefined);
		this.#closed = new Promise<void>(resolve => {
			socket.once('close', () => {
				resolve();
				this.#wake?.();
			});
		});
		socket.on('data', (chunk: Uint8Array) => {
			this.#lines.push(...reader.push(chunk).map(line => JSON.parse(line) as Line));
			this.#wake?.();
		});
	}

	/** Resolves once the other side has hung up. */
	async closed(): Promise<void> {
		await this.#closed;
	}

	/** Writes an object on a line, or a text as it is. */
	write(message: unknown): void {
		this.socket.write(typeof message === 'string' ? message : `${JSON.stringify(message)}\n`);
	}

	/** The first line, of those not taken yet, that is wanted. */
	async take(isWanted: (line: Line) => boolean): Promise<Line> {
		for (;;) {
			const index = this.#lines.findIndex(line => isWanted(line));
			if (index !== -1) {
				return this.#lines.splice(index, 1)[0]!;
			}

			if (this.socket.destroyed) {
				throw new Error('the other side has hung up');
			}

			await new Promise<void>(resolve => {
				this.#wake = resolve;
			});
		}
	}

	async next(): Promise<Line> {
		return this.take(() => true);
	}

	async told(method: string): Promise<readonly unknown[]> {
		const {params} = await this.take(line => line.method === method);
		return params!;
	}

	/** Asks, and waits for the answer. */
	async ask(method: string, parameters: readonly unknown[] = []): Promise<Line> {
		this.#lastId++;
		const id = this.#lastId;
		this.write({id, method, params: parameters});
		return this.take(line => line.id === id && line.method === undefined);
	}

	/** Asks, and waits for the result. */
	async resultOf(method: string, parameters: readonly unknown[] = []): Promise<unknown> {
		const {result} = await this.ask(method, parameters);
		return result;
	}

	/** Asks, and waits for the code of the refusal. */
	async codeOf(method: string, parameters: readonly unknown[] = []): Promise<unknown> {
		const {error} = await this.ask(method, parameters);
		return error?.[0];
	}

	/** Whether nothing more is here than what was taken. */
	get isEmpty(): boolean {
		return this.#lines.length === 0;
	}
}

/** Connects to a port of this machine; closed when the test ends. */
export async function openWire(t: ExecutionContext, port: number): Promise<StratumWire> {
	const socket = connect(port, '127.0.0.1');
	t.teardown(() => {
		socket.destroy();
	});
	await once(socket, 'connect');
	return new StratumWire(socket);
}
