/** Reads LevelDB's varints, seven bits a byte and lowest first, and what they give the length of. Throws a `RangeError` where the bytes make no sense. */
export class VarintReader {
	readonly #bytes: Uint8Array;
	#position = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	get isAtEnd(): boolean {
		return this.#position >= this.#bytes.length;
	}

	varint(): number {
		let value = 0;
		for (let scale = 1; scale < 2 ** 64; scale *= 128) {
			const byte = this.#bytes[this.#position++];
			if (byte === undefined) {
				break;
			}

			value += (byte & 0x7f) * scale;
			if (byte < 0x80) {
				return value;
			}
		}

		throw new RangeError('a varint has no end');
	}

	take(length: number): Uint8Array {
		const start = this.#position;
		this.#position += length;
		if (this.#position > this.#bytes.length) {
			throw new RangeError('a field reaches beyond the end');
		}

		return this.#bytes.subarray(start, this.#position);
	}

	/** Bytes with their length before them. */
	text(): Uint8Array {
		return this.take(this.varint());
	}
}
