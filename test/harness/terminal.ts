import {EventEmitter} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import * as pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import type {ExecutionContext} from 'ava';
import stringWidth from 'string-width';
import {program} from './program.js';

/*
The whole program in a terminal, as a person uses it: a pseudo-terminal of the system, and the screen that a terminal makes of what is written to it.
*/

/** Far more than anything takes, even on a busy machine. */
const TIMEOUT_MS = 60_000;

export type TerminalOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly args?: readonly string[];
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** A data folder that is kept; by default a new one that is removed. */
	readonly home?: string;
	/** Another program than this one, with all its arguments. */
	readonly command?: readonly [string, ...string[]];
};

export type Modes = {
	readonly isAlternate: boolean;
	readonly isCursorVisible: boolean;
	readonly isBracketedPaste: boolean;
	readonly isWrapping: boolean;
	readonly isMouseTracked: boolean;
	/** Whether arrows send what programs get, and not what shells do. */
	readonly hasApplicationKeys: boolean;
};

export type Exit = {readonly code: number; readonly signal: number | undefined};

/** What keys send, by the names of `source/terminal/key-event.ts`. Everything else sends itself. */
const sequences: Readonly<Record<string, string>> = {
	enter: '\r', escape: '\u001B', tab: '\t', 'shift+tab': '\u001B[Z', backspace: '\u007F', delete: '\u001B[3~', space: ' ', up: '\u001B[A', down: '\u001B[B', right: '\u001B[C', left: '\u001B[D', home: '\u001B[H', end: '\u001B[F', pageup: '\u001B[5~', pagedown: '\u001B[6~',
};

const bytesOf = (key: string): string => sequences[key] ?? (key.startsWith('ctrl+') ? String.fromCodePoint(key.codePointAt(5)! - 96) : key);

/** What a terminal has before anybody asks for anything. */
export const ownModes: Modes = {
	isAlternate: false, isCursorVisible: true, isBracketedPaste: false, isWrapping: true, isMouseTracked: false, hasApplicationKeys: false,
};

/** A mode that is set and reset by `CSI ? n h` and `CSI ? n l`: what the last one of them in the output says. */
const modeOf = (raw: string, number: number, isOnAtFirst: boolean): boolean => {
	const on = raw.lastIndexOf(`\u001B[?${number}h`);
	const off = raw.lastIndexOf(`\u001B[?${number}l`);
	return on === off ? isOnAtFirst : on > off;
};

export class TestTerminal {
	readonly exit: Promise<Exit>;
	readonly home: string;
	readonly screen: xterm.Terminal;
	readonly #pty: pty.IPty;
	// eslint-disable-next-line unicorn/prefer-event-target -- It has no end of listeners.
	readonly #changes = new EventEmitter();
	#raw = '';
	#exited: Exit | undefined;
	/** Where in the raw output each size began. */
	readonly #sizes: Array<{readonly at: number; readonly columns: number}> = [];

