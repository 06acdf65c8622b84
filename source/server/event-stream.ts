import type {ServerResponse} from 'node:http';
import {ApiError} from '../api/api-error.js';
import type {FollowOptions, NodeEvent} from '../api/event.js';
import type {LedgerApi} from '../api/node-api.js';
import {Streamed} from './streamed.js';
import type {Limits} from './limits.js';

type EventLimits = Pick<Limits, 'listeners' | 'heartbeatMs' | 'listenerBacklogBytes'>;

/** The node's events as server-sent events (WHATWG HTML, section 9.2), to any number of listeners up to a limit. */
export class EventStreams {
	readonly #node: Pick<LedgerApi, 'events'>;
	readonly #limits: EventLimits;
	readonly #frames = new WeakMap<NodeEvent, string>();
	#listeners = 0;

	constructor(node: Pick<LedgerApi, 'events'>, limits: EventLimits) {
		this.#node = node;
		this.#limits = limits;
	}

	/** How many follow now. */
	get listeners(): number {
		return this.#listeners;
	}

	/**
	@returns A stream that ends when the node stops.
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
			for await (const event of this.#node.events(options)) {
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

	/** Whoever reads too slowly is cut off: it can come back with the id of its last event, and the node's memory stays its own. */
	#send(outgoing: ServerResponse, text: string): void {
		outgoing.write(text);
		if (outgoing.writableLength > this.#limits.listenerBacklogBytes) {
			outgoing.destroy();
		}
	}

	/** Every listener gets the same event: it is written as text once. */
	#frame(event: NodeEvent): string {
		const known = this.#frames.get(event);
		if (known !== undefined) {
			return known;
		}

		const frame = `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`;
		this.#frames.set(event, frame);
		return frame;
	}
}
