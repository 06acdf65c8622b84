import {bytesToHex, hexToBytes} from '../../protocol/bytes.js';
import type {Range, Storage, Write} from './storage.js';

/** A store that is gone with the process: for tests, and to replay a chain in. */
export class MemoryStorage implements Storage {
	// Hexadecimal text sorts like the bytes it stands for.
	readonly #values = new Map<string, Uint8Array>();
	readonly #keys: string[] = [];

	get(key: Uint8Array): Uint8Array | undefined {
		return this.#values.get(bytesToHex(key))?.slice();
	}

	async * range(range: Range): AsyncIterable<{key: Uint8Array; value: Uint8Array}> {
		// All at once: what is written while somebody iterates is not seen.
		yield * this.#within(range).map(key => ({key: hexToBytes(key), value: this.#values.get(key)!.slice()}));
	}

	async * keys(range: Range): AsyncIterable<Uint8Array> {
		yield * this.#within(range).map(key => hexToBytes(key));
	}

	async write(writes: readonly Write[]): Promise<void> {
		for (const {key, value} of writes) {
			const text = bytesToHex(key);
			const isKnown = this.#values.has(text);
			if (value === undefined) {
				this.#values.delete(text);
			} else {
				// Not `slice`: that of a Buffer copies nothing.
				this.#values.set(text, Uint8Array.from(value));
			}

			if (isKnown !== (value !== undefined)) {
				this.#keys.splice(this.#position(text), isKnown ? 1 : 0, ...(isKnown ? [] : [text]));
			}
		}
	}

	async close(): Promise<void> {
		// Nothing is held.
	}

	#within({from, to, reverse = false, limit = Number.POSITIVE_INFINITY}: Range): string[] {
		const found = this.#keys.slice(this.#position(bytesToHex(from)), this.#position(bytesToHex(to)));
		return (reverse ? found.toReversed() : found).slice(0, limit);
	}

	/** Where the key is, or would be. */
	#position(key: string): number {
		let low = 0;
		let high = this.#keys.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#keys[middle]! < key) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return low;
	}
}
