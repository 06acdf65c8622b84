import {rm} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {DEV_FOLDER} from '../harness/dev-folder.js';
import {type Home, program, temporaryHome} from '../harness/program.js';
import {openTerminal, type TerminalOptions, type TestTerminal} from '../harness/terminal.js';

/*
What a person is told, and can still do, when something goes wrong.
*/

const PASSPHRASE = 'correct horse';

/** A wallet with a few coins on the network dev, and the program on it, at the screen Wallet. */
async function openRichWallet(t: ExecutionContext, {isEncrypted = false, ...options}: TerminalOptions & {readonly isEncrypted?: boolean} = {}): Promise<{home: Home; terminal: TestTerminal}> {
	const home = await temporaryHome(t, 'dev');
	await home.json(isEncrypted ? ['wallet', 'new'] : ['wallet', 'new', '--no-passphrase'], isEncrypted ? {stdin: `${PASSPHRASE}\n`} : {});
	await home.events(['mine', '--blocks', '3', '--threads', '1']);
	const terminal = await openTerminal(t, {home: path.dirname(home.data), args: ['--network', 'dev'], ...options});
	await terminal.expectFrame(/ 1 Node .* dev #3/v);
	await terminal.press('4');
	await terminal.expectFrame(/Available +1[05]0 /v);
	return {home, terminal};
}

/** Goes through the send form to the review. */
async function fillIn(terminal: TestTerminal, recipient: string, amount: string): Promise<void> {
	await terminal.press('S');
	await terminal.expectFrame(/an address, or the name/v);
	terminal.paste(recipient);
	await terminal.expectFrame(new RegExp(recipient.slice(-8), 'v'));
	await terminal.press('tab');
	terminal.type(amount);
	await terminal.expectFrame(new RegExp(`Amount DEV +${amount}`, 'v'));
	await terminal.press('enter', 'enter', 'enter');
	await terminal.expectFrame(/Y to send/v);
}

test.serial('three wrong passphrases send nothing; what was typed is still there, and the right one sends it', async t => {
	const {home, terminal} = await openRichWallet(t, {isEncrypted: true});
	const {address} = await home.json<{address: string}>(['wallet', 'new', 'bob', '--no-passphrase']);
	await fillIn(terminal, address, '2.5');
	await terminal.press('Y');
	await terminal.expectFrame(/Passphrase of default/v);
	for (const said of [/2 more tries/v, /1 more try/v, /three wrong passphrases: nothing was sent/v]) {
		terminal.type('wrong');
		await terminal.expectFrame(/•{5}/v);
		await terminal.press('enter');
		await terminal.expectFrame(said);
	}

	t.deepEqual(await home.json(['mempool']), []);
	await terminal.press('S');
	const form = await terminal.expectFrame(/Amount DEV +2\.5/v);
	t.true(form.includes(address));
	await terminal.press('enter', 'enter', 'enter', 'enter');
	await terminal.expectFrame(/Y to send/v);
	await terminal.press('Y');
	await terminal.expectFrame(/Passphrase of default/v);
	terminal.type(PASSPHRASE);
	await terminal.expectFrame(/•{13}/v);
	await terminal.press('enter');
	await terminal.expectFrame(/○ .*sent/v);
	t.false(terminal.raw().includes(PASSPHRASE), 'it is never on the screen');
});

const nonsense: Readonly<Record<string, string>> = {
	'control characters and sequences': '\u0007\u001B]0;title\u0007\u001B[2J\u001B[31mred\u0000\u007F\u009B2J\u202Eback',
	'line ends and tabs': 'one\r\ntwo\r\rthree\tfour\n\n\n',
	'wide and joined characters': '漢字🦊👩‍👩‍👧e\u0301ｆｕｌｌ'.repeat(20),
	'far too much': '9'.repeat(200_000),
	'half of a character': 'a\uD800b\uDC00c',
};

for (const [name, text] of Object.entries(nonsense)) {
	test.serial(`pasted into every field of the wallet, ${name} do no harm`, async t => {
		const {home, terminal} = await openRichWallet(t, {columns: 60, rows: 20});
		const isWhole = () => {
			const frame = terminal.frame();
			const [, first, ...rest] = frame.split('\n');
			t.is(rest.length, 18, `${frame}`);
			t.true(first!.startsWith('┌') && rest.at(-2)!.startsWith('└') && rest.slice(0, -1).every(line => /[│┘]$/v.test(line)), `${frame}`);
		};

		await terminal.press('S');
		await terminal.expectFrame(/an address, or the name/v);
		for (const placeholder of [/To +an address/v, /Amount DEV +1\.5, or/v, /Fee DEV +0\.00/v, /Memo +none/v]) {
			terminal.paste(text);
			await terminal.expectFrame(frame => !placeholder.test(frame));
			isWhole();
			await terminal.press('tab');
		}

		// From the last field on, whatever is wrong is said beside its field.
		await terminal.press('shift+tab', 'enter');
		await terminal.expectFrame(/✗/v);
		isWhole();
		t.deepEqual(await home.json(['mempool']), []);
		await terminal.press('escape');
		await terminal.expectFrame(/History/v);

		await terminal.press('/');
		await terminal.expectFrame(/type to filter/v);
		terminal.paste(text);
		await terminal.expectFrame(/nothing like that/v);
		await terminal.press('escape', 'c', 'a');
		await terminal.expectFrame(/New contact/v);
		terminal.paste(text);
		await terminal.press('tab');
		terminal.paste(text);
		await terminal.press('enter');
		await terminal.expectFrame(/✗/v);
		isWhole();
		await terminal.press('escape', 'escape');
		await terminal.expectFrame(/History/v);
		t.deepEqual(await home.json(['contact', 'list']), []);

		await terminal.press(':');
		await terminal.expectFrame(/Command/v);
		terminal.paste(text);
		await terminal.expectFrame(/nothing is called like that/v);
		await terminal.press('escape', 'q');
		t.like(await terminal.exit, {code: 0});
		t.false(terminal.raw().includes('\u001B]'), 'nothing of it reached the terminal as a command');
		t.true(terminal.widest().every(({columns, width}) => width <= columns));
	});
}

test.serial('a data folder that is taken away is told, and the program ends as ever', async t => {
	const {home, terminal} = await openRichWallet(t);
	await terminal.press('3', 'space');
	await terminal.expectFrame(/dev #[4-9]/v);
	await rm(path.join(home.data, DEV_FOLDER), {recursive: true, maxRetries: 10});
	await terminal.expectFrame(/is gone/v);
	await terminal.press('q');
	t.like(await terminal.exit, {code: 0});
	t.false(terminal.modes().isAlternate);
});

// A limit on the size of files fails like a full disk, and needs no superuser.
(process.platform === 'linux' ? test.serial : test.serial.skip)('a full disk ends mining and says so; what was kept is whole', async t => {
	const {home, terminal} = await openRichWallet(t, {command: ['bash', '-c', 'ulimit -S -f 8; exec "$@"', 'bash', process.execPath, program], columns: 120});
	await terminal.press('3', 'space');
	await terminal.expectFrame(/dev #[4-9]/v);
	await terminal.expectFrame(/the disk refused a block, so mining stopped/v);
	await terminal.press('4');
	const frame = await terminal.expectFrame(/History/v);
	const shown = Number(/dev #(?<height>\d+)/v.exec(frame)!.groups!['height']);
	await terminal.press('q');
	t.like(await terminal.exit, {code: 0});
	// The last blocks may be on disk a moment before the screen has them.
	const {height} = await home.json<{height: number}>(['chain', 'verify']);
	t.true(height >= shown, `${shown} was shown, ${height} was kept`);
});
