import type {Pending} from './pending-account.js';

/** Pending transfers by what they pay: the lowest fee rate first, of two that pay the same the one that has waited longer. */
class FeeOrder {
	readonly #sorted: Pending[] = [];

	[Symbol.iterator](): Iterator<Pending> {
		return this.#sorted.values();
	}

	add(pending: Pending): void {
		this.#sorted.splice(this.#place(pending), 0, pending);
	}

	delete(pending: Pending): void {
		this.#sorted.splice(this.#place(pending), 1);
	}

	/** Where it is, or would be. */
	#place(pending: Pending): number {
		let low = 0;
		let high = this.#sorted.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (isBefore(this.#sorted[middle]!, pending)) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return low;
	}
}

function isBefore(a: Pending, b: Pending): boolean {
	if (a.feeRate !== b.feeRate) {
		return a.feeRate < b.feeRate;
	}

	return a.time === b.time ? a.transfer.id < b.transfer.id : a.time < b.time;
}

/** In which order transfers leave a mempool that is full. It is kept up with every change, so that nobody has to sort thousands for each transfer that comes. */
export class EvictionOrder {
	readonly #future = new FeeOrder();
	readonly #executable = new FeeOrder();
	readonly #places = new Map<Pending, FeeOrder>();

	/** Those that wait behind a gap, the lowest fee rate first. */
	get future(): Iterable<Pending> {
		return this.#future;
	}

	/** Those that one of the next blocks could confirm, the lowest fee rate first. */
	get executable(): Iterable<Pending> {
		return this.#executable;
	}

	isExecutable(pending: Pending): boolean {
		return this.#places.get(pending) === this.#executable;
	}

	/** Puts in a transfer, or moves it when its turn has come, or has gone again. */
	place(pending: Pending, isExecutable: boolean): void {
		const place = isExecutable ? this.#executable : this.#future;
		if (this.#places.get(pending) !== place) {
			this.delete(pending);
			this.#places.set(pending, place);
			place.add(pending);
		}
	}

	delete(pending: Pending): void {
		this.#places.get(pending)?.delete(pending);
		this.#places.delete(pending);
	}
}
