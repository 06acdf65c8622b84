import test from 'ava';
import fc from 'fast-check';
import type {NodeApi} from '../../../source/api/node-api.js';
import type {HistoryEntry} from '../../../source/api/transaction.js';
import {parseCsv} from '../../../source/engine/wallet/csv.js';
import {walletHistory} from '../../../source/engine/wallet/history.js';
import {parseAmount} from '../../../source/protocol/amount.js';
import type {Address} from '../../../source/protocol/brands.js';
import {alice, bob} from '../../harness/keys.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {collect, openTestWallet} from './fixture.js';

const brief = ({direction, amount, fee, balance}: HistoryEntry) => [direction, amount, fee, balance];

test('the histories of all addresses are one, with the balance of the whole wallet', async t => {
	const {wallet, addresses, testNode, node, network} = await openTestWallet(t, ['10', '20', '5'], {allocations: [{address: alice.address, amount: '100'}]});
	const [first, second] = addresses as [Address, Address];
	const send = async (from: Address, outputs: ReadonlyArray<readonly [Address, string]>, memo = '') =>
		wallet.send(await wallet.prepareTransfer({from, outputs: outputs.map(([recipient, amount]) => ({recipient, amount})), fee: '1', memo}));

	await send(first, [[second, '3']]);
	await testNode.mine({to: second});
	await node.submitTransaction(makeTransfer({network, to: bob, outputs: [{account: bob.account, amount: 1n}], fee: 1_000_000n}).bytes);
	const toBoth = await wallet.prepareTransfer({from: second, outputs: [{recipient: bob.address, amount: '4'}, {recipient: first, amount: '2'}], fee: '1'});
	await wallet.send(toBoth);
	await testNode.mine();
	await send(first, [[bob.address, '1']], 'Coffee');

	t.deepEqual((await wallet.history()).map(entry => brief(entry)), [ // eslint-disable-line unicorn/no-await-expression-member
		['sent', '1', '1', '78'],
		['sent', '4', '1', '80'],
		['self', '3', '1', '85'],
		['mined', '51', '0', '86'],
	]);
	const {balance, immature} = await wallet.balance();
	t.is(parseAmount(balance) + parseAmount(immature), parseAmount('80'));
});

test('a history is filtered by direction, by what is pending, and by text', async t => {
	const {wallet, addresses, testNode, node, network} = await openTestWallet(t, ['10'], {allocations: [{address: alice.address, amount: '100'}]});
	const outputs = [{recipient: bob.address, amount: '1'}];
	await wallet.send(await wallet.prepareTransfer({outputs, memo: 'Rent of May'}));
	await testNode.mine({to: addresses[0]!});
	const pending = await wallet.send(await wallet.prepareTransfer({outputs: [{recipient: alice.address, amount: '2'}], memo: 'Ümlaut'}));
	await node.submitTransaction(makeTransfer({network, outputs: [{account: bob.account, amount: 1n}], fee: 1_000_000n}).bytes);

	const amounts = async (filter: Parameters<typeof wallet.history>[0]) => {
		const entries = await wallet.history(filter);
		return entries.map(({amount}) => amount);
	};

	t.deepEqual(await amounts({}), ['2', '1', '50.000151']);
	t.deepEqual(await amounts({direction: 'mined'}), ['50.000151']);
	t.deepEqual(await amounts({direction: 'sent', pending: false}), ['1']);
	t.deepEqual(await amounts({pending: true}), ['2']);
	t.deepEqual(await amounts({text: 'RENT'}), ['1']);
	t.deepEqual(await amounts({text: 'ümlaut'}), ['2']);
	t.deepEqual(await amounts({text: alice.address.slice(0, 20)}), ['2']);
	t.deepEqual(await amounts({text: pending.id.slice(0, 16)}), ['2']);
	t.deepEqual(await amounts({text: 'nothing'}), []);
	t.deepEqual(await amounts({limit: 1}), ['2']);
	t.deepEqual(await amounts({limit: 0}), []);
});

