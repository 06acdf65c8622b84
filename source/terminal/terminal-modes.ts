import type {WriteStream} from 'node:tty';

/** The alternate screen (the terminal keeps what was on it, scrollback and all), no cursor, marks around what is pasted, and no wrapping: a line that is too wide for a moment, while the size changes, spoils no other. */
const ENTER = '\u001B[?1049h\u001B[?25l\u001B[?2004h\u001B[?7l';
const LEAVE = '\u001B[?7h\u001B[?2004l\u001B[0m\u001B[?25h\u001B[?1049l';

/** Takes the terminal over for full screens, and gives it back as it was. Both may be called twice. */
export class TerminalModes {
	readonly #terminal: WriteStream;
	#isOn = false;

	constructor(terminal: WriteStream) {
		this.#terminal = terminal;
	}

	enter(): void {
		if (!this.#isOn) {
			this.#isOn = true;
			this.#terminal.write(ENTER);
		}
	}

	/** Works while the process exits as well: to a terminal, writing is synchronous. */
	leave(): void {
		if (this.#isOn) {
			this.#isOn = false;
			this.#terminal.write(LEAVE);
		}
	}
}
