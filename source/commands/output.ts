import type {Writable} from 'node:stream';
import {type ApiError, toErrorBody} from '../api/api-error.js';

export type OutputOptions = {
	readonly isJson: boolean;
	readonly isQuiet: boolean;
	/** Where results go. */
	readonly stdout: Writable;
	/** Where everything else goes. */
	readonly stderr: Writable & {readonly isTTY?: boolean};
	/** Milliseconds since 1970. */
	readonly clock: () => number;
};

/** How often progress is told: on a terminal in place, elsewhere as lines. */
const TERMINAL_MS = 100;
const LINES_MS = 5000;
const ERASE_LINE = '\r\u001B[K';

/** What steers a terminal instead of being read, line ends and tabs apart. A node may be anybody's, and so may what it says. */
const steering = /\r(?!\n)|[\p{Cc}--[\n\r\t]]/gv;

const harmless = (text: string): string => text.replaceAll(steering, '·');

/** What a command says: its result on stdout, for a person or as JSON, and the way there on stderr. */
export class Output {
	readonly #options: OutputOptions;
	#progressAt = Number.NEGATIVE_INFINITY;
	#isOnProgressLine = false;

	constructor(options: OutputOptions) {
		this.#options = options;
	}

	get isJson(): boolean {
		return this.#options.isJson;
	}

	/** The one result. @param value - What `--json` prints. @param text - What a person reads. */
	result(value: unknown, text: string): void {
		this.#write(this.isJson ? JSON.stringify(value) : harmless(text));
	}

	/** Something that happened, while a command goes on. */
	event(event: string, fields: object, text: string): void {
		if (this.isJson) {
			this.#write(JSON.stringify({event, ...fields}));
		} else if (!this.#options.isQuiet) {
			this.#write(harmless(text));
		}
	}

	/** A piece of a result that is too long to be held, such as a line of CSV; its line end is its own. */
	piece(text: string): void {
		this.#options.stdout.write(harmless(text));
	}

	/** A remark for a person: a program that reads JSON finds nothing on stderr but the error. */
	note(text: string): void {
		if (!this.#options.isQuiet && !this.isJson) {
			this.#writeAside(harmless(text));
		}
	}

	/** How far something has come. */
	progress(text: string): void {
		const {isQuiet, stderr, clock} = this.#options;
		const now = clock();
		if (isQuiet || now - this.#progressAt < (stderr.isTTY ? TERMINAL_MS : LINES_MS)) {
			return;
		}

		this.#progressAt = now;
		if (stderr.isTTY) {
			stderr.write(`${ERASE_LINE}${text}`);
			this.#isOnProgressLine = true;
		} else if (!this.isJson) {
			stderr.write(`${text}\n`);
		}
	}

	/** Why a command failed. */
	failure(error: ApiError): void {
		this.#writeAside(this.isJson ? JSON.stringify(toErrorBody(error)) : `chain-tui: ${harmless(error.message)}`);
	}

	#write(text: string): void {
		this.#endProgress();
		this.#options.stdout.write(`${text}\n`);
	}

	#writeAside(text: string): void {
		this.#endProgress();
		this.#options.stderr.write(`${text}\n`);
	}

	#endProgress(): void {
		if (this.#isOnProgressLine) {
			this.#options.stderr.write(ERASE_LINE);
			this.#isOnProgressLine = false;
		}
	}
}
