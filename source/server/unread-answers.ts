import type {ServerResponse} from 'node:http';

/**
The large answers that are on their way. Whoever asks for megabytes and does not read them has us keep them: when all together are too many, the one that has been waiting longest is cut off.

An honest reader takes its answer before it is the oldest.
*/
export class UnreadAnswers {
	readonly #limit: number;
	readonly #sizes = new Map<ServerResponse, number>();
	#bytes = 0;

	/** @param limit - Bytes. */
	constructor(limit: number) {
		this.#limit = limit;
	}

	/** Counts an answer until it is out, or its reader has gone. */
	add(outgoing: ServerResponse, size: number): void {
		this.#sizes.set(outgoing, size);
		this.#bytes += size;
		outgoing.once('close', () => {
			this.#bytes -= this.#sizes.get(outgoing) ?? 0;
			this.#sizes.delete(outgoing);
		});
		for (const oldest of this.#sizes.keys()) {
			if (this.#bytes <= this.#limit || oldest === outgoing) {
				break;
			}

			this.#bytes -= this.#sizes.get(oldest)!;
			this.#sizes.delete(oldest);
			oldest.destroy();
		}
	}
}
