import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import {requestOf} from './http-load.js';

const REQUEST = requestOf('/events');

/** Somebody who follows a node's events, and looks for one thing in them: when it comes. */
export class EventListener {
	/** Connects, and is there once the stream has begun. */
	static async open(port: number): Promise<EventListener> {
		const socket = connect(port, '127.0.0.1');
		await once(socket, 'connect');
		socket.write(REQUEST);
		await once(socket, 'data');
		return new EventListener(socket);
	}

	readonly #socket: Socket;
	/** What it looks for, and the end of what came before, for what is cut in two. */
	#wanted = Buffer.alloc(0);
	#before: Buffer = Buffer.alloc(0);
	#onFound: ((arrivedMs: number) => void) | undefined;

	private constructor(socket: Socket) {
		this.#socket = socket;
		socket.on('data', (chunk: Buffer) => {
			if (this.#onFound) {
				this.#look(chunk);
			}
		});
		socket.on('error', () => undefined);
	}

	/** When some text comes. By `performance.now()`. */
	async hears(text: string): Promise<number> {
		return new Promise(resolve => {
			this.#wanted = Buffer.from(text);
			this.#before = Buffer.alloc(0);
			this.#onFound = resolve;
		});
	}

	/** Reads nothing any more, and stays. */
	stopReading(): void {
		this.#socket.pause();
	}

	close(): void {
		this.#socket.destroy();
	}

	#look(chunk: Buffer): void {
		const both = this.#before.length === 0 ? chunk : Buffer.concat([this.#before, chunk]);
		if (both.includes(this.#wanted)) {
			this.#onFound?.(performance.now());
			this.#onFound = undefined;
		} else {
			this.#before = both.subarray(-this.#wanted.length);
		}
	}
}

/** Many at once; connecting is not what is measured. */
export async function openListeners(port: number, count: number): Promise<EventListener[]> {
	const listeners: EventListener[] = [];
	while (listeners.length < count) {
		listeners.push(...await Promise.all(Array.from({length: Math.min(50, count - listeners.length)}, async () => EventListener.open(port))));
	}

	return listeners;
}
