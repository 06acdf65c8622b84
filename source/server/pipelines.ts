import type {ServerResponse} from 'node:http';
import type {Socket} from 'node:net';

/** The requests of each connection that wait for their answers. Node takes as many as fit into what it reads at once, and holds every answer until those before it are out. */
export class Pipelines {
	readonly #limit: number;
	readonly #waiting = new WeakMap<Socket, number>();

	constructor(limit: number) {
		this.#limit = limit;
	}

	/** @returns Whether the connection may have one more request under way. */
	admit(socket: Socket, outgoing: ServerResponse): boolean {
		const waiting = this.#waiting.get(socket) ?? 0;
		if (waiting >= this.#limit) {
			return false;
		}

		this.#waiting.set(socket, waiting + 1);
		outgoing.once('close', () => {
			this.#waiting.set(socket, this.#waiting.get(socket)! - 1);
		});
		return true;
	}
}
