import {readFile} from 'node:fs/promises';
import {once} from 'node:events';
import {createServer, type AddressInfo} from 'node:net';
import path from 'node:path';
import test from 'ava';
import {temporaryHome} from '../harness/program.js';
import {openTerminal, type TestTerminal} from '../harness/terminal.js';
import {practise} from './first-run-steps.js';

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

/** The settings, from top to bottom. */
const settings = ['Name', 'Rules', 'Genesis', 'Runs', 'Port', 'Open to LAN', 'Version', 'Data folder', 'Processes', 'Contacts', 'Theme'];

/** Goes to the setting of that name. */
async function goTo(terminal: TestTerminal, label: string): Promise<void> {
	await terminal.press('g', ...Array.from({length: settings.indexOf(label)}, () => 'j'));
	await terminal.expectFrame(new RegExp(`┌─ ${label} `, 'v'));
}

for (const [columns, rows] of [[80, 24], [60, 20], [120, 40]] as const) {
	test.serial(`theme, processes, port and network are changed by keyboard, and kept, at ${columns}x${rows}`, async t => {
		const home = await temporaryHome(t, 'practice');
		const terminal = await openTerminal(t, {columns, rows, home: path.dirname(home.data)});
		await practise(terminal);
		await terminal.press('6');
		await terminal.expectFrame(/─ Settings ─/v);

		await goTo(terminal, 'Theme');
		await terminal.press('right');
		await terminal.expectFrame(/Theme +dark/v);
		await terminal.press('right');
		await terminal.expectFrame(/Theme +light/v);
		await goTo(terminal, 'Processes');
		await terminal.press('+');
		await terminal.expectFrame(/Processes +2/v);

		await goTo(terminal, 'Port');
		await terminal.press('enter');
		await terminal.expectFrame(/1 to 65535/v);
		terminal.paste('70000');
		await terminal.press('enter');
		await terminal.expectFrame(/✗ a port is a whole number from 1 to 65535/v);
		await terminal.press('ctrl+u');
		const port = await freePort();
		terminal.type(String(port));
		await terminal.expectFrame(new RegExp(`${port}`, 'v'));
		await terminal.press('enter');
		await terminal.expectFrame(new RegExp(`Port +${port}`, 'v'));
		t.like(await home.json(['status', '--node', `http://127.0.0.1:${port}`]), {network: 'practice'});

		await goTo(terminal, 'Name');
		await terminal.press('enter');
		await terminal.expectFrame(/─ Networks ─[\s\S]*● practice/v);
		await terminal.press('a');
		await terminal.expectFrame(/New network/v);
		terminal.type('Not A Name');
		await terminal.press('enter');
		await terminal.expectFrame(/✗ .*name must be 1 to 16/v);
		await terminal.press('ctrl+u');
		terminal.type('club');
		await terminal.press('enter');
		await terminal.expectFrame(/─ Networks ─[\s\S]* club /v);
		await terminal.press('f');
		await terminal.expectFrame(/Add a network/v);
		terminal.type('/nowhere/at/all');
		await terminal.expectFrame(/From +\/nowhere\/at\/all/v);
		await terminal.press('enter');
		await terminal.expectFrame(/✗ cannot read \/nowhere\/at\/all/v);
		await terminal.press('escape');
		await terminal.expectFrame(/─ Networks ─/v);
		await terminal.press('g', 'j', 'j', 'enter');
		await terminal.expectFrame(/❯ A new wallet/v);
		t.regex(terminal.frame(), /club/v);
		await terminal.press('ctrl+c');
		t.like(await terminal.exit, {code: 0});
		for (const {columns: most, width} of terminal.widest()) {
			t.true(width <= most, `a line of ${width} in ${most} columns`);
		}

		const kept = JSON.parse(await readFile(path.join(home.data, 'settings.json'), 'utf8')) as Record<string, unknown>;
		t.like(kept, {theme: 'light', processes: 2, port});
	});
}
