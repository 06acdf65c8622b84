import {EventEmitter} from 'node:events';
import type {ExecutionContext} from 'ava';
import {render} from 'ink';
import {act} from 'react';
import {Shell, type TerminalDoor} from '../../source/app/shell.js';
import type {Size} from '../../source/hooks/surroundings.js';
import type {Program} from '../../source/store/program.js';
import {type KeyEvent, keyEvent} from '../../source/terminal/key-event.js';
import type {ThemeName} from '../../source/theme.js';

export type ShellOptions = Size & {
	readonly theme?: ThemeName;
	readonly isScreenReader?: boolean;
};

/** Does something, and waits until React has drawn what follows from it. */
async function settled(action: () => void): Promise<void> {
	const surroundings = globalThis as {IS_REACT_ACT_ENVIRONMENT?: boolean};
	surroundings.IS_REACT_ACT_ENVIRONMENT = true;

	await act(async () => {
		action();
	});
	surroundings.IS_REACT_ACT_ENVIRONMENT = false;
}

/** What Ink draws on: it remembers the last frame, whole. */
// eslint-disable-next-line unicorn/prefer-event-target -- Ink calls `on` and `off`.
class Canvas extends EventEmitter {
	isTTY = true;
	frame = '';
	columns: number;
	rows: number;

	constructor({columns, rows}: Size) {
		super();
		this.columns = columns;
		this.rows = rows;
	}

	write(frame: string): boolean {
		this.frame = frame;
		return true;
	}
}

/** The program's screens on a terminal of a size, in this process: every frame is whole, and colours are kept. */
export class TestShell {
	/** Everything that is done to it is done once React has drawn all that follows from it: one test at a time. */
	static async open(program: Program, {theme = 'dark', isScreenReader = false, ...size}: ShellOptions): Promise<TestShell> {
		const canvas = new Canvas(size);
		const shell = new TestShell(canvas);
		const listeners = shell.#listeners;
		const door: TerminalDoor = {
			get size() {
				return {columns: canvas.columns, rows: canvas.rows};
			},
			onResize(listener) {
				canvas.on('resize', listener);
				return () => {
					canvas.off('resize', listener);
				};
			},
			onKey(listener) {
				listeners.add(listener);
				return () => {
					listeners.delete(listener);
				};
			},
			copy: () => undefined,
			redraw: () => undefined,
			suspend: () => undefined,
			quit: () => undefined,
		};
		await settled(() => {
			shell.#ink = render(<Shell program={program} terminal={door} guessedTheme={theme} isScreenReader={isScreenReader}/>, {
				// eslint-disable-next-line unicorn/prefer-event-target -- Ink never listens to it.
				stdin: new EventEmitter() as NodeJS.ReadStream, stdout: canvas as unknown as NodeJS.WriteStream, debug: true, exitOnCtrlC: false, patchConsole: false, isScreenReaderEnabled: isScreenReader,
			});
		});
		return shell;
	}

	readonly #canvas: Canvas;
	readonly #listeners = new Set<(event: KeyEvent) => boolean>();
	#ink: ReturnType<typeof render> | undefined;

	private constructor(canvas: Canvas) {
		this.#canvas = canvas;
	}

	/** What is on the screen, with its colours. */
	get frame(): string {
		return this.#canvas.frame;
	}

	/** Presses keys, by their names in `source/terminal/key-event.ts`. */
	async press(...keys: readonly string[]): Promise<void> {
		for (const name of keys) {
			await settled(() => {
				for (const listener of this.#listeners) {
					listener(keyEvent(name, [...name].length === 1 ? name : ''));
				}
			});
		}
	}

	async resize({columns, rows}: Size): Promise<void> {
		await settled(() => {
			Object.assign(this.#canvas, {columns, rows});
			this.#canvas.emit('resize');
		});
	}

	close(): void {
		this.#ink?.unmount();
	}
}

export async function openShell(t: ExecutionContext, program: Program, options: ShellOptions): Promise<TestShell> {
	const shell = await TestShell.open(program, options);
	t.teardown(() => {
		shell.close();
	});
	return shell;
}
