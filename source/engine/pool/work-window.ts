import type {Address} from '../../protocol/brands.js';
import type {Storage} from '../storage/storage.js';
import type {Entries} from './entries.js';
import {keyOf} from './layout.js';
import {loadTallies} from './load-tallies.js';
import type {Work} from './schemes/scheme.js';
import {Tally} from './tally.js';

/** The window moves in steps of this part of it. */
const PARTS = 16n;

/** The last of the pool's work, across rounds. It is kept in segments, each summed by miner, so that it takes as much room as there are miners and not as there are shares. */
export class WorkWindow {
	/** @param prefix - Of the network's addresses. */
	static async open(storage: Storage, prefix: string): Promise<WorkWindow> {
		const tallies = await loadTallies(storage, 'w', prefix);
		return new WorkWindow([...tallies].map(([number, work]) => new Tally(number, work)));
	}

	/** Oldest first; never empty. */
	readonly #segments: Tally[];
	/** Those that have left, and are still on disk. */
	#left: Tally[] = [];

	private constructor(segments: Tally[]) {
		this.#segments = segments.length === 0 ? [new Tally(0)] : segments;
	}

	get work(): Work {
		const work = new Map<Address, bigint>();
		for (const segment of this.#segments) {
			for (const [address, shown] of segment.work) {
				work.set(address, (work.get(address) ?? 0n) + shown);
			}
		}

		return work;
	}

	get total(): bigint {
		return this.#segments.reduce((sum, {total}) => sum + total, 0n);
	}

	/** @param length - How much work the window is to hold; it holds up to a sixteenth more. */
	add(address: Address, work: bigint, length: bigint): void {
		const newest = this.#segments.at(-1)!;
		newest.add(address, work);
		if (newest.total * PARTS < length) {
			return;
		}

		let {total} = this;
		while (total - this.#segments[0]!.total >= length && this.#segments.length > 1) {
			const oldest = this.#segments.shift()!;
			this.#left.push(oldest);
			total -= oldest.total;
		}

		this.#segments.push(new Tally(newest.number + 1));
	}

	/** Writes what has changed. */
	write(entries: Entries): void {
		for (const segment of this.#segments) {
			segment.write(entries, keyOf.segment);
		}

		for (const segment of this.#left) {
			segment.remove(entries, keyOf.segment);
		}

		this.#left = [];
	}
}
