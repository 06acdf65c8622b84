import type {Hash} from '../../protocol/brands.js';

/** How many are remembered at least; at most it is twice as many. */
const LIMIT = 20_000;

/** The transfers whose own rules, their signature above all, were checked lately: an id covers every byte, so once is enough. */
export class CheckedTransfers {
	// Two generations. A set that forgets its oldest with each new one spends most of its time in finding it.
	#newer = new Set<Hash>();
	#older = new Set<Hash>();

	has(id: Hash): boolean {
		return this.#newer.has(id) || this.#older.has(id);
	}

	add(id: Hash): void {
		this.#newer.add(id);
		if (this.#newer.size >= LIMIT) {
			this.#older = this.#newer;
			this.#newer = new Set();
		}
	}
}
