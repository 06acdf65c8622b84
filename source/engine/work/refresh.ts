import type {Sleep} from './sleep.js';

/** Milliseconds from one template to the next when only the mempool changes: each costs the node a selection. */
const AFTER_CHANGE_MS = 2000;
/** Milliseconds until a template is taken anew for its time alone. */
const AFTER_ALL_MS = 30_000;

/** Knows when the next template is due: at once on a new tip, soon when the mempool has changed, and now and then in any case. */
export class Refresh {
	readonly #clock: () => number;
	readonly #sleep: Sleep;
	#isAtOnce = true;
	#isChanged = false;
	#takenMs = Number.NEGATIVE_INFINITY;
	#nap = new AbortController();

	/** @param clock - Milliseconds. */
	constructor(clock: () => number, sleep: Sleep) {
		this.#clock = clock;
		this.#sleep = sleep;
	}

	/** Whether the next one is due because of another tip. */
	get isAtOnce(): boolean {
		return this.#isAtOnce;
	}

	/** The tip is another one: a template is due at once. */
	tipChanged(): void {
		this.#isAtOnce = true;
		this.wake();
	}

	/** Another template would be better, but the one that there is will do for a moment. */
	changed(): void {
		this.#isChanged = true;
		this.wake();
	}

	/** A template is being asked for: what happens from now on may not be in it. */
	asked(): void {
		this.#isAtOnce = false;
		this.#isChanged = false;
		this.#takenMs = this.#clock();
	}

	/** What was due turned out to be in the template already. */
	settled(): void {
		this.#isAtOnce = false;
	}

	wake(): void {
		this.#nap.abort();
	}

	/** Waits until a template is due, or until the signal aborts. Whoever aborts it calls {@link wake}. */
	async due(signal: AbortSignal): Promise<void> {
		for (let leftMs = this.#leftMs(); leftMs > 0 && !signal.aborted; leftMs = this.#leftMs()) {
			this.#nap = new AbortController();
			await this.#sleep(leftMs, this.#nap.signal);
		}
	}

	#leftMs(): number {
		if (this.#isAtOnce) {
			return 0;
		}

		return this.#takenMs + (this.#isChanged ? AFTER_CHANGE_MS : AFTER_ALL_MS) - this.#clock();
	}
}
