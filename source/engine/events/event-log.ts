import type {FollowOptions} from '../../api/event.js';
import type {EventIn, EventTable, NameIn} from '../../api/route.js';

const KEPT = 2000;

/**
The events of a node or a pool, the last ones kept, so that whoever was away for a moment misses nothing.

A follower has only a position in the log. One that is slow costs nothing, and when it has fallen behind what is kept, it is told so with `reset`.
*/
export class EventLog<Events extends EventTable> {
	readonly #boot: string;
	readonly #opening: () => Untold<EventIn<Events>>;
	#kept: Array<EventIn<Events>> = [];
	/** The number of the newest event; the first is 1. */
	#last = 0;
	#isClosed = false;
	readonly #waiting = new Set<() => void>();

	/**
	@param boot - Names this run: ids of another are known to be foreign.
	@param opening - What a stream begins with: how things are now.
	*/
	constructor(boot: string, opening: () => Untold<EventIn<Events>>) {
		this.#boot = boot;
		this.#opening = opening;
	}

	append<Type extends NameIn<Events>>(type: Type, data: EventIn<Events, Type>['data']): void {
		this.#last++;
		this.#kept.push(asEvent<EventIn<Events>>({id: this.#id(this.#last), type, data}));
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

	async * follow({lastEventId, signal, types}: Omit<FollowOptions, 'types'> & {readonly types?: readonly string[] | undefined} = {}): AsyncIterable<EventIn<Events>> {
		const resumed = lastEventId === undefined ? this.#last : this.#numberOf(lastEventId);
		let seen = resumed ?? this.#last;
		// Under the id of what was seen already, so that who breaks off right here resumes at the same place.
		yield asEvent<EventIn<Events>>({id: this.#id(seen), ...this.#opening()});
		if (resumed === undefined) {
			yield asEvent<EventIn<Events>>({id: this.#id(seen), type: 'reset', data: {}});
		}

		while (!signal?.aborted) {
			if (seen < this.#first - 1) {
				seen = this.#last;
				yield asEvent<EventIn<Events>>({id: this.#id(seen), type: 'reset', data: {}});
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

/** An event of a union, without the id that the log gives it. */
type Untold<Event> = Event extends {readonly type: infer Type; readonly data: infer Data} ? {readonly type: Type; readonly data: Data} : never;

/** What {@link EventLog.append} and the opening may give is an event once it has its id; the compiler cannot see that. */
const asEvent = <Event>(event: {readonly id: string; readonly type: string; readonly data: unknown}): Event => event as Event;
