import test from 'ava';
import {temporaryHome} from '../harness/program.js';
import {openTerminal} from '../harness/terminal.js';
import {join, makeWallet} from './first-run-steps.js';

test.serial('by keyboard alone: joins the network of a node, mines the first coin there, drops the peer, opens to the LAN', async t => {
	const home = await temporaryHome(t, 'club');
	await home.text(['network', 'create', 'club']);
	const node = await home.startNode();
	const terminal = await openTerminal(t, {columns: 100, rows: 30});

	await join(terminal, 'http://127.0.0.1:1');
	await terminal.expectFrame(/nothing listens there/v);
	await terminal.press('ctrl+e', 'ctrl+u');
	await terminal.expectFrame(/› \s*\n/v);
	const address = node.url.replace('http://', '');
	terminal.type(address);
	await terminal.expectFrame(frame => frame.includes(`› ${address}`));
	await terminal.press('enter');
	await makeWallet(terminal);
	await terminal.expectFrame(/ club #0/v);

	// Both dial each other: the node that was joined knows where we are.
	await terminal.expectFrame(/Peers +[12] {2}/v);
	await terminal.press('p');
	await terminal.expectFrame(/out connected/v);

	await terminal.press('3', 'space');
	await terminal.expectFrame(/ club #[1-9]/v);
	const {height} = await node.event<{height: number}>('block');
	t.true(height >= 1);
	await terminal.press('4');
	await terminal.expectFrame(/mined/v);

	await terminal.press('1', 'p', 'a');
	await terminal.expectFrame(/Where is the other node/v);
	terminal.paste('not a node\u001B[31m\n');
	await terminal.expectFrame(/not a node/v);
	await terminal.press('enter');
	await terminal.expectFrame(/not the URL of a node/v);
	await terminal.press('escape', 'x');
	await terminal.expectFrame(/Drop this peer/v);
	await terminal.press('y');
	await terminal.expectFrame(/dropped/v);

	await terminal.press('L');
	await terminal.expectFrame(/Open to the LAN\?/v);
	await terminal.press('y');
	await terminal.expectFrame(/chain-tui join http|no address that others could reach/v);
	await terminal.press('L');
	await terminal.expectFrame(/Closed to the LAN/v);

	await terminal.press('q');
	await terminal.expectFrame(/quit\?/v);
	await terminal.press('y');
	t.like(await terminal.exit, {code: 0});
});
