import test from 'ava';
import {ownModes, openTerminal} from '../harness/terminal.js';
import {practise} from './first-run-steps.js';

for (const [columns, rows] of [[80, 24], [60, 20], [120, 40]] as const) {
	test.serial(`by keyboard alone, from nothing to the first coin, at ${columns}x${rows}`, async t => {
		const terminal = await openTerminal(t, {columns, rows});
		const words = await practise(terminal);
		t.is(words.length, 12);
		await terminal.expectFrame(/first coin/v);

		await terminal.press('3', 'space');
		await terminal.expectFrame(/practice #[1-9]/v);
		await terminal.press('4');
		await terminal.expectFrame(/immature/iv);
		await terminal.expectFrame(/mined/v);

		// Another size in the middle of it; one that is too small; and back.
		terminal.resize(50, 12);
		await terminal.expectFrame(/50x12.*60x20/sv);
		terminal.resize(100, 30);
		await terminal.expectFrame(/immature/iv);
		terminal.resize(columns, rows);
		await terminal.expectFrame(frame => /immature/iv.test(frame) && frame.split('\n').length === rows);

		await terminal.press('q');
		await terminal.expectFrame(/Stop it and quit\?/v);
		await terminal.press('escape');
		await terminal.expectFrame(frame => !frame.includes('Stop it'));
		await terminal.press('q', 'y');
		t.deepEqual(await terminal.exit, {code: 0, signal: undefined});
		t.deepEqual(terminal.modes(), ownModes);
		t.is(terminal.frame(), '');
		for (const {columns: most, width} of terminal.widest()) {
			t.true(width <= most, `a line of ${width} in ${most} columns`);
		}

		// The scrollback is the person's.
		t.false(terminal.raw().includes('\u001B[3J'));
	});
}

test.serial('the questions survive a terminal that becomes too small', async t => {
	const terminal = await openTerminal(t);
	await terminal.expectFrame(/❯ Practise/v);
	await terminal.press('down', 'enter');
	await terminal.expectFrame(/❯ A new one/v);
	await terminal.press('enter');
	await terminal.expectFrame(/What is it called/v);
	terminal.type('mine');
	await terminal.expectFrame(/› mine/v);
	terminal.resize(40, 10);
	await terminal.expectFrame(/40x10/v);
	terminal.type('never seen');
	// Once this is drawn, the keys before it were heard.
	terminal.resize(41, 10);
	await terminal.expectFrame(/41x10/v);
	terminal.resize(80, 24);
	await terminal.expectFrame(/› mine\s*\n/v);
	await terminal.press('enter');
	await terminal.expectFrame(/keys to your coins on the network mine/v);
	await terminal.press('ctrl+c');
	t.like(await terminal.exit, {code: 0});
});

test.serial('nonsense that is pasted into a question neither answers it nor breaks the screen', async t => {
	const nonsense = `\u0007\u001B]0;title\u0007${'🦊é漢\u202E\r\n\t'.repeat(2000)}`;
	const terminal = await openTerminal(t);
	await terminal.expectFrame(/❯ Practise/v);
	terminal.paste(nonsense);
	await terminal.press('down');
	await terminal.expectFrame(/❯ Start my own/v);
	await terminal.press('enter');
	await terminal.expectFrame(/❯ A new one/v);
	await terminal.press('enter');
	await terminal.expectFrame(/What is it called/v);
	terminal.paste(nonsense);
	await terminal.expectFrame(/🦊/v);
	await terminal.press('enter');
	await terminal.expectFrame(/a name has 1 to 16/v);
	await terminal.press('ctrl+e', 'ctrl+u');
	terminal.type('mine');
	await terminal.expectFrame(/› mine/v);
	await terminal.press('enter');
	await terminal.expectFrame(/❯ A new wallet/v);
	await terminal.press('down', 'enter');
	await terminal.expectFrame(/› default/v);
	await terminal.press('enter');
	await terminal.expectFrame(/Passphrase\n/v);
	terminal.paste(nonsense);
	await terminal.expectFrame(/••••/v);
	await terminal.press('ctrl+u', 'enter');
	await terminal.expectFrame(/Without passphrase\?/v);
	await terminal.press('down', 'enter');
	await terminal.expectFrame(/The words of the wallet/v);
	terminal.paste(nonsense);
	await terminal.expectFrame(/ 1 /v);
	await terminal.press('enter');
	await terminal.expectFrame(/a phrase has 12, 15, 18, 21 or 24 words/v);
	await terminal.press('ctrl+u');
	terminal.paste('abandon abandon abandon abandon abandon abandon\r\nabandon abandon abandon abandon abandon about\r\n');
	await terminal.expectFrame(/12 about/v);
	await terminal.press('enter');
	await terminal.expectFrame(/ mine #0/v);
	t.false(terminal.raw().includes('\u001B]'));
	for (const {columns, width} of terminal.widest()) {
		t.true(width <= columns, `a line of ${width} in ${columns} columns`);
	}
});
