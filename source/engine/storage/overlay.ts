import {ByteReader, ByteWriter} from '../../protocol/bytes.js';
import type {Reader, Write} from './storage.js';

/**
Changes on top of a reader that nobody else sees until they are taken over. A block connects in one, and so does a whole reorganisation: whatever fails, dropping the overlay drops everything.
*/
export class Overlay implements Reader {
	readonly #below: Reader;
	// Latin-1 text as the key of a Map: the shortest that a Map compares by value.
	readonly #writes = new Map<string, Write>();

	constructor(below: Reader) {
		this.#below = below;
	}

	get(key: Uint8Array): Uint8Array | undefined {
		const write = this.#writes.get(textOf(key));
		return write ? write.value : this.#below.get(key);
	}

	set(key: Uint8Array, value: Uint8Array | undefined): void {
		this.#writes.set(textOf(key), {key, value});
	}

	writes(): Write[] {
		return [...this.#writes.values()];
	}

	/** Applies writes that were made elsewhere. */
	apply(writes: readonly Write[]): void {
		for (const {key, value} of writes) {
			this.set(key, value);
		}
	}
}

const textOf = (key: Uint8Array): string => Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');

/** Writes as bytes: a count, then for each its key, and its value with a length of one more than it has, 0 meaning none. */
export function encodeWrites(writes: readonly Write[]): Uint8Array {
	const writer = new ByteWriter().varint(writes.length);
	for (const {key, value} of writes) {
		writer.varint(key.length).put(key).varint(value === undefined ? 0 : value.length + 1);
		if (value !== undefined) {
			writer.put(value);
		}
	}

	return writer.finish();
}

export function decodeWrites(bytes: Uint8Array): Write[] {
	const reader = new ByteReader(bytes);
	return Array.from({length: reader.varint()}, () => {
		const key = reader.take(reader.varint());
		const length = reader.varint();
		return {key, value: length === 0 ? undefined : reader.take(length - 1)};
	});
}
