import type {Address} from '../../protocol/brands.js';
import {utf8ToBytes} from '../../protocol/bytes.js';
import type {Entries} from './entries.js';

/** The work of each miner, summed: as long as there are miners, and no longer for more shares. What changed is written when somebody asks for it. */
export class Tally {
	readonly number: number;
	readonly #work: Map<Address, bigint>;
	readonly #changed = new Set<Address>();
	#total: bigint;

	/** @param number - Tells it from others of its kind on disk. @param work - What was written before. */
	constructor(number: number, work: ReadonlyMap<Address, bigint> = new Map()) {
		this.number = number;
		this.#work = new Map(work);
		this.#total = [...work.values()].reduce((sum, each) => sum + each, 0n);
	}

	get work(): ReadonlyMap<Address, bigint> {
		return this.#work;
	}

	get total(): bigint {
		return this.#total;
	}

	add(address: Address, work: bigint): void {
		this.#work.set(address, (this.#work.get(address) ?? 0n) + work);
		this.#changed.add(address);
		this.#total += work;
	}

	/** Writes what has changed since it was written last. */
	write(entries: Entries, keyOf: (number: number, address: Address) => Uint8Array): void {
		for (const address of this.#changed) {
			entries.set(keyOf(this.number, address), encodeWork(this.#work.get(address)!));
		}

		this.#changed.clear();
	}

	/** Takes it off the disk. */
	remove(entries: Entries, keyOf: (number: number, address: Address) => Uint8Array): void {
		for (const address of this.#work.keys()) {
			entries.set(keyOf(this.number, address), undefined);
		}
	}
}

const encodeWork = (work: bigint): Uint8Array => utf8ToBytes(work.toString());

export const decodeWork = (bytes: Uint8Array): bigint => BigInt(new TextDecoder().decode(bytes));
