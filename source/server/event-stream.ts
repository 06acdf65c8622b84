import type {ServerResponse} from 'node:http';
import {ApiError} from '../api/api-error.js';
import type {FollowOptions} from '../api/event.js';
import {Streamed} from './streamed.js';
import type {Limits} from './limits.js';

type EventLimits = Pick<Limits, 'listeners' | 'heartbeatMs' | 'listenerBacklogBytes'>;

type AnyEvent = {readonly id: string; readonly type: string; readonly data: unknown};

/** Whoever tells what happens: a node, a pool. */
type Teller = {
	events(options: FollowOptions): AsyncIterable<AnyEvent>;
};

/** Events as server-sent events (WHATWG HTML, section 9.2), to any number of listeners up to a limit. */
export class EventStreams {
	readonly #teller: Teller;
	readonly #limits: EventLimits;
	readonly #frames = new WeakMap<AnyEvent, string>();
	#listeners = 0;

	constructor(teller: Teller, limits: EventLimits) {
		this.#teller = teller;
		this.#limits = limits;
	}

	/** How many follow now. */
	get listeners(): number {
		return this.#listeners;
	}

	/**
	@returns A stream that ends when the events do.
	@throws {ApiError} `too_many_listeners`
	*/
	open(options: Omit<FollowOptions, 'signal'>): Streamed {
		if (this.#listeners >= this.#limits.listeners) {
			throw new ApiError('too_many_listeners', undefined, {limit: this.#limits.listeners});
		}

		return new Streamed(async (outgoing, signal) => {
			this.#listeners++;
			try {
				await this.#follow(outgoing, {...options, signal});
			} finally {
				this.#listeners--;
			}
		});
	}

	async #follow(outgoing: ServerResponse, options: FollowOptions): Promise<void> {
		outgoing.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'});
		outgoing.flushHeaders();
		const heartbeat = setInterval(() => {
			this.#send(outgoing, ':\n\n');
		}, this.#limits.heartbeatMs);
		try {
			for await (const event of this.#teller.events(options)) {
				if (outgoing.destroyed) {
					return;
				}

				this.#send(outgoing, this.#frame(event));
			}
		} finally {
			clearInterval(heartbeat);
		}

		outgoing.end();
	}

	/** Whoever reads too slowly is cut off: it can come back with the id of its last event, and our memory stays our own. */
	#send(outgoing: ServerResponse, text: string): void {
		outgoing.write(text);
		if (outgoing.writableLength > this.#limits.listenerBacklogBytes) {
			outgoing.destroy();
		}
	}

	/** Every listener gets the same event: it is written as text once. */
	#frame(event: AnyEvent): string {
		const known = this.#frames.get(event);
		if (known !== undefined) {
			return known;
		}

		const frame = `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`;
		this.#frames.set(event, frame);
		return frame;
	}
}
