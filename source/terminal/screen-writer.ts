import {EventEmitter} from 'node:events';
import type {WriteStream} from 'node:tty';
import {widthOf} from './cells.js';

const HOME = '\u001B[H';
const CLEAR = '\u001B[2J';
const CLEAR_LINE_END = '\u001B[K';
/** Terminals that know it show everything between the two at once; the others ignore it. */
const BEGIN_FRAME = '\u001B[?2026h';
const END_FRAME = '\u001B[?2026l';

const moveTo = (row: number): string => `\u001B[${row + 1};1H`;

/**
What Ink draws on instead of the terminal. Ink hands over whole frames (its `debug` mode); only the lines that differ from those on the screen are written, each in its place. So nothing flickers, nothing is cleared, and nothing is written while nothing changes.

It looks enough like a terminal for Ink: size, `write` and `resize`.
*/
// eslint-disable-next-line unicorn/prefer-event-target -- Ink calls `on` and `off`.
export class ScreenWriter extends EventEmitter {
	readonly #terminal: WriteStream;
	readonly #draw: (frame: string) => string;
	#shown: readonly string[] = [];
	#frame: string | undefined;
	#isScheduled = false;
	#isHeld = false;
	#isClosed = false;

	/** @param draw - What becomes of a frame on this terminal; it may get no wider. */
	constructor(terminal: WriteStream, draw: (frame: string) => string = frame => frame) {
		super();
		this.#terminal = terminal;
		this.#draw = draw;
		terminal.on('resize', this.#resized);
	}

	get isTTY(): boolean {
		return true;
	}

	get columns(): number {
		return this.#terminal.columns;
	}

	get rows(): number {
		return this.#terminal.rows;
	}

	/** Takes a frame. Several in one turn of the event loop become one. */
	write(frame: string, done?: () => void): boolean {
		if (frame !== '' && !this.#isClosed) {
			this.#frame = this.#draw(frame);
			this.#schedule();
		}

		if (done) {
			setImmediate(done);
		}

		return true;
	}

	/** Draws everything anew, for example when the terminal comes back from somewhere else. */
	repaint(): void {
		if (this.#isHeld) {
			return;
		}

		this.#shown = [];
		this.#terminal.write(`${HOME}${CLEAR}`);
		this.#schedule();
	}

	/** Writes nothing until {@link release}, while another program has the terminal; the last frame that comes is kept. */
	hold(): void {
		this.#isHeld = true;
	}

	/** The terminal is ours again: everything is drawn. */
	release(): void {
		this.#isHeld = false;
		this.repaint();
	}

	/** Shows the last frame that came, and lets go of the terminal. */
	close(): void {
		this.#flush();
		this.#isClosed = true;
		this.#terminal.off('resize', this.#resized);
	}

	readonly #resized = (): void => {
		// The terminal has moved the lines about: none can be relied on.
		this.repaint();
		this.emit('resize');
		// Ink has drawn what it had, in the old size; the frame of the new size comes next.
		this.#frame = undefined;
	};

	#schedule(): void {
		if (!this.#isScheduled) {
			this.#isScheduled = true;
			setImmediate(() => {
				this.#isScheduled = false;
				this.#flush();
			});
		}
	}

	#flush(): void {
		if (this.#frame === undefined || this.#isHeld || this.#isClosed) {
			return;
		}

		const lines = this.#frame.split('\n').slice(0, this.rows);
		const height = Math.max(lines.length, this.#shown.length);
		let changes = '';
		for (let row = 0; row < height; row++) {
			const line = lines[row] ?? '';
			if (line !== this.#shown[row]) {
				// After a full line the cursor stands on its last character, which must stay.
				changes += `${moveTo(row)}${line}${widthOf(line) < this.columns ? CLEAR_LINE_END : ''}`;
			}
		}

		this.#shown = lines;
		if (changes !== '') {
			this.#terminal.write(`${BEGIN_FRAME}${changes}${END_FRAME}`);
		}
	}
}
