/** A clock that goes only when it is told to. One for all nodes, or one each, when their clocks differ. */
export class VirtualClock {
	#ms: number;

	/** @param ms - Since 1970. */
	constructor(ms: number) {
		this.#ms = ms;
	}

	readonly now = (): number => this.#ms;

	advance(ms: number): void {
		this.#ms += ms;
	}
}
