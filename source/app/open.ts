import process from 'node:process';
import {onExit} from 'signal-exit';
import {drawingFor} from '../terminal/drawing.js';
import {TerminalModes} from '../terminal/terminal-modes.js';
import type {RunOptions} from './run.js';

/** What the first frame of the shell shows as well, without its colours. */
const FIRST = '\u001B[1;1H\u001B[7m  chain-tui \u001B[0m\u001B[3;2H\u001B[2mOpening…\u001B[0m';

/**
Takes the terminal over and shows that something happens, and only then loads what draws: Ink and what it needs are some 500 files.

Keys that are pressed meanwhile wait, and none of them appears on the screen.
*/
export async function openApp(options: RunOptions): Promise<void> {
	const {stdin, stdout, env} = process;
	const modes = new TerminalModes(stdout);
	if (env['INK_SCREEN_READER'] !== 'true') {
		modes.enter();
		stdout.write(drawingFor(env)(FIRST));
	}

	// Node.js itself sets it back at the end.
	stdin.setRawMode(true);
	const giveBack = () => {
		modes.leave();
	};

	const forget = onExit(giveBack, {alwaysLast: true});
	try {
		const {runApp} = await import('./run.js');
		await runApp(modes, options);
	} finally {
		giveBack();
		forget();
	}
}
