import type {Hash} from '../../../protocol/brands.js';

/** How long somebody has to bring what was asked of them before others are asked too. Milliseconds. */
export const PATIENCE_MS = 2000;

const LIMIT = 10_000;

/**
What was asked for and is not here yet, so that nobody else is asked for it at the same time.

Only once for each: whoever says that they will bring something, and does not, must not keep others from bringing it by saying so again and again.
*/
export class Coming {
	readonly #clock: () => number;
	readonly #until = new Map<Hash, number>();

	/** @param clock - Milliseconds. */
	constructor(clock: () => number) {
		this.#clock = clock;
	}

	has(hash: Hash): boolean {
		const until = this.#until.get(hash);
		return until !== undefined && until > this.#clock();
	}

	expect(hashes: Iterable<Hash>): void {
		const until = this.#clock() + PATIENCE_MS;
		for (const hash of hashes) {
			if (!this.#until.has(hash)) {
				this.#until.set(hash, until);
			}
		}

		for (const hash of this.#until.keys()) {
			if (this.#until.size <= LIMIT) {
				break;
			}

			this.#until.delete(hash);
		}
	}

	/** It is here, or it will not come. */
	settle(hash: Hash): void {
		this.#until.delete(hash);
	}
}
