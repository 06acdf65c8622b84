import {readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import type {AddressObject} from '../../source/api/account.js';
import type {HistoryEntry, TransactionObject} from '../../source/api/transaction.js';
import type {Status} from '../../source/api/status.js';
import type {Balance} from '../../source/engine/wallet/balance.js';
import {formatAmount, parseAmount} from '../../source/protocol/amount.js';
import {DEV_FOLDER, isThere} from '../harness/dev-folder.js';
import {type Home, temporaryHome} from '../harness/program.js';

/*
The whole main job as a script does it: a wallet, a node, coins mined and sent, and a node that comes back however it went.
*/

type NewWallet = {readonly name: string; readonly address: string; readonly phrase: string};
type MineEvent = {readonly event: string; readonly height?: number; readonly blocks?: number};

test('a script makes a wallet, mines 12 blocks, sends 1.5 coins, and every figure is right to the last unit', async t => {
	const home = await temporaryHome(t);
	const alice = await home.json<NewWallet>(['wallet', 'new', '--no-passphrase']);
	t.is(alice.name, 'default');
	t.regex(alice.address, /^dev1q/v);
	t.is(alice.phrase.split(' ').length, 12);
	const node = await home.startNode();

	const mined = await home.events<MineEvent>(['mine', '--blocks', '12']);
	t.is(mined[0]!.event, 'ready');
	t.deepEqual(mined.filter(({event}) => event === 'block').map(({height}) => height), Array.from({length: 12}, (_, index) => index + 1));
	t.like(mined.at(-1), {event: 'result', blocks: 12});
	t.like(await home.json<Balance>(['balance']), {
		wallet: 'default', balance: '550', spendable: '550', immature: '50', pending_in: '0', pending_out: '0',
	});

	const bob = await home.json<NewWallet>(['wallet', 'new', 'bob', '--no-passphrase']);
	const sent = await home.json<TransactionObject>(['send', bob.address, '1.5', '--yes', '--wallet', 'default']);
	const fee = parseAmount(sent.fee);
	t.like(sent, {type: 'transfer', sender: alice.address, outputs: [{recipient: bob.address, amount: '1.5'}]});
	t.false(sent.status.confirmed);
	t.true(fee > 0n);
	const spent = parseAmount('1.5') + fee;
	t.like(await home.json<Balance>(['balance', '--wallet', 'default']), {
		balance: '550', spendable: formatAmount(parseAmount('550') - spent), immature: '50', pending_in: '0', pending_out: formatAmount(spent),
	});
	t.like(await home.json<Balance>(['balance', '--wallet', 'bob']), {balance: '0', spendable: '0', pending_in: '1.5'});

	// Block 13 confirms it, makes the reward of block 12 mature, and pays the fee to whoever mines it.
	await home.events(['mine', '--blocks', '1', '--address', alice.address]);
	t.like(await home.json<Balance>(['balance', '--wallet', 'default']), {
		balance: formatAmount(parseAmount('600') - spent), spendable: formatAmount(parseAmount('600') - spent), immature: formatAmount(parseAmount('50') + fee), pending_in: '0', pending_out: '0',
	});
	t.like(await home.json<AddressObject>(['balance', bob.address]), {address: bob.address, balance: '1.5', spendable: '1.5', immature: '0', nonce: 0});

	const history = await home.json<HistoryEntry[]>(['history', '--wallet', 'default']);
	t.is(history.length, 14);
	t.is(history.filter(({direction}) => direction === 'mined').length, 13);
	const transfer = history.find(({direction}) => direction === 'sent')!;
	t.like(transfer, {amount: '1.5', fee: sent.fee});
	t.like(transfer.transaction, {id: sent.id, status: {confirmed: true, height: 13}});
	t.is(history[0]!.balance, formatAmount(parseAmount('650') - spent + fee));
	const [received, ...others] = await home.json<HistoryEntry[]>(['history', '--wallet', 'bob']);
	t.like(received, {direction: 'received', amount: '1.5', fee: '0', balance: '1.5'});
	t.deepEqual(others, []);

	const {code, stdout, stderr} = await node.stop();
	t.is(code, 0);
	t.is(stderr, '');
	t.deepEqual(JSON.parse(stdout.trimEnd().split('\n').at(-1)!), {event: 'stopped', height: 13});
	t.deepEqual(await home.json(['chain', 'verify']), {height: 13, tip: (transfer.transaction.status.block_hash)});
});

test('a reward can be spent when it is mature, and not one block before', async t => {
	const home = await temporaryHome(t, 'slow');
	await home.json(['network', 'create', 'slow', '--preset', 'dev', '--coinbase-maturity', '3']);
	const {address} = await home.json<NewWallet>(['wallet', 'new', '--no-passphrase']);
	await home.startNode();
	await home.events(['mine', '--blocks', '3']);
	t.like(await home.json<Balance>(['balance']), {balance: '0', spendable: '0', immature: '150'});
	t.like(await home.refused(['send', address, '1', '--yes']), {exit: 3, code: 'balance_too_low'});
	await home.events(['mine', '--blocks', '1']);
	t.like(await home.json<Balance>(['balance']), {balance: '50', spendable: '50', immature: '150'});
	t.like(await home.json(['send', address, '1', '--yes']), {type: 'transfer'});
});

test('send --wait beside a node that mines ends with the confirmation', async t => {
	const home = await temporaryHome(t);
	const {address} = await home.json<NewWallet>(['wallet', 'new', '--no-passphrase']);
	await home.events(['mine', '--blocks', '2']);
	const node = await home.startNode('--mine');
	const confirmed = await home.json<TransactionObject>(['send', address, '0.25', '--wait', '--timeout', '50s', '--yes']);
	t.true(confirmed.status.confirmed);
	const {transaction_count: count} = await node.event<{height: number; transaction_count: number}>('block', ({height}) => height === confirmed.status.height);
	t.is(count, 2);
	const {code, stdout} = await node.stop('SIGINT');
	t.is(code, 0);
	t.regex(stdout, /"event":"stopped"/v);
});

test('a node that was killed comes back with the same tip and the same balances, and its chain is in order', async t => {
	const home = await temporaryHome(t);
	await home.json(['wallet', 'new', '--no-passphrase']);
	const node = await home.startNode();
	await home.events(['mine', '--blocks', '5']);
	const {accounts: [account]} = await home.json<Balance>(['balance']);
	const {address} = account!;
	await home.json(['send', address, '7', '--yes', '--memo', 'in between']);
	const before = await picture(home);
	t.is(before.tip.height, 5);

	const endpoint = path.join(home.data, DEV_FOLDER, 'endpoint.json');
	t.like(JSON.parse(await readFile(endpoint, 'utf8')), {url: node.url, pid: node.pid, genesis: before.tip.genesis});
	const {mode} = await stat(endpoint);
	t.is(mode & 0o777, 0o600);

	t.like(await node.stop('SIGKILL'), {code: undefined});
	t.true(await isThere(endpoint));
	// What the file says is stale now, and does no harm: reading commands open the folder themselves.
	t.deepEqual(await picture(home), before);
	t.deepEqual(await home.json(['chain', 'verify']), {height: 5, tip: before.tip.tip});
	t.like(await home.refused(['send', address, '1', '--yes']), {exit: 4, code: 'node_unreachable'});

	const again = await home.startNode();
	t.like(await again.event('ready'), {height: 5, network: 'dev'});
	t.deepEqual(await picture(home), before);
	await home.events(['mine', '--blocks', '1']);
	t.deepEqual(await home.json(['mempool']), []);
	const {tip} = await home.json<Status>(['status']);
	t.like(await again.stop('SIGTERM'), {code: 0});
	t.false(await isThere(endpoint));
	t.deepEqual(await home.json(['chain', 'verify']), {height: 6, tip});
});

/** Everything that must be the same before and after. */
async function picture(home: Home) {
	const {tip, height, genesis} = await home.json<Status>(['status']);
	return {
		tip: {tip, height, genesis},
		balance: await home.json<Balance>(['balance']),
	};
}
