import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {type Home, temporaryHome} from '../harness/program.js';
import {openTerminal, type TestTerminal} from '../harness/terminal.js';

type Payment = {readonly id: string; readonly status: {readonly height: number; readonly block_hash: string}};

/** A chain with a payment to a contact in it, and a node that has it. */
async function openChain(t: ExecutionContext): Promise<{readonly home: Home; readonly payment: Payment; readonly bob: string}> {
	const home = await temporaryHome(t, 'dev');
	const wallet = ['--wallet', 'default'];
	await home.json(['wallet', 'new', 'default', '--no-passphrase']);
	const {address: bob} = await home.json<{address: string}>(['wallet', 'new', 'bob', '--no-passphrase']);
	await home.text(['contact', 'add', 'Bob', bob]);
	await home.startNode();
	await home.events(['mine', '--blocks', '12', ...wallet]);
	const {id} = await home.json<Payment>(['send', 'Bob', '1.5', '--memo', 'for the pizza', '--yes', ...wallet]);
	await home.events(['mine', '--blocks', '3', ...wallet]);
	return {home, bob, payment: await home.json<Payment>(['tx', id])};
}

async function search(terminal: TestTerminal, text: string, found: RegExp): Promise<string> {
	await terminal.press('/');
	await terminal.expectFrame(/height, hash, txid|eight, hash, txid/v);
	terminal.paste(text);
	await terminal.expectFrame(frame => !frame.includes('eight, hash, txid'));
	await terminal.press('enter');
	return terminal.expectFrame(found);
}

const sizes = [{columns: 80, rows: 24}, {columns: 60, rows: 20}, {columns: 120, rows: 40}] as const;

for (const {columns, rows} of sizes) {
	test.serial(`a payment is found by its txid, and everything else by what one has of it, at ${columns}x${rows}`, async t => {
		const {home, payment, bob} = await openChain(t);
		const terminal = await openTerminal(t, {columns, rows, home: path.dirname(home.data), args: ['--network', 'dev', '--wallet', 'default']});
		await terminal.expectFrame(/1 Node [\s\S]*dev #15/v);
		await terminal.press('5');
		await terminal.expectFrame(/Blocks.*Mempool.*Forks.*Richest/v);

		const found = await search(terminal, payment.id, /─ Transaction ─.* 3 confirmations/v);
		t.regex(found, /for the pizza/v);
		t.regex(found, /\(you\)/v);
		await terminal.press('y');
		await terminal.expectFrame(/Txid copied/v);
		t.true(terminal.raw().includes(`\u001B]52;c;${Buffer.from(payment.id).toString('base64')}\u0007`));

		await search(terminal, '#7', /─ Block #7 ─.* 9 confirmations/v);
		await search(terminal, payment.status.block_hash.toUpperCase(), /─ Block #13 ─.* 3 confirmations/v);
		await search(terminal, 'bo', /─ Address ─[\s\S]*Known as +Bob[\s\S]*for the pizza/v);
		await search(terminal, bob, /─ Address ─/v);
		await search(terminal, 'genesis', /─ Block #0 ─/v);
		await search(terminal, '16', /no such block yet: its newest is #15/v);
		await terminal.press('escape');
		await search(terminal, `${bob.slice(0, -1)}${bob.endsWith('q') ? 'p' : 'q'}`, /a letter is wrong, missing or too many/v);
		await terminal.press('escape');
		await search(terminal, 'tui1q8kh4rzxl9c3xx0h8lmw6wyrepkxpj8j27krpxd', /address of another network|letter is wrong|nothing is called so/v);
		await terminal.press('escape');
		await search(terminal, '0'.repeat(64), /knows no block and no transaction of this hash/v);
		await terminal.press('escape');
		await search(terminal, `\u0007\u001B]0;title\u0007${'🦊é漢\u202E\r\n\t'.repeat(2000)}`, /✗ nothing is called so/v);
		await terminal.press('escape');
		await terminal.expectFrame(frame => !frame.includes('✗'));

		// A block comes while one looks; the list of blocks is where it shows.
		await terminal.press('b');
		await terminal.expectFrame(/│ +15 [\da-f]{8}/v);
		await home.events(['mine', '--blocks', '1', '--wallet', 'default']);
		await terminal.expectFrame(/│ +16 [\da-f]{8}/v);
		for (const {columns: most, width} of terminal.widest()) {
			t.true(width <= most, `a line of ${width} in ${most} columns`);
		}

		await terminal.press('q');
		t.like(await terminal.exit, {code: 0});
	});
}

for (const {columns, rows} of sizes) {
	test.serial(`from the block to the transaction to the address, and all the way back, at ${columns}x${rows}`, async t => {
		const {home} = await openChain(t);
		const terminal = await openTerminal(t, {columns, rows, home: path.dirname(home.data), args: ['--network', 'dev', '--wallet', 'default']});
		await terminal.expectFrame(/1 Node [\s\S]*dev #15/v);
		await terminal.press('5');
		await terminal.expectFrame(/Richest[\s\S]*│ +13 [\da-f]{8}/v);
		await terminal.press('j', 'j', 'enter');
		await terminal.expectFrame(/─ Block #13 ─.* 2 tx/v);
		await terminal.press('G');
		await terminal.expectFrame(/Bob/v);
		await terminal.press('enter');
		await terminal.expectFrame(/─ Transaction ─[\s\S]*for the pizza/v);
		await terminal.press('G', 'enter');
		await terminal.expectFrame(/─ Address ─[\s\S]*Known as +Bob/v);
		await terminal.press('r');
		await terminal.expectFrame(/─ Address as JSON ─[\s\S]*"balance": "1\.5"/v);
		await terminal.press('escape');
		await terminal.expectFrame(/─ Address ─/v);
		await terminal.press('escape');
		await terminal.expectFrame(/─ Transaction ─/v);
		await terminal.press('escape');
		await terminal.expectFrame(/─ Block #13 ─/v);

		// What is beside it takes its place: the way back is as long as before.
		await terminal.press('right');
		await terminal.expectFrame(/─ Block #14 ─/v);
		await terminal.press('escape');
		await terminal.expectFrame(/─ Blocks ─/v);
		for (const [key, shown] of [['l', /─ Mempool ─[\s\S]*nothing waits/v], ['l', /─ Forks ─[\s\S]*no forks/v], ['l', /─ Richest ─[\s\S]*\(you\)/v]] as const) {
			await terminal.press(key);
			await terminal.expectFrame(shown);
		}

		// Elsewhere and back, one is where one was.
		await terminal.press('1');
		await terminal.expectFrame(/─ Chain ─/v);
		await terminal.press('5');
		await terminal.expectFrame(/─ Richest ─/v);
		t.true(terminal.widest().every(({width}) => width <= columns), 'no line was wider than the terminal');
	});
}
