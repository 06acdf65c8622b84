import type {EventOf, EventType, FollowOptions, NodeEvent} from '../../api/event.js';

const KEPT = 2000;

/**
The node's events, the last ones kept, so that whoever was away for a moment misses nothing.

A follower has only a position in the log. One that is slow costs nothing, and when it has fallen behind what is kept, it is told so with `reset`.
*/
export class EventLog {
	readonly #boot: string;
	readonly #currentTip: () => EventOf<'tip'>['data'];
	#kept: NodeEvent[] = [];
	/** The number of the newest event; the first is 1. */
	#last = 0;
	#isClosed = false;
	readonly #waiting = new Set<() => void>();

	/**
	@param boot - Names this run of the node: ids of another are known to be foreign.
	@param currentTip - What a stream begins with.
	*/
	constructor(boot: string, currentTip: () => EventOf<'tip'>['data']) {
		this.#boot = boot;
		this.#currentTip = currentTip;
	}

	append<Type extends EventType>(type: Type, data: EventOf<Type>['data']): void {
		this.#last++;
		this.#kept.push({id: this.#id(this.#last), type, data} as NodeEvent);
		if (this.#kept.length > KEPT * 2) {
			this.#kept = this.#kept.slice(-KEPT);
		}

		this.#wake();
	}

	/** Ends all streams once they have told what there is. */
	close(): void {
		this.#isClosed = true;
		this.#wake();
	}

	async * follow({lastEventId, signal, types}: FollowOptions = {}): AsyncIterable<NodeEvent> {
		const resumed = lastEventId === undefined ? this.#last : this.#numberOf(lastEventId);
		let seen = resumed ?? this.#last;
		// Under the id of what was seen already, so that who breaks off right here resumes at the same place.
		yield {id: this.#id(seen), type: 'tip', data: this.#currentTip()};
		if (resumed === undefined) {
			yield {id: this.#id(seen), type: 'reset', data: {}};
		}

		while (!signal?.aborted) {
			if (seen < this.#first - 1) {
				seen = this.#last;
				yield {id: this.#id(seen), type: 'reset', data: {}};
			} else if (seen < this.#last) {
				seen++;
				const event = this.#kept[seen - this.#first]!;
				if (types?.includes(event.type) !== false) {
					yield event;
				}
			} else if (this.#isClosed) {
				return;
			} else {
				await this.#next(signal);
			}
		}
	}

	/** The number of the oldest event kept. */
	get #first(): number {
		return this.#last - this.#kept.length + 1;
	}

	#id(number: number): string {
		return `${this.#boot}-${number}`;
	}

	/** @returns `undefined` for the id of another run, of an event that is gone, or of none. */
	#numberOf(id: string): number | undefined {
		const [boot, digits, ...rest] = id.split('-');
		const number = Number(digits);
		const isOurs = boot === this.#boot && rest.length === 0 && /^\d{1,15}$/v.test(digits ?? '');
		return isOurs && number >= this.#first - 1 && number <= this.#last ? number : undefined;
	}

	async #next(signal: AbortSignal | undefined): Promise<void> {
		return new Promise(resolve => {
			const wake = () => {
				this.#waiting.delete(wake);
				signal?.removeEventListener('abort', wake);
				resolve();
			};

			this.#waiting.add(wake);
			signal?.addEventListener('abort', wake);
		});
	}

	#wake(): void {
		for (const wake of this.#waiting) {
			wake();
		}
	}
}
