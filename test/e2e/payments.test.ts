import {writeFile} from 'node:fs/promises';
import test from 'ava';
import type {AddressObject} from '../../source/api/account.js';
import type {HistoryEntry, TransactionObject} from '../../source/api/transaction.js';
import type {Balance} from '../../source/engine/wallet/balance.js';
import {formatAmount, parseAmount} from '../../source/protocol/amount.js';
import {Home} from '../harness/program.js';

/*
What a wallet can do, beside one node: pay many, say what for, from where and at what fee; and everything that it knows without a node.
*/

type NewWallet = {readonly name: string; readonly address: string; readonly phrase: string; readonly addresses?: readonly string[]};

const home = await Home.open();
let alice: NewWallet;
let bob: NewWallet;
let second = '';

const mine = async (blocks = 1) => home.events(['mine', '--blocks', String(blocks), '--address', 'miner']);
const send = async (...words: string[]) => home.json<TransactionObject>(['send', ...words, '--yes', '--wallet', 'alice']);
const balanceOf = async (wallet: string) => home.json<Balance>(['balance', '--wallet', wallet]);
const historyOf = async (wallet: string, ...words: string[]) => home.json<HistoryEntry[]>(['history', '--wallet', wallet, ...words]);

test.before(async () => {
	alice = await home.json<NewWallet>(['wallet', 'new', 'alice', '--no-passphrase']);
	bob = await home.json<NewWallet>(['wallet', 'new', 'bob', '--no-passphrase']);
	const {address} = await home.json<NewWallet>(['wallet', 'new', 'miner', '--no-passphrase']);
	await home.json(['contact', 'add', 'miner', address]);
	await home.startNode();
	await home.events(['mine', '--blocks', '2', '--address', alice.address]);
	await mine();
	({address: second} = await home.json<{address: string}>(['wallet', 'address', '--new', '--wallet', 'alice']));
});

test.after.always(async () => {
	await home.close();
});

test.serial('a contact stands for an address, in letters of either case', async t => {
	t.deepEqual(await home.json(['contact', 'add', 'Bob', bob.address]), {name: 'Bob', address: bob.address});
	t.like(await home.refused(['contact', 'add', 'BOB', alice.address]), {exit: 2, code: 'contact_exists'});
	t.like(await home.json<AddressObject>(['balance', 'bob']), {address: bob.address, balance: '0'});
	const contacts = await home.json<Array<{name: string}>>(['contact', 'list']);
	t.deepEqual(contacts.map(({name}) => name), ['Bob', 'miner']);
});

test.serial('a payment says what for, and costs the fee that was asked for', async t => {
	const {stdout, stderr, code} = await home.run(['send', 'bob', '10.50', '--memo', 'for the pizza \u{1F355}', '--fee', '0.125', '--yes', '--wallet', 'alice']);
	t.is(code, 0);
	t.regex(stdout, /^Sent: [\da-f]{64}\n$/v);
	t.regex(stderr, new RegExp(String.raw`^To +${bob.address} {2}10\.5 DEV\nMemo +for the pizza .*\nFee +0\.125\nTogether +10\.625 DEV\nLeft there +89\.375$`, 'mv'));
	await mine();
	t.like(await balanceOf('alice'), {balance: '89.375', spendable: '89.375'});
	const [entry] = await historyOf('bob');
	t.like(entry, {direction: 'received', amount: '10.5', fee: '0'});
	t.is(entry!.transaction.memo, 'for the pizza \u{1F355}');
});

test.serial('a list is paid in one transfer, and a wrong line in it pays nobody', async t => {
	const list = home.file('payroll.csv');
	await writeFile(list, `address,amount\n${bob.address},1\n${second},2.25\n`);
	const sent = await send('--from-csv', list, '--fee', '0.5');
	t.deepEqual(sent.outputs, [{recipient: bob.address, amount: '1'}, {recipient: second, amount: '2.25'}]);
	await writeFile(list, `${bob.address},1\n${second},nothing\n`);
	const refused = await home.refused(['send', '--from-csv', list, '--yes', '--wallet', 'alice']);
	t.like(refused, {exit: 2, code: 'amount_invalid', details: {line: 2}});
	t.like(await home.refused(['send', bob.address, '1', '--from-csv', list, '--yes']), {exit: 2, code: 'usage'});
	await mine();
	t.like(await home.json<AddressObject>(['balance', second]), {balance: '2.25'});
	t.like(await balanceOf('bob'), {balance: '11.5'});
	t.like(await balanceOf('alice'), {balance: '87.875'});
});

test.serial('the address that pays can be chosen, and max sends all of it', async t => {
	const sent = await send('bob', 'max', '--from', second, '--fee', '0.25');
	t.like(sent, {sender: second, fee: '0.25', outputs: [{recipient: bob.address, amount: '2'}]});
	await mine();
	t.like(await home.json<AddressObject>(['balance', second]), {balance: '0', nonce: 1});
	t.like(await balanceOf('alice'), {balance: '85.625'});
});

