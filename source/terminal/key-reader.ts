import {StringDecoder} from 'node:string_decoder';
import type {ReadStream} from 'node:tty';
import type {KeyEvent} from './key-event.js';
import {parseKeys} from './parse-keys.js';

/** A lone escape is the key, when nothing follows it for so long. */
const ESCAPE_MS = 40;

/** A paste that does not end is given up after so many characters. */
const MAX_REST = 1_000_000;

/** Keys that came at once are told apart by so much: each finds on the screen what the one before has brought there. */
const APART_MS = 15;

/** Keys that leave what was typed, and mean all of it: also after what was typed, they wait until it is on the screen. */
const leaving = new Set(['enter', 'escape', 'tab', 'shift+tab', 'up', 'down']);

/** Reads keys from a terminal, in raw mode for as long as it runs. */
export class KeyReader {
	readonly #input: ReadStream;
	readonly #onKey: (event: KeyEvent) => boolean;
	readonly #decoder = new StringDecoder('utf8');
	#rest = '';
	#timer: NodeJS.Timeout | undefined;
	/** Keys that wait until what the one before has changed is on the screen. */
	#waiting: readonly KeyEvent[] = [];
	#pause: NodeJS.Timeout | undefined;
	/** Whether the last key was typed into a field, and may not be on the screen yet. */
	#isTyped = false;

	/** @param onKey - True when the key was typed into a field: then the next one need not wait. */
	constructor(input: ReadStream, onKey: (event: KeyEvent) => boolean) {
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
		clearTimeout(this.#pause);
		this.#pause = undefined;
		this.#waiting = [];
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

		this.#waiting = [...this.#waiting, ...events];
		this.#handOver();
	}

	/** After a key, whoever gets the next one may be somebody else: the rest waits for a moment. */
	#handOver(): void {
		while (this.#pause === undefined && this.#waiting.length > 0) {
			const [event, ...rest] = this.#waiting as readonly [KeyEvent, ...KeyEvent[]];
			if (this.#isTyped && event.type === 'key' && leaving.has(event.name)) {
				this.#isTyped = false;
				this.#waitForScreen();
				return;
			}

			this.#waiting = rest;
			this.#isTyped = this.#onKey(event);
			if (!this.#isTyped) {
				this.#waitForScreen();
			}
		}
	}

	#waitForScreen(): void {
		const pause = setTimeout(() => {
			// Drawing goes before this.
			setImmediate(() => {
				if (this.#pause === pause) {
					this.#pause = undefined;
					this.#handOver();
				}
			});
		}, APART_MS);
		this.#pause = pause;
	}
}