	constructor({columns = 80, rows = 24, args = [], env = {}, command = [process.execPath, program]}: TerminalOptions, home: string) {
		this.home = home;
		const {CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...inherited} = process.env;
		const [file, ...before] = command;
		this.screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 1000});
		this.#sizes.push({at: 0, columns});
		this.#pty = pty.spawn(file, [...before, ...args], {
			name: 'xterm-256color', cols: columns, rows, cwd: home, env: {...inherited, TERM: 'xterm-256color', CHAIN_TUI_HOME: path.join(home, 'data'), HOME: home, ...env},
		});
		this.#changes.setMaxListeners(0);
		this.#pty.onData(text => {
			this.#raw += text;
			this.screen.write(text, () => {
				this.#changes.emit('change');
			});
		});
		this.exit = new Promise(resolve => {
			this.#pty.onExit(({exitCode, signal}) => {
				this.#exited = {code: exitCode, signal: signal === 0 ? undefined : signal};
				// What was written before the end is still on its way to the screen.
				this.screen.write('', () => {
					this.#changes.emit('change');
					resolve(this.#exited!);
				});
			});
		});
	}

	get pid(): number {
		return this.#pty.pid;
	}

	get columns(): number {
		return this.screen.cols;
	}

	/** Presses keys one after the other, each by itself. */
	async press(...keys: readonly string[]): Promise<void> {
		for (const key of keys) {
			this.#pty.write(bytesOf(key));
			// An escape, and what comes after it, are two keys only with time between them.
			await delay(key === 'escape' ? 60 : 5);
		}
	}

	/** Types text, all of it at once. */
	type(text: string): void {
		this.#pty.write(text);
	}

	/** Pastes, marked as terminals mark it when they were asked to. */
	paste(text: string): void {
		this.#pty.write(`\u001B[200~${text}\u001B[201~`);
	}

	resize(columns: number, rows: number): void {
		this.#sizes.push({at: this.#raw.length, columns});
		this.screen.resize(columns, rows);
		this.#pty.resize(columns, rows);
	}

	/** What is on the screen, a text for each line. */
	frame(): string {
		const {active} = this.screen.buffer;
		return Array.from({length: this.screen.rows}, (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '').join('\n').trimEnd();
	}

	/** All lines of the screen that a person scrolls back through. */
	scrolledText(): string[] {
		const {normal} = this.screen.buffer;
		return Array.from({length: normal.length}, (_, row) => normal.getLine(row)!.translateToString(true));
	}

	/** Waits until the screen shows something. @returns It. */
	async expectFrame(expected: RegExp | ((frame: string) => boolean), {timeoutMs = TIMEOUT_MS}: {readonly timeoutMs?: number} = {}): Promise<string> {
		const isThere = typeof expected === 'function' ? expected : (frame: string) => expected.test(frame);
		return new Promise((resolve, reject) => {
			const stop = () => {
				clearTimeout(timer);
				this.#changes.off('change', look);
			};

			const fail = (why: string) => {
				stop();
				reject(new Error(`${why} ${String(expected)} on the screen\n${this.frame()}`));
			};

			const look = () => {
				const frame = this.frame();
				// In the middle of a frame there is nothing that anybody would see.
				if (!modeOf(this.#raw, 2026, false) && isThere(frame)) {
					stop();
					resolve(frame);
				} else if (this.#exited) {
					fail(`the program ended (${JSON.stringify(this.#exited)}) without`);
				}
			};

			const timer = setTimeout(() => {
				fail(`after ${timeoutMs} ms there is no`);
			}, timeoutMs);
			this.#changes.on('change', look);
			look();
		});
	}

	/** All that was written to the terminal. */
	raw(): string {
		return this.#raw;
	}

	/** How wide the widest line is that was ever drawn, per number of columns; not while the size changed. */
	widest(): ReadonlyArray<{readonly columns: number; readonly width: number}> {
		return this.#sizes.map(({at, columns}, index) => {
			const frames = this.#raw.slice(at, this.#sizes[index + 1]?.at).split('\u001B[2J');
			const settled = index === 0 ? frames : frames.slice(1);
			// eslint-disable-next-line no-control-regex -- Terminals speak in control characters.
			const lines = settled.flatMap(frame => frame.split(/\u{1B}\[\d+;1H/v).slice(1)).map(line => line.split('\u001B[?')[0]!);
			return {columns, width: Math.max(0, ...lines.map(line => stringWidth(line)))};
		});
	}

	modes(): Modes {
		return {
			isAlternate: this.screen.buffer.active.type === 'alternate',
			isCursorVisible: modeOf(this.#raw, 25, true),
			isBracketedPaste: this.screen.modes.bracketedPasteMode,
			isWrapping: this.screen.modes.wraparoundMode,
			isMouseTracked: this.screen.modes.mouseTrackingMode !== 'none',
			hasApplicationKeys: this.screen.modes.applicationCursorKeysMode || this.screen.modes.applicationKeypadMode,
		};
	}

	kill(signal: NodeJS.Signals): void {
		this.#pty.kill(signal);
	}

	/** Takes the terminal away, as closing its window does. */
	hangUp(): void {
		(this.#pty as unknown as {destroy: () => void}).destroy();
	}

	async close(): Promise<void> {
		if (!this.#exited) {
			this.kill('SIGKILL');
			await this.exit;
		}

		this.screen.dispose();
	}
}

/** Runs the program in a terminal of its own until the test is over. */
export async function openTerminal(t: ExecutionContext, options: TerminalOptions = {}): Promise<TestTerminal> {
	const home = options.home ?? await mkdtemp(path.join(tmpdir(), 'chain-tui-terminal-'));
	const terminal = new TestTerminal(options, home);
	t.teardown(async () => {
		await terminal.close();
		if (options.home === undefined) {
			await rm(home, {recursive: true, force: true, maxRetries: 10});
		}
	});
	return terminal;
}