test.serial('what no address has alone names those that have it together', async t => {
	await send(second, '40', '--fee', '0.625');
	await mine();
	const refused = await home.refused(['send', 'bob', '60', '--fee', '1', '--yes', '--wallet', 'alice']);
	t.like(refused, {exit: 3, code: 'split_needed'});
	t.deepEqual(refused.details!['addresses'], [alice.address, second]);
	t.like(await home.refused(['send', 'bob', '100', '--yes', '--wallet', 'alice']), {exit: 3, code: 'balance_too_low'});
});

test.serial('a wallet restored from its phrase finds the addresses that were used', async t => {
	const restored = await home.json<NewWallet>(['wallet', 'restore', 'again', '--no-passphrase'], {stdin: `${alice.phrase.toUpperCase()}\n`});
	t.deepEqual(restored, {name: 'again', address: alice.address, addresses: [alice.address, second]} as unknown as NewWallet);
	t.deepEqual(await balanceOf('again'), {...await balanceOf('alice'), wallet: 'again'});
});

test.serial('a watched address is shown, and does not count', async t => {
	t.like(await home.json(['wallet', 'watch', bob.address, 'the club', '--wallet', 'alice']), {watched: [{address: bob.address, label: 'the club'}]});
	t.is(await home.text(['wallet', 'address', '--wallet', 'alice']), `${alice.address}\n${second}\n${bob.address}  (watched: the club)\n`);
	t.like(await balanceOf('alice'), {balance: '85'});
	t.like(await home.refused(['send', 'miner', '1', '--from', bob.address, '--yes', '--wallet', 'alice']), {exit: 2, code: 'wallet_watch_only'});
	t.like(await home.json(['wallet', 'watch', bob.address, '--remove', '--wallet', 'alice']), {watched: []});
});

test.serial('a signed message proves who wrote it, and only that', async t => {
	const {signature, address} = await home.json<{signature: string; address: string}>(['wallet', 'sign', 'I am the treasurer', '--address', second, '--wallet', 'alice']);
	t.is(address, second);
	t.like(await home.json(['wallet', 'verify', second, 'I am the treasurer', signature]), {valid: true});
	t.like(await home.refused(['wallet', 'verify', second, 'I am the president', signature]), {exit: 3, code: 'signature_invalid'});
	t.like(await home.refused(['wallet', 'verify', alice.address, 'I am the treasurer', signature]), {exit: 3, code: 'signature_invalid'});
	t.like(await home.refused(['wallet', 'sign', 'hello', '--address', bob.address, '--wallet', 'alice']), {exit: 2, code: 'address_not_in_wallet'});
});

test.serial('the history can be narrowed down, and leaves as CSV that adds up', async t => {
	const csv = await home.text(['history', '--csv', '--wallet', 'alice']);
	const [head, ...lines] = csv.trimEnd().split(/\r?\n/v);
	t.is(head, 'time,direction,amount,fee,balance,counterparties,memo,txid,height');
	const entries = await historyOf('alice');
	t.is(lines.length, entries.length);
	t.true(csv.includes('for the pizza \u{1F355}'));
	let total = 0n;
	for (const {direction, amount, fee} of entries) {
		total += ({mined: 1n, received: 1n, sent: -1n, self: 0n}[direction] * parseAmount(amount)) - parseAmount(fee);
	}

	t.is(formatAmount(total), '85');

	const pizzas = await historyOf('alice', '--filter', 'pizza');
	t.deepEqual(pizzas.map(({amount}) => amount), ['10.5']);
	const mined = await historyOf('alice', '--direction', 'mined', '--limit', '1');
	t.deepEqual(mined.map(({direction}) => direction), ['mined']);
	t.deepEqual(await historyOf('alice', '--pending'), []);
});

test.serial('what somebody writes into a memo does not steer the terminal', async t => {
	const memo = '\u001B[2J\u001B]0;owned\u0007\u202Egnp.exe\rfree money\nsecond line';
	const {id} = await send('bob', '1', '--memo', memo);
	for (const words of [['tx', id], ['history', '--wallet', 'bob']]) {
		const text = await home.text(words);
		t.true(text.includes('free money'));
		t.notRegex(text, /[^\P{Cc}\n]|\p{Cf}/v);
		t.false(text.includes('\nsecond line'));
	}

	t.like(await home.json<TransactionObject>(['tx', id]), {memo});
});

test.serial('several wallets and no name among them are asked about', async t => {
	const refused = await home.refused(['balance']);
	t.like(refused, {exit: 2, code: 'wallet_not_found'});
	t.regex(refused.message, /--wallet again or --wallet alice or --wallet bob/v);
});
