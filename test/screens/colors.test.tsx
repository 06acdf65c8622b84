import test from 'ava';
import {themes, type ThemeName} from '../../source/theme.js';
import {drawInColors} from '../harness/colors.js';
import {golden} from '../harness/golden.js';
import {openShell} from '../harness/shell.js';
import {moments, poseOf, tabs} from './poses.js';

drawInColors();

/** Escape sequences as text, for a file that a person can read. */
const shown = (frame: string): string => frame.replaceAll('\u001B[', '‹').replaceAll(/(‹[\d;]+)m/gv, '$1›');

for (const theme of Object.keys(themes) as ThemeName[]) {
	for (const screen of Object.keys(tabs)) {
		test.serial(`${screen} has its colours in a ${theme} terminal`, async t => {
			const moment = moments[`${screen}-busy`]!;
			const shell = await openShell(t, poseOf(moment), {columns: 80, rows: 24, theme});
			await shell.press(...moment.keys);
			golden(t, `${theme}-${screen}`, shown(shell.frame));
			// Bright colours cannot be read on white.
			// eslint-disable-next-line no-control-regex -- Terminals speak in control characters.
			t.true(theme === 'dark' || !/\u001B\[(?:9|10)[0-7]m/v.test(shell.frame));
		});
	}
}
