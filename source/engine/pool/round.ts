import type {Address} from '../../protocol/brands.js';
import {ByteReader, ByteWriter} from '../../protocol/bytes.js';
import type {Storage} from '../storage/storage.js';
import type {Entries} from './entries.js';
import {keyOf} from './layout.js';
import {loadTallies} from './load-tallies.js';
import type {Work} from './schemes/scheme.js';
import {Tally} from './tally.js';

/** The work since the pool's last block. */
export class Round {
	/** @param prefix - Of the network's addresses. */
	static async open(storage: Storage, prefix: string): Promise<Round> {
		const stored = storage.get(keyOf.meta('round'));
		const number = stored ? new ByteReader(stored).u32() : 0;
		const tallies = await loadTallies(storage, 'r', prefix);
		return new Round(new Tally(number, tallies.get(number)));
	}

	#tally: Tally;

	private constructor(tally: Tally) {
		this.#tally = tally;
	}

	get work(): Work {
		return this.#tally.work;
	}

	get total(): bigint {
		return this.#tally.total;
	}

	add(address: Address, work: bigint): void {
		this.#tally.add(address, work);
	}

	/** A block that ended a round was none: its work counts in the one that is open. */
	giveBack(work: Work): void {
		for (const [address, shown] of work) {
			this.#tally.add(address, shown);
		}
	}

	/** Writes what has changed. */
	write(entries: Entries): void {
		this.#tally.write(entries, keyOf.round);
	}

	/** Begins a new one, to be written together with the block that ended the one before. @returns The work of that. */
	end(entries: Entries): {readonly work: Work; readonly total: bigint} {
		const over = this.#tally;
		over.remove(entries, keyOf.round);
		this.#tally = new Tally(over.number + 1);
		entries.set(keyOf.meta('round'), new ByteWriter().u32(this.#tally.number).finish());
		return over;
	}
}
