import {StringDecoder} from 'node:string_decoder';
import type {ReadStream} from 'node:tty';
import type {KeyEvent} from './key-event.js';
import {parseKeys} from './parse-keys.js';

/** A lone escape is the key, when nothing follows it for so long. */
const ESCAPE_MS = 40;

/** A paste that does not end is given up after so many characters. */
const MAX_REST = 1_000_000;

/** Reads keys from a terminal, in raw mode for as long as it runs. */
export class KeyReader {
	readonly #input: ReadStream;
	readonly #onKey: (event: KeyEvent) => void;
	readonly #decoder = new StringDecoder('utf8');
	#rest = '';
	#timer: NodeJS.Timeout | undefined;

	constructor(input: ReadStream, onKey: (event: KeyEvent) => void) {
		this.#input = input;
		this.#onKey = onKey;
	}

	start(): void {
		this.#input.setRawMode(true);
		this.#input.on('data', this.#read);
		this.#input.resume();
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#input.off('data', this.#read);
		this.#input.setRawMode(false);
		this.#input.pause();
	}

	readonly #read = (bytes: Uint8Array): void => {
		clearTimeout(this.#timer);
		this.#take(this.#rest + this.#decoder.write(Buffer.from(bytes)), false);
	};

	#take(input: string, isFinal: boolean): void {
		const {events, rest} = parseKeys(input, isFinal || input.length > MAX_REST);
		this.#rest = rest;
		if (rest !== '' && !rest.startsWith('\u001B[200~')) {
			this.#timer = setTimeout(() => {
				this.#take(this.#rest, true);
			}, ESCAPE_MS);
		}

		for (const event of events) {
			this.#onKey(event);
		}
	}
}
