import path from 'node:path';
import test from 'ava';
import {temporaryHome} from '../harness/program.js';
import {openTerminal} from '../harness/terminal.js';
import {practise} from './first-run-steps.js';

const sizes = [{columns: 80, rows: 24}, {columns: 60, rows: 20}, {columns: 120, rows: 40}] as const;

for (const {columns, rows} of sizes) {
	test.serial(`coins are paid by keyboard alone, seen pending and then confirmed, at ${columns}x${rows}; a second terminal uses the same node`, async t => {
		const home = await temporaryHome(t, 'practice');
		const terminal = await openTerminal(t, {columns, rows, home: path.dirname(home.data)});
		await practise(terminal);
		const {address: bob} = await home.json<{address: string}>(['wallet', 'new', 'bob', '--no-passphrase', '--json']);
		await terminal.press('3', 'space');
		await terminal.expectFrame(/practice #(?:[5-9]|\d\d)/v, {timeoutMs: 60_000});

		// While nobody mines, what is sent stays pending.
		await terminal.press('space', '4');
		await terminal.expectFrame(/Available +[1-9]/v);
		await terminal.press('S');
		await terminal.expectFrame(/Amount/v);
		terminal.type(bob);
		await terminal.expectFrame(new RegExp(bob.slice(-6), 'v'));
		await terminal.press('enter');
		terminal.type('1.5');
		await terminal.expectFrame(/1\.5/v);
		await terminal.press('enter', 'enter', 'enter');
		const review = await terminal.expectFrame(/Y to send/v);
		t.true(review.replaceAll(/[\s│]/gv, '').includes(bob), 'the review shows the whole address');
		await terminal.press('Y');
		await terminal.expectFrame(/○ .*sent/v);
		const {length} = await home.json<readonly unknown[]>(['mempool', '--json']);
		t.is(length, 1, 'a second terminal asks the same node');

		await terminal.press('3', 'space', '4');
		await terminal.expectFrame(/✓ .*sent/v, {timeoutMs: 60_000});
		t.like(await home.json(['balance', bob, '--json']), {balance: '1.5'});
		t.true(terminal.widest().every(({width}) => width <= columns), 'no line was wider than the terminal');
		await terminal.press('ctrl+c');
		t.like(await terminal.exit, {code: 0});
	});
}
