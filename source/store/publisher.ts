/** The least time between two snapshots. */
export const PUBLISH_MS = 250;

/**
Holds the newest state of something and tells who listens, at most four times a second. A first change after some quiet is told at once.
*/
export class Publisher<State extends object> {
	#state: State;
	#snapshot: Readonly<State>;
	#timer: NodeJS.Timeout | undefined;
	#toldAt = Number.NEGATIVE_INFINITY;
	readonly #listeners = new Set<() => void>();
	readonly #clock: () => number;

	/** @param clock - Milliseconds. */
	constructor(state: State, clock: () => number) {
		this.#state = state;
		this.#snapshot = Object.freeze({...state});
		this.#clock = clock;
	}

	/** For `useSyncExternalStore`: the same object until something is told. */
	readonly getSnapshot = (): Readonly<State> => this.#snapshot;

	readonly subscribe = (listener: () => void): () => void => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	/** The newest state, told or not. */
	get state(): Readonly<State> {
		return this.#state;
	}

	/** @param isUrgent - Whether somebody waits for it: what a key did is seen at once. */
	set(change: Partial<State>, isUrgent = false): void {
		this.#state = {...this.#state, ...change};
		// Never longer than that, even where the clock is set back.
		const wait = isUrgent ? 0 : Math.min(PUBLISH_MS, this.#toldAt + PUBLISH_MS - this.#clock());
		if (wait <= 0) {
			this.#tell();
		} else {
			this.#timer ??= setTimeout(() => {
				this.#tell();
			}, wait).unref();
		}
	}

	/** Tells what there is, and nothing after it. */
	close(): void {
		clearTimeout(this.#timer);
		this.#listeners.clear();
	}

	#tell(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#toldAt = this.#clock();
		this.#snapshot = Object.freeze({...this.#state});
		for (const listener of this.#listeners) {
			listener();
		}
	}
}
