import {createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream} from 'node:fs';
import path from 'node:path';

const MAX_BYTES = 2_000_000;
const KEPT = 3;

export type Log = (text: string) => void;

/**
A log of what a long-running session did, in lines with the time in front. When the file is full it becomes `.1`, the one before it `.2`, and so on. A disk that takes no more costs lines, never the session.
*/
export class LogFile {
	readonly #location: string;
	readonly #clock: () => number;
	#stream: WriteStream | undefined;
	#size = 0;

	constructor(location: string, clock: () => number) {
		this.#location = location;
		this.#clock = clock;
	}

	readonly write: Log = text => {
		const line = `${new Date(this.#clock()).toISOString()} ${text.replaceAll(/\p{Cc}+/gv, ' ')}\n`;
		if (this.#stream === undefined || this.#size + line.length > MAX_BYTES) {
			this.#open();
		}

		this.#size += line.length;
		this.#stream?.write(line);
	};

	async close(): Promise<void> {
		const stream = this.#stream;
		this.#stream = undefined;
		if (stream && !stream.destroyed) {
			await new Promise<void>(resolve => {
				stream.once('close', resolve);
				stream.end();
			});
		}
	}

	#open(): void {
		this.#stream?.end();
		try {
			const folder = path.dirname(this.#location);
			if (!existsSync(folder)) {
				mkdirSync(folder, {mode: 0o700});
			}

			this.#size = statSync(this.#location, {throwIfNoEntry: false})?.size ?? 0;
			if (this.#size > MAX_BYTES / 2) {
				this.#rotate();
				this.#size = 0;
			}
		} catch {
			// What is wrong with the folder, whoever needs more of it than a log will say.
		}

		this.#stream = createWriteStream(this.#location, {flags: 'a', mode: 0o600});
		this.#stream.on('error', () => {
			this.#stream?.destroy();
		});
	}

	#rotate(): void {
		for (let number = KEPT - 1; number >= 0; number--) {
			const from = number === 0 ? this.#location : `${this.#location}.${number}`;
			if (statSync(from, {throwIfNoEntry: false})) {
				renameSync(from, `${this.#location}.${number + 1}`);
			}
		}
	}
}
