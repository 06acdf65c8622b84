import process from 'node:process';
import test from 'ava';
import {openTerminal} from '../harness/terminal.js';
import {practise} from './first-run-steps.js';

test.serial('a miner process that is killed is replaced', async t => {
	const terminal = await openTerminal(t, {rows: 40, columns: 120});
	await practise(terminal);
	await terminal.press('3', 'space');
	await terminal.expectFrame(/practice #[1-9]/v);
	const frame = await terminal.expectFrame(/^│\s+\d+ mining/mv);
	const pid = Number(/^│\s+(?<pid>\d+) mining/mv.exec(frame)!.groups!['pid']);
	process.kill(pid, 'SIGKILL');
	await terminal.expectFrame(/died/v);
	const after = await terminal.expectFrame(now => /^│\s+\d+ mining/mv.test(now) && !now.includes(`${pid} mining`));
	t.notRegex(after, /n\/a mining/v);
});

test.serial('NO_COLOR is honoured', async t => {
	const terminal = await openTerminal(t, {env: {NO_COLOR: '1'}});
	await terminal.expectFrame(/❯ Practise/v);
	await terminal.press('ctrl+c');
	await terminal.exit;
	// eslint-disable-next-line no-control-regex -- Terminals speak in control characters.
	t.notRegex(terminal.raw(), /\u{1B}\[(?:3\d|9\d|4\d)m/v);
});

test.serial('a screen reader gets text, and no alternate screen', async t => {
	const terminal = await openTerminal(t, {env: {INK_SCREEN_READER: 'true'}});
	await terminal.expectFrame(/Practise/v);
	t.false(terminal.modes().isAlternate);
	await terminal.press('ctrl+c');
	t.like(await terminal.exit, {code: 0});
});

test.serial('help, palette and tabs', async t => {
	const terminal = await openTerminal(t);
	await practise(terminal);
	await terminal.press('?');
	await terminal.expectFrame(/Keys/v);
	await terminal.press('escape', ':');
	await terminal.expectFrame(/type some letters|ype some letters/v);
	terminal.type('wallet');
	await terminal.expectFrame(/the screen Wallet/v);
	await terminal.press('enter');
	await terminal.expectFrame(/immature/iv);
	await terminal.press('tab');
	await terminal.expectFrame(/Richest/v);
	await terminal.press('shift+tab');
	await terminal.expectFrame(/immature/iv);
	await terminal.press('q');
	t.like(await terminal.exit, {code: 0});
});
