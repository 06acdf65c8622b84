import {RuleError} from './rule-error.js';

/**
Reads the little-endian fields of a value one after the other.

@throws {RuleError} `truncated` when a field goes past the end, `varint_not_minimal` on a length that is written too long.
*/
export class ByteReader {
	readonly bytes: Uint8Array;
	position = 0;
	readonly #view: DataView;

	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
		this.#view = viewOf(bytes);
	}

	u8(): number {
		return this.#view.getUint8(this.#advance(1));
	}

	u32(): number {
		return this.#view.getUint32(this.#advance(4), true);
	}

	i32(): number {
		return this.#view.getInt32(this.#advance(4), true);
	}

	u64(): bigint {
		return this.#view.getBigUint64(this.#advance(8), true);
	}

	/** Bitcoin's CompactSize. Lengths of 2^32 and more are longer than anything we read, so they count as truncated. */
	varint(): number {
		const first = this.u8();
		if (first < 0xfd) {
			return first;
		}

		const [value, least] = first === 0xfd
			? [this.#view.getUint16(this.#advance(2), true), 0xfd]
			: (first === 0xfe ? [this.u32(), 0x1_0000] : [Number(this.u64()), 0x1_0000_0000]);
		if (value < least) {
			throw new RuleError('varint_not_minimal', {value});
		}

		if (value >= 0x1_0000_0000) {
			throw new RuleError('truncated', {length: value});
		}

		return value;
	}

	/** The next `length` bytes, as a view on the bytes being read. */
	take(length: number): Uint8Array {
		const start = this.#advance(length);
		return this.bytes.subarray(start, start + length);
	}

	/** The byte that comes next, without reading it; `undefined` at the end. */
	peek(): number | undefined {
		return this.bytes[this.position];
	}

	/** @throws {RuleError} `trailing_bytes` unless everything was read. */
	end(): void {
		if (this.position !== this.bytes.length) {
			throw new RuleError('trailing_bytes', {count: this.bytes.length - this.position});
		}
	}

	#advance(length: number): number {
		const start = this.position;
		if (start + length > this.bytes.length) {
			throw new RuleError('truncated', {needed: start + length, length: this.bytes.length});
		}

		this.position = start + length;
		return start;
	}
}

const BUFFER_SIZE = 8192;
const MOST_SHARED = 1024;
let buffer = new ArrayBuffer(BUFFER_SIZE);
let taken = 0;

/** The next array begins at a whole word: some who read bytes as numbers need that. */
const wholeWords = (length: number): number => (length + 7) & ~7;

/**
Zeros to write over. Small arrays share a buffer: one of its own takes many times as long to make and to clear away as the few bytes in it take to write. So what comes from here, or from what is made with it, is copied before it is posted to another thread, which would get all of the buffer; and whoever keeps it for long keeps the buffer.
*/
export function allocate(length: number): Uint8Array {
	if (length > MOST_SHARED) {
		return new Uint8Array(length);
	}

	if (taken + length > BUFFER_SIZE) {
		buffer = new ArrayBuffer(BUFFER_SIZE);
		taken = 0;
	}

	const bytes = new Uint8Array(buffer, taken, length);
	taken += wholeWords(length);
	return bytes;
}

/** The first bytes of an array, the rest of which nobody has written to: the next array may have it. */
function trimmed(bytes: Uint8Array, length: number): Uint8Array {
	if (bytes.length > MOST_SHARED) {
		return bytes.slice(0, length);
	}

	if (bytes.buffer === buffer && bytes.byteOffset + wholeWords(bytes.length) === taken) {
		taken = bytes.byteOffset + wholeWords(length);
	}

	return bytes.subarray(0, length);
}

/** Reads and writes the numbers in bytes. They seldom begin where their buffer does. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const EMPTY = new Uint8Array(0);

/** What a writer begins with. */
const WRITER_SIZE = 256;

/** Writes the little-endian fields of a value one after the other. */
export class ByteWriter {
	#bytes = allocate(WRITER_SIZE);
	#view = viewOf(this.#bytes);
	#length = 0;

	u8(value: number): this {
		const start = this.#reserve(1);
		this.#view.setUint8(start, value);
		return this;
	}

	u32(value: number): this {
		const start = this.#reserve(4);
		this.#view.setUint32(start, value, true);
		return this;
	}

	i32(value: number): this {
		const start = this.#reserve(4);
		this.#view.setInt32(start, value, true);
		return this;
	}

	u64(value: bigint): this {
		const start = this.#reserve(8);
		this.#view.setBigUint64(start, value, true);
		return this;
	}

	/** Bitcoin's CompactSize, in its shortest form; below 2^32. */
	varint(value: number): this {
		if (value < 0xfd) {
			return this.u8(value);
		}

		if (value < 0x1_0000) {
			return this.u8(0xfd).u8(value & 0xff).u8(value >> 8);
		}

		return this.u8(0xfe).u32(value);
	}

	put(bytes: Uint8Array): this {
		const start = this.#reserve(bytes.length);
		this.#bytes.set(bytes, start);
		return this;
	}

	/** What was written. The writer begins anew. */
	finish(): Uint8Array {
		const bytes = trimmed(this.#bytes, this.#length);
		this.#bytes = EMPTY;
		this.#length = 0;
		return bytes;
	}

	#reserve(length: number): number {
		const start = this.#length;
		this.#length += length;
		if (this.#length > this.#bytes.length) {
			const larger = allocate(Math.max(this.#length, this.#bytes.length * 2, WRITER_SIZE));
			larger.set(this.#bytes);
			this.#bytes = larger;
			this.#view = viewOf(larger);
		}

		return start;
	}
}

// A copy costs little. A view would have a small array make itself a buffer, which costs more.
export const bytesToHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/**
@param text - Hexadecimal digits of either case, two a byte.
@throws {RangeError} when it is anything else.
*/
export function hexToBytes(text: string): Uint8Array {
	if (!/^(?:[\da-f]{2})*$/iv.test(text)) {
		throw new RangeError(`expected hexadecimal digits, two a byte; got ${JSON.stringify(text.slice(0, 40))}`);
	}

	return Uint8Array.from(Buffer.from(text, 'hex'));
}

const encoder = new TextEncoder();

export const utf8ToBytes = (text: string): Uint8Array => encoder.encode(text);

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
	const whole = allocate(parts.reduce((sum, part) => sum + part.length, 0));
	let position = 0;
	for (const part of parts) {
		whole.set(part, position);
		position += part.length;
	}

	return whole;
}

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);
