import type {Mempool} from './mempool.js';
import type {Pending} from './pending-account.js';

/**
Picks the transfers for a block: the highest fee rate first, each account's in the order of their nonces.

@returns In the order in which the block must hold them.
*/
export function selectTransfers(mempool: Mempool, maxBytes: number): Pending[] {
	// The front of each account's queue competes; behind whoever wins, the next of the same account steps up.
	const queues = [...mempool.executable()].map(run => ({run, next: 0}));
	const selected: Pending[] = [];
	const heap = new FeeHeap(queues);
	let room = maxBytes;
	for (let best = heap.pop(); best; best = heap.pop()) {
		const pending = frontOf(best);
		const size = pending.transfer.bytes.length;
		if (size > room) {
			// Those behind it in its account cannot go without it.
			continue;
		}

		room -= size;
		selected.push(pending);
		best.next++;
		if (best.next < best.run.length) {
			heap.push(best);
		}
	}

	return selected;
}

type Queue = {readonly run: readonly Pending[]; next: number};

const frontOf = ({run, next}: Queue): Pending => run[next]!;

/** A binary heap of queues, the one whose front pays most on top. */
class FeeHeap {
	readonly #queues: Queue[] = [];

	constructor(queues: readonly Queue[]) {
		for (const queue of queues) {
			this.push(queue);
		}
	}

	push(queue: Queue): void {
		let index = this.#queues.push(queue) - 1;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (!this.#isAbove(index, parent)) {
				return;
			}

			this.#swap(index, parent);
			index = parent;
		}
	}

	pop(): Queue | undefined {
		const top = this.#queues[0];
		const last = this.#queues.pop();
		if (last && this.#queues.length > 0) {
			this.#queues[0] = last;
			this.#sink();
		}

		return top;
	}

	#sink(): void {
		let index = 0;
		for (;;) {
			const left = (index * 2) + 1;
			const right = left + 1;
			const child = right < this.#queues.length && this.#isAbove(right, left) ? right : left;
			if (child >= this.#queues.length || !this.#isAbove(child, index)) {
				return;
			}

			this.#swap(index, child);
			index = child;
		}
	}

	#isAbove(a: number, b: number): boolean {
		const first = frontOf(this.#queues[a]!);
		const second = frontOf(this.#queues[b]!);
		return first.feeRate > second.feeRate || (first.feeRate === second.feeRate && first.time < second.time);
	}

	#swap(a: number, b: number): void {
		[this.#queues[a], this.#queues[b]] = [this.#queues[b]!, this.#queues[a]!];
	}
}
