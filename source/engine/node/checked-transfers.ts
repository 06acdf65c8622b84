import type {Hash} from '../../protocol/brands.js';

const LIMIT = 20_000;

/** The transfers whose own rules, their signature above all, were checked lately: an id covers every byte, so once is enough. */
export class CheckedTransfers {
	readonly #ids = new Set<Hash>();

	has(id: Hash): boolean {
		return this.#ids.has(id);
	}

	add(id: Hash): void {
		this.#ids.add(id);
		if (this.#ids.size > LIMIT) {
			const [oldest] = this.#ids;
			this.#ids.delete(oldest!);
		}
	}
}
