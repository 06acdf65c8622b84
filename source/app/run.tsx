import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {render} from 'ink';
import {onExit} from 'signal-exit';
import type {Size} from '../hooks/surroundings.js';
import {Program, type ProgramOptions} from '../store/program.js';
import {clipboardSequence} from '../terminal/clipboard.js';
import type {KeyEvent} from '../terminal/key-event.js';
import {KeyReader} from '../terminal/key-reader.js';
import {drawingFor} from '../terminal/drawing.js';
import {ScreenWriter} from '../terminal/screen-writer.js';
import type {TerminalModes} from '../terminal/terminal-modes.js';
import {guessTheme} from '../theme.js';
import {onCrash} from './crash.js';
import {Shell, type TerminalDoor} from './shell.js';

/** Whatever has not stopped by then is left behind. */
const STOP_MS = 10_000;

export type RunOptions = ProgramOptions & {
	/** Aborts when the system wants an end. */
	readonly signal: AbortSignal;
};

/**
Runs the screens on this process's terminal, and ends when the person quits.

Whatever ends the process, the terminal is given back as it was, and what went wrong is told after that. A crash gives it back at once; miner, node and storage are then ended as ever, and the error is thrown.

@param modes - Of that terminal; they may be on already.
*/
export async function runApp(modes: TerminalModes, {signal, ...options}: RunOptions): Promise<void> {
	const {stdin, stdout, env} = process;
	const isScreenReader = env['INK_SCREEN_READER'] === 'true';
	const writer = new ScreenWriter(stdout, drawingFor(env));
	const program = new Program(options);
	const listeners = new Set<(event: KeyEvent) => boolean>();
	const keys = new KeyReader(stdin, event => [...listeners].map(listener => listener(event)).includes(true));
	const giveBack = () => {
		writer.close();
		modes.leave();
	};

	const forget = onExit(giveBack, {alwaysLast: true});
	const [ended, insisted, crashed] = [settling(), settling(), settling()];
	const notCrashing = onCrash(crashed.fail);
	const enter = () => {
		// Keys first: who may not have them, because another program is in front (`bg`), is stopped there by the system, before anything is drawn over that.
		keys.start();
		if (!isScreenReader) {
			modes.enter();
		}
	};

	const terminal: TerminalDoor = {
		get size(): Size {
			return {columns: stdout.columns, rows: stdout.rows};
		},
		onResize(listener) {
			stdout.on('resize', listener);
			return () => {
				stdout.off('resize', listener);
			};
		},
		onKey(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		copy(text) {
			stdout.write(clipboardSequence(text));
		},
		redraw() {
			writer.repaint();
		},
		suspend() {
			keys.stop();
			writer.hold();
			modes.leave();
			// Until this is heard, much else may be: what waited to be drawn, above all.
			process.once('SIGCONT', () => {
				enter();
				writer.release();
				// Whoever was in front meanwhile was told of the sizes: Node.js looks when it hears this.
				process.kill(process.pid, 'SIGWINCH');
			});
			process.kill(process.pid, 'SIGSTOP');
		},
		quit(isNow = false) {
			(isNow ? insisted : ended).settle();
		},
	};
	enter();
	signal.addEventListener('abort', ended.settle);
	// A line that dropped, or a shell that is gone: there is nobody left.
	stdin.on('end', ended.settle).on('error', ended.settle);
	const screen = render(<Shell program={program} terminal={terminal} guessedTheme={guessTheme(env)} isScreenReader={isScreenReader}/>, {
		// Whole frames, which the writer turns into what has changed; a screen reader gets Ink's own output.
		...(isScreenReader ? {} : {stdout: writer as unknown as NodeJS.WriteStream, debug: true}),
		stdin,
		exitOnCtrlC: false,
		patchConsole: false,
		isScreenReaderEnabled: isScreenReader,
	});
	const close = () => {
		screen.unmount();
		keys.stop();
		giveBack();
	};

	const stop = async () => Promise.race([program.stop(), insisted.promise, delay(STOP_MS, undefined, {ref: false})]);
	try {
		// The first frame is on its way before anything heavy is loaded.
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		void program.open();
		await Promise.race([ended.promise, crashed.promise, screen.waitUntilExit()]);
		await Promise.race([stop(), crashed.promise]);
	} catch (error) {
		close();
		// What it is about comes first; that it cannot be stopped either says nothing new.
		await stop().catch(() => undefined);
		throw error;
	} finally {
		close();
		notCrashing();
		stdin.off('end', ended.settle).off('error', ended.settle);
		forget();
	}
}

/** A promise, and what settles it. */
function settling() {
	let settle: () => void = () => undefined;
	let fail: (error: unknown) => void = () => undefined;
	const promise = new Promise<void>((resolve, reject) => {
		settle = resolve;
		fail = reject;
	});
	// Whether anybody waits for it is not known yet.
	promise.catch(() => undefined);
	return {promise, settle, fail};
}
