import type {Hash} from '../../../protocol/brands.js';

const LIMIT = 10_000;

/** What the other side of a link has, as far as we know: told by it or brought to it. The oldest are forgotten. */
export class KnownHashes {
	readonly #hashes = new Set<Hash>();

	has(hash: Hash): boolean {
		return this.#hashes.has(hash);
	}

	add(hash: Hash): void {
		this.#hashes.delete(hash);
		this.#hashes.add(hash);
		if (this.#hashes.size > LIMIT) {
			const [oldest] = this.#hashes;
			this.#hashes.delete(oldest!);
		}
	}
}
