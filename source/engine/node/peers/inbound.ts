import type {Follower} from '../../../api/event.js';
import type {Peer} from '../../../api/peer.js';

/** What is told of a peer where nothing is known. */
export const unknownPeer = {
	height: null, chainwork: null, version: null, ping_ms: null, clock_offset: null, sent: 0, received: 0, seen: null, penalty: 0, banned_until: null, trouble: null,
} as const satisfies Partial<Peer>;

/** The nodes that have dialled this one, and follow it now. */
export class Inbound {
	readonly #clock: () => number;
	readonly #onChange: (peer: Peer) => void;
	readonly #streams = new Map<string, {readonly follower: Follower; count: number}>();

	/** @param clock - Milliseconds since 1970. */
	constructor(clock: () => number, onChange: (peer: Peer) => void) {
		this.#clock = clock;
		this.#onChange = onChange;
	}

	get count(): number {
		return this.#streams.size;
	}

	list(): Peer[] {
		return [...this.#streams.values()].map(({follower}) => this.#peer(follower, 'connected'));
	}

	/** Counts a follower for as long as it follows. */
	async * during<Event>(follower: Follower, events: AsyncIterable<Event>): AsyncIterable<Event> {
		const stream = this.#streams.get(follower.id) ?? {follower, count: 0};
		this.#streams.set(follower.id, stream);
		if (++stream.count === 1) {
			this.#onChange(this.#peer(follower, 'connected'));
		}

		try {
			yield * events;
		} finally {
			if (--stream.count === 0) {
				this.#streams.delete(follower.id);
				this.#onChange(this.#peer(follower, 'removed'));
			}
		}
	}

	#peer({id, address}: Follower, state: Peer['state']): Peer {
		return {
			...unknownPeer, id, address, url: null, direction: 'in', state, seen: Math.floor(this.#clock() / 1000),
		};
	}
}