test('pages are read only as far as entries are taken', async t => {
	const {wallet, addresses, testNode, node} = await openTestWallet(t, ['1', '1']);
	for (let height = 1; height <= 40; height++) {
		await testNode.mine({to: addresses[height % 2]!});
	}

	let requests = 0;
	const counting: NodeApi = new Proxy(node, {
		get(target, name: keyof NodeApi) {
			requests += name === 'history' ? 1 : 0;
			return (target[name] as (...given: unknown[]) => unknown).bind(target);
		},
	});
	const entries = walletHistory({addresses, limit: 5}, {node: counting});
	await entries.next();
	t.is(requests, 2);
	for (let taken = 1; taken < 9; taken++) {
		await entries.next();
	}

	t.is(requests, 2, 'five of each address are there; nobody knows yet whether the tenth is the last of those');
	await entries.next();
	t.is(requests, 3);
	const rest = await collect(entries);
	t.is(rest.length, 30);
	t.is(rest.at(-1)!.balance, '52');
	t.is((await wallet.history({limit: 100})).length, 40); // eslint-disable-line unicorn/no-await-expression-member
});

test('a wallet in which nothing happened has no history', async t => {
	const {wallet} = await openTestWallet(t, ['0']);
	t.deepEqual(await wallet.history(), []);
	const lines = await collect(wallet.historyCsv());
	t.is(lines.length, 1);
});

test('the CSV has the whole history', async t => {
	const {wallet, testNode} = await openTestWallet(t, ['10', '10']);
	await wallet.send(await wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '1'}], memo: '=1+1'}));
	await testNode.mine();
	const rows = [...parseCsv((await collect(wallet.historyCsv())).join(''))]; // eslint-disable-line unicorn/no-await-expression-member
	t.is(rows.length, 2);
	t.deepEqual(rows[1]!.cells.slice(1, 7), ['sent', '1', '0.000144', '18.999856', bob.address, '\'=1+1']);
	t.is(rows[1]!.cells[8], '1');
});

/** What an entry does to the wallet. */
function changeOf({direction, amount, fee}: HistoryEntry): bigint {
	return (direction === 'sent' ? -parseAmount(amount) : (direction === 'self' ? 0n : parseAmount(amount))) - parseAmount(fee);
}

test('whatever happens, each balance is the one before it and what the entry did, and pages of any size say the same', async t => {
	const step = fc.record({
		from: fc.nat(2),
		to: fc.array(fc.nat(3), {minLength: 1, maxLength: 3}),
		amount: fc.integer({min: 1, max: 5}).map(String),
		mine: fc.option(fc.nat(3), {freq: 2}),
	});
	await fc.assert(fc.asyncProperty(fc.array(step, {minLength: 1, maxLength: 12}), fc.integer({min: 1, max: 4}), async (steps, limit) => {
		const {wallet, addresses, testNode, node} = await openTestWallet(t, ['500', '500', '500']);
		const everybody = [...addresses, bob.address];
		for (const {from, to, amount, mine} of steps) {
			await wallet.send(await wallet.prepareTransfer({from: addresses[from]!, outputs: to.map(index => ({recipient: everybody[index]!, amount})), fee: '0.01'}));
			if (mine !== null) {
				await testNode.mine({to: everybody[mine]!});
			}
		}

		const entries = await collect(walletHistory({addresses, limit: 100}, {node}));
		for (const [index, entry] of entries.entries()) {
			const before = entries[index + 1] ? parseAmount(entries[index + 1]!.balance) : parseAmount('1500');
			t.is(parseAmount(entry.balance), before + changeOf(entry));
		}

		t.is(new Set(entries.map(({transaction}) => transaction.id)).size, entries.length);
		const ranks = entries.map(({transaction}) => transaction.status.height ?? Number.POSITIVE_INFINITY);
		t.true(ranks.every((rank, index) => index === 0 || rank <= ranks[index - 1]!));
		const {balance, immature} = await wallet.balance();
		const confirmed = entries.find(({transaction}) => transaction.status.confirmed);
		t.is(parseAmount(balance) + parseAmount(immature), confirmed ? parseAmount(confirmed.balance) : parseAmount('1500'));
		t.deepEqual(await collect(walletHistory({addresses, limit}, {node})), entries);
	}), {numRuns: 12});
});
