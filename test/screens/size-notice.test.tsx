import {stripVTControlCharacters} from 'node:util';
import test from 'ava';
import {openShell} from '../harness/shell.js';
import {moments, poseOf} from './poses.js';

const textOf = (frame: string): string => stripVTControlCharacters(frame).replaceAll(/\s+/gv, ' ').trim();

for (const [columns, rows] of [[59, 20], [60, 19], [20, 5]] as const) {
	test.serial(`${columns}x${rows} is too small, and it says what there is and what is needed`, async t => {
		const shell = await openShell(t, poseOf(moments['node-busy']!), {columns, rows});
		t.is(textOf(shell.frame), `This terminal has ${columns}x${rows}. chain-tui needs 60x20: make it larger.`);
		t.true(shell.frame.split('\n').length <= rows);
	});
}

test.serial('60x20 is enough', async t => {
	const shell = await openShell(t, poseOf(moments['node-busy']!), {columns: 60, rows: 20});
	t.notRegex(shell.frame, /make it larger/v);
});

test.serial('a single cell is survived', async t => {
	const shell = await openShell(t, poseOf(moments['wallet-busy']!), {columns: 1, rows: 1});
	t.true(shell.frame.split('\n').every(line => stripVTControlCharacters(line).length <= 1));
	await shell.resize({columns: 60, rows: 20});
	t.regex(shell.frame, /─ Chain ─/v);
});

test.serial('what was typed and where one was is there again when the terminal grows', async t => {
	const shell = await openShell(t, poseOf(moments['wallet-busy']!), {columns: 80, rows: 24});
	await shell.press('4', 'S', 'b', 'o', 'b');
	const before = shell.frame;
	t.regex(before, /bob/v);
	await shell.resize({columns: 40, rows: 10});
	t.notRegex(shell.frame, /bob/v);
	await shell.press('x', 'escape', 'q');
	await shell.resize({columns: 80, rows: 24});
	t.is(shell.frame, before, 'keys that nobody saw the answer to have done something');
});
