import path from 'node:path';
import test from 'ava';
import {temporaryHome} from '../harness/program.js';
import {openTerminal} from '../harness/terminal.js';

const portOf = (url: string): string => new URL(url).port;

test.serial('a headless node is found, missed when it is gone, and followed again when it is back', async t => {
	const home = await temporaryHome(t, 'dev');
	await home.json(['wallet', 'new', 'default', '--no-passphrase']);
	const node = await home.startNode();
	await home.events(['mine', '--blocks', '3']);
	const terminal = await openTerminal(t, {home: path.dirname(home.data), args: ['--network', 'dev']});
	await terminal.expectFrame(/1 Node [\s\S]*dev #3[\s\S]*Height +3/v);
	await terminal.press('6');
	await terminal.expectFrame(/in another program, at /v);
	await terminal.press('1');
	await terminal.expectFrame(/Height +3/v);

	await node.stop('SIGKILL');
	const gone = await terminal.expectFrame(/✗ old figures, of \d\d:\d\d:\d\d; trying again/v);
	t.regex(gone, /dev no answer/v);
	t.regex(gone, /Height +3/v, 'what was known stays');
	for (const [key, shown] of [['3', /Miner/v], ['4', /Wallet default/v], ['5', /─ Blocks ─/v], ['6', /does not answer/v]] as const) {
		await terminal.press(key);
		const frame = await terminal.expectFrame(shown);
		t.regex(frame, /✗ old figures/v);
		t.is(frame.split('\n').length, 24);
	}

	const back = await home.startNode('--port', portOf(node.url));
	await terminal.expectFrame(frame => !frame.includes('old figures') && frame.includes('dev #3'));
	await home.events(['mine', '--blocks', '1']);
	await terminal.expectFrame(/dev #4/v);

	// And once more, to another port: it is looked up again.
	await back.stop('SIGKILL');
	await terminal.expectFrame(/✗ old figures/v);
	await home.startNode();
	await home.events(['mine', '--blocks', '1']);
	await terminal.expectFrame(frame => !frame.includes('old figures') && frame.includes('dev #5'));

	await terminal.press('q');
	t.like(await terminal.exit, {code: 0});
	t.like(await home.json(['status']), {height: 5}, 'the node goes on without the screens');
});

test.serial('--node shows a node that runs elsewhere, on a network that was not known here, and keeps the keys here', async t => {
	const there = await temporaryHome(t, 'club');
	await there.text(['network', 'create', 'club', '--network', 'main']);
	const {address} = await there.json<{address: string}>(['wallet', 'new', 'default', '--no-passphrase']);
	const node = await there.startNode();

	const here = await temporaryHome(t, 'club');
	const terminal = await openTerminal(t, {home: path.dirname(here.data), args: ['--node', node.url]});
	await terminal.expectFrame(/club #0/v);
	await terminal.press('4');
	await terminal.expectFrame(/There is no wallet on this network yet/v);
	await terminal.press('5', '/');
	terminal.paste(address);
	await terminal.press('enter');
	await terminal.expectFrame(/─ Address ─[\s\S]*nothing has ever been paid/v);
	await terminal.press('6');
	await terminal.expectFrame(new RegExp(`in another program, at ${node.url}`, 'v'));
	await terminal.press('q');
	t.like(await terminal.exit, {code: 0});
	t.deepEqual(await here.json(['wallet', 'list']), []);
});

test.serial('a node of another network than the one that was asked for is refused in words', async t => {
	const home = await temporaryHome(t, 'dev');
	const node = await home.startNode();
	const elsewhere = await temporaryHome(t, 'main');
	await elsewhere.json(['wallet', 'new', 'default', '--no-passphrase']);
	const terminal = await openTerminal(t, {home: path.dirname(elsewhere.data), args: ['--node', node.url, '--network', 'main']});
	const frame = await terminal.expectFrame(/This did not work/v);
	t.regex(frame.replaceAll(/\s+/gv, ' '), /belongs to the network dev .*not to main/v);
	await terminal.press('q');
	t.like(await terminal.exit, {code: 0});
});

test.serial('a node that is not there yet is tried again by a key', async t => {
	const home = await temporaryHome(t, 'dev');
	const first = await home.startNode();
	await first.stop();
	const terminal = await openTerminal(t, {columns: 60, rows: 20, home: path.dirname(home.data), args: ['--network', 'dev', '--node', first.url]});
	await terminal.expectFrame(/no node answers at/v);
	await terminal.press('r');
	await terminal.expectFrame(/no node answers at/v);
	await home.startNode('--port', portOf(first.url));
	await terminal.press('r');
	t.regex(await terminal.expectFrame(/dev #0/v), /1 Node/v);
});
