const NEWLINE = 0x0a;

/**
Cuts a stream of bytes into lines, however it arrives. Blank lines are nothing.

Once a line is longer than the limit nothing more is read: what would follow cannot be trusted to begin where a line begins.
*/
export class LineReader {
	readonly #limit: number;
	#parts: Uint8Array[] = [];
	#length = 0;
	#isOverlong = false;

	/** @param limit - Bytes of the longest line, without its end. */
	constructor(limit: number) {
		this.#limit = limit;
	}

	/** Whether a line was longer than the limit. */
	get isOverlong(): boolean {
		return this.#isOverlong;
	}

	/** @returns The lines that are whole now, without their ends. */
	push(chunk: Uint8Array): string[] {
		const lines: string[] = [];
		let start = 0;
		while (!this.#isOverlong) {
			const end = chunk.indexOf(NEWLINE, start);
			this.#append(chunk.subarray(start, end === -1 ? chunk.length : end));
			if (end === -1 || this.#isOverlong) {
				break;
			}

			const line = this.#take();
			if (line !== '') {
				lines.push(line);
			}

			start = end + 1;
		}

		return lines;
	}

	#append(part: Uint8Array): void {
		this.#length += part.length;
		if (this.#length > this.#limit) {
			this.#isOverlong = true;
			this.#parts = [];
		} else if (part.length > 0) {
			// The chunk is the socket's to use again; what stays must be ours.
			this.#parts.push(part.slice());
		}
	}

	#take(): string {
		const line = Buffer.concat(this.#parts).toString('utf8').trim();
		this.#parts = [];
		this.#length = 0;
		return line;
	}
}
