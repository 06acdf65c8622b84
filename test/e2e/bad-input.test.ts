import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import type {Balance} from '../../source/engine/wallet/balance.js';
import {DEV_FOLDER} from '../harness/dev-folder.js';
import {Home} from '../harness/program.js';

/*
What people get wrong beside a node that runs. After all of it, everybody has what they had.
*/

const home = await Home.open();
let url = '';
let own = '';
let before: Balance;

const passphrase = home.file('passphrase');
const wrongPassphrase = home.file('wrong-passphrase');

test.before(async () => {
	await writeFile(passphrase, 'correct horse battery staple\n');
	await writeFile(wrongPassphrase, 'correct horse battery stapler\n');
	({address: own} = await home.json<{address: string}>(['wallet', 'new', '--passphrase-file', passphrase]));
	({url} = await home.startNode());
	await home.events(['mine', '--blocks', '3']);
	before = await home.json<Balance>(['balance']);
});

test.after.always(async () => {
	await home.close();
});

const here = 'dev1q4lsy2ej9r7htzxatlkexnskah6utgnazxeelnx';
const wrongLetter = 'dev1q4lsy2ej9r7htzxatlkexnskah6utgnazxeelnq';
const elsewhere = 'tui1qzeeyh5nfvcy86d29k3ua03338nf37unxyjflav';
const send = (recipient: string, amount: string, ...more: string[]): string[] => ['send', recipient, amount, '--yes', '--passphrase-file', passphrase, ...more];

type Case = {readonly name: string; readonly words: () => readonly string[]; readonly exit: number; readonly code: string; readonly message?: RegExp; readonly stdin?: string};

const cases: readonly Case[] = [
	{name: 'an address with one wrong letter', words: () => send(wrongLetter, '1'), exit: 2, code: 'address_invalid', message: /wrong or missing letter/v},
	{name: 'an address of another network', words: () => send(elsewhere, '1'), exit: 2, code: 'address_wrong_network', message: /tui/v},
	{name: 'an amount of 0', words: () => send(here, '0'), exit: 2, code: 'amount_invalid', message: /above 0/v},
	{name: 'an amount below 0', words: () => send(here, '-1'), exit: 2, code: 'usage', message: /-1 is below 0/v},
	{name: 'an amount with an exponent', words: () => send(here, '1e3'), exit: 2, code: 'amount_invalid', message: /"1e3"/v},
	{name: 'an amount with nine decimals', words: () => send(here, '0.000000001'), exit: 2, code: 'amount_invalid', message: /at most 8 decimals/v},
	{name: 'more than the balance', words: () => send(here, '100.00000001'), exit: 3, code: 'balance_too_low', message: /100 to spend/v},
	{name: 'more than there can be', words: () => send(here, '90071992.54740992'), exit: 2, code: 'amount_invalid'},
	{name: 'a fee below the least', words: () => send(here, '1', '--fee', '0.00000001'), exit: 3, code: 'fee_too_low'},
	{name: 'a memo that is too long', words: () => send(here, '1', '--memo', 'ä'.repeat(129)), exit: 3, code: 'memo_too_long', message: /258/v},
	{name: 'somebody else\'s address to pay from', words: () => send(here, '1', '--from', here), exit: 2, code: 'address_not_in_wallet'},
	{name: 'a wallet that is not there', words: () => send(here, '1', '--wallet', 'nobody'), exit: 2, code: 'wallet_not_found', message: /nobody/v},
	{name: 'a wrong passphrase from a file', words: () => ['send', here, '1', '--yes', '--passphrase-file', wrongPassphrase], exit: 1, code: 'passphrase_wrong'},
	{name: 'a wrong passphrase from a pipe', words: () => ['send', here, '1', '--yes'], stdin: 'guess\n', exit: 1, code: 'passphrase_wrong'},
	{name: 'no passphrase', words: () => ['send', here, '1', '--yes'], exit: 2, code: 'passphrase_needed', message: /--passphrase-file/v},
	{name: 'a new wallet without a passphrase', words: () => ['wallet', 'new', 'another'], exit: 2, code: 'passphrase_needed', message: /--no-passphrase/v},
	{name: 'a wallet whose name is taken', words: () => ['wallet', 'new', '--no-passphrase'], exit: 2, code: 'wallet_exists'},
	{name: 'a phrase with a wrong word', words: () => ['wallet', 'restore', 'old', '--no-passphrase'], stdin: `${'zoo '.repeat(12)}\n`, exit: 2, code: 'phrase_invalid'},
	{name: 'a second node on the folder', words: () => ['node', '--port', '0'], exit: 1, code: 'folder_in_use', message: /another process/v},
	{name: 'a chain verified while its node runs', words: () => ['chain', 'verify'], exit: 1, code: 'folder_in_use'},
	{name: 'a node where none is', words: () => ['balance', '--node', 'http://127.0.0.1:1'], exit: 4, code: 'node_unreachable', message: /127\.0\.0\.1:1/v},
	{name: 'mining on a node that is not there', words: () => ['mine', '--blocks', '1', '--node', 'http://127.0.0.1:1'], exit: 4, code: 'node_unreachable'},
	{name: 'a node of another network', words: () => ['status', '--network', 'main', '--node', url], exit: 1, code: 'wrong_network', message: /belongs to the network dev.*not to main/v},
	{name: 'a network that is not there', words: () => ['status', '--network', 'nowhere'], exit: 2, code: 'network_not_found', message: /there are main, dev/v},
	{name: 'a block above the tip', words: () => ['block', '99'], exit: 1, code: 'not_found', message: /tip is at 3/v},
];

for (const {name, words, exit, code, message, stdin} of cases) {
	test.serial(`${name}: exit code ${exit}, ${code}`, async t => {
		const refused = await home.refused(words(), stdin === undefined ? {} : {stdin});
		t.like(refused, {exit, code});
		t.regex(refused.message, message ?? /./v);
	});
}

test.serial('a keystore with one byte changed is said to be damaged, and works again when it is put right', async t => {
	const file = path.join(home.data, DEV_FOLDER, 'wallets', 'default.json');
	const good = await readFile(file, 'utf8');
	for (const field of ['account_key', 'secret']) {
		await writeFile(file, flipWithin(good, field));
		t.like(await home.refused(['wallet', 'export', '--passphrase-file', passphrase]), {exit: 1, code: 'wallet_damaged'});
	}

	await writeFile(file, good.slice(0, -20));
	t.like(await home.refused(send(here, '1')), {exit: 1, code: 'wallet_damaged'});
	await writeFile(file, good);
	const {phrase} = await home.json<{phrase: string}>(['wallet', 'export', '--passphrase-file', passphrase]);
	t.is(phrase.split(' ').length, 12);
});

/** Changes one character in the value of a field, or behind it. */
function flipWithin(text: string, field: string): string {
	const value = text.indexOf(`"${field}"`) + field.length + 3;
	const place = value + text.slice(value).search(/[\da-z]{12}/v) + 8;
	return `${text.slice(0, place)}${text[place] === '3' ? '4' : '3'}${text.slice(place + 1)}`;
}

test.serial('after all of that, nothing is lost', async t => {
	t.deepEqual(await home.json(['balance']), before);
	t.deepEqual(await home.json(['mempool']), []);
	const wallets = await home.json<Array<{name: string}>>(['wallet', 'list']);
	t.deepEqual(wallets.map(({name}) => name), ['default']);
	t.like(await home.json(['send', own, '1', '--yes'], {stdin: 'correct horse battery staple\n'}), {type: 'transfer'});
});
