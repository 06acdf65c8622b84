import {readdir, readFile, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {temporaryHome} from '../harness/program.js';
import {openTerminal} from '../harness/terminal.js';
import {practise} from './first-run-steps.js';

test('the history is filtered and written to a file by keyboard alone; the filter is there in the next run', async t => {
	const home = await temporaryHome(t, 'practice');
	const folder = path.dirname(home.data);
	const options = {columns: 100, rows: 30, home: folder};
	const terminal = await openTerminal(t, options);
	await practise(terminal);
	const {address: bob} = await home.json<{address: string}>(['wallet', 'new', 'bob', '--no-passphrase', '--json']);
	await terminal.press('3', 'space');
	await terminal.expectFrame(/practice #(?:[5-9]|\d\d)/v);
	await terminal.press('space');
	await terminal.expectFrame(/stopped/v);
	const {id} = await home.json<{id: string}>(['send', bob, '1.5', '--memo', '=1+1', '--yes', '--json']);

	const isMined = (frame: string) => /\bmined +\+/v.test(frame);
	const isSent = (frame: string) => /\bsent +-1\.5/v.test(frame);
	await terminal.press('4');
	await terminal.expectFrame(frame => isMined(frame) && isSent(frame));
	await terminal.press('f');
	await terminal.expectFrame(frame => frame.includes('History: sent') && isSent(frame) && !isMined(frame));
	await terminal.press('f', 'f');
	await terminal.expectFrame(frame => frame.includes('History: mined') && isMined(frame) && !isSent(frame));
	await terminal.press('f', 'f', '/');
	await terminal.expectFrame(/History: all/v);
	terminal.type('=1+1');
	await terminal.expectFrame(frame => frame.includes('with "=1+1"') && isSent(frame) && !isMined(frame));
	await terminal.press('enter');
	await terminal.press('X');
	await terminal.expectFrame(/written to /v);

	// The whole of it, whatever was filtered.
	const files = await readdir(folder);
	const [name, ...others] = files.filter(file => file.endsWith('.csv'));
	t.deepEqual(others, []);
	t.regex(name!, /^chain-tui-practice-default-\d{8}-\d{6}\.csv$/v);
	const file = path.join(folder, name!);
	const {mode} = await stat(file);
	t.is(mode & 0o777, 0o600, 'nobody else reads what somebody pays');
	const text = await readFile(file, 'utf8');
	const [titles, ...rows] = text.trimEnd().split(/\r?\n/v);
	t.is(titles, 'time,direction,amount,fee,balance,counterparties,memo,txid,height');
	const entries = await home.json<ReadonlyArray<{direction: string}>>(['history', '--limit', '100', '--json']);
	t.is(rows.length, entries.length);
	const [sent, ...more] = rows.filter(row => row.split(',')[1] === 'sent').map(row => row.split(','));
	t.deepEqual(more, []);
	t.deepEqual([sent![2], sent![5], sent![6], sent![7], sent![8]], ['1.5', bob, '\'=1+1', id, ''], 'a formula is a text, and what is pending has no height');

	await terminal.press('escape');
	await terminal.expectFrame(/History: all, newest/v);
	await terminal.press('f', 'f', 'f', 's');
	await terminal.expectFrame(/History: mined, largest first/v);
	await terminal.press('ctrl+c');
	t.like(await terminal.exit, {code: 0});

	const again = await openTerminal(t, options);
	await again.expectFrame(/History: mined, largest first/v);
	await again.press('ctrl+c');
	t.like(await again.exit, {code: 0});

	const settings = path.join(home.data, 'settings.json');
	const {views, ...rest} = JSON.parse(await readFile(settings, 'utf8')) as {views: Record<string, string>};
	await writeFile(settings, JSON.stringify({...rest, views: {...views, 'wallet.kind': 'pink', 'wallet.order': ['x'], 'explorer.list': '__proto__'}, work: 7}));
	const third = await openTerminal(t, options);
	await third.expectFrame(/History: all, newest first/v);
	await third.press('ctrl+c');
	t.like(await third.exit, {code: 0});
});
