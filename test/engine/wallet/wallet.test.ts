import test, {type ExecutionContext} from 'ava';
import {ApiError} from '../../../source/api/api-error.js';
import type {ErrorCode} from '../../../source/api/error-codes.js';
import type {NodeApi} from '../../../source/api/node-api.js';
import {verifyMessage} from '../../../source/engine/wallet/signed-message.js';
import {Wallet} from '../../../source/engine/wallet/wallet.js';
import {formatAmount, parseAmount} from '../../../source/protocol/amount.js';
import {alice, addressOn, bob, carol} from '../../harness/keys.js';
import {mainNetwork} from '../../harness/networks.js';
import {openTestWallet, PHRASE} from './fixture.js';

async function refusal(t: ExecutionContext, code: ErrorCode, action: () => Promise<unknown>): Promise<ApiError> {
	const error = await t.throwsAsync(action, {instanceOf: ApiError});
	t.is(error.code, code, error.message);
	return error;
}

/** One version byte, key 33, nonce 4, fee 8, count 1, output 28, memo length 1, signature 64. */
const SIZE_OF_ONE = 140;
const FEE_OF_ONE = formatAmount(BigInt(SIZE_OF_ONE * 100));

test('the balance is that of all addresses, with immature and pending coins apart', async t => {
	const {wallet, addresses, testNode} = await openTestWallet(t, ['5', '7']);
	await testNode.mine({to: addresses[1]!});
	await wallet.send(await wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '2'}], fee: '0.5'}));
	const {accounts, ...sums} = await wallet.balance();
	t.deepEqual(sums, {
		wallet: 'test', balance: '12', spendable: '9.5', immature: '50', pending_in: '0', pending_out: '2.5',
	});
	t.deepEqual(accounts.map(({address}) => address), addresses);
	t.is(accounts[0]!.pending_out, '2.5');
	t.is(accounts[1]!.immature, '50');
});

test('a prepared transfer says everything about itself, and sending it does just that', async t => {
	const {wallet, addresses, testNode, node} = await openTestWallet(t, ['10']);
	const prepared = await wallet.prepareTransfer({outputs: [{recipient: bob.address.toUpperCase(), amount: '1.5'}, {recipient: carol.address, amount: '2'}], memo: 'café'});
	const size = SIZE_OF_ONE + 28 + 5;
	t.deepEqual(prepared, {
		from: addresses[0]!,
		outputs: [{recipient: bob.address, amount: '1.5'}, {recipient: carol.address, amount: '2'}],
		amount: '3.5',
		fee: formatAmount(BigInt(size * 100)),
		total: '3.500173',
		balanceAfter: '6.499827',
		nonce: 0,
		size,
		memo: 'café',
		memoHex: '636166c3a9',
		replaces: undefined,
	});
	const signed = wallet.sign(prepared);
	t.is(signed.bytes.length, size);
	const sent = await wallet.send(prepared);
	t.is(sent.id, signed.id);
	t.is(sent.memo, 'café');

	// The same once more is the same transfer; the next one has the next nonce.
	t.is((await wallet.send(prepared)).id, sent.id); // eslint-disable-line unicorn/no-await-expression-member
	const next = await wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '1'}]});
	t.is(next.nonce, 1);
	await testNode.mine();
	const {balance} = await node.address(addresses[0]!);
	t.is(balance, prepared.balanceAfter);
});

test('without a wish, a transfer is paid from the first address that can pay it alone', async t => {
	const {wallet, addresses} = await openTestWallet(t, ['2', '1', '9', '9.5']);
	const from = async (amount: string) => {
		const prepared = await wallet.prepareTransfer({outputs: [{recipient: bob.address, amount}]});
		return addresses.indexOf(prepared.from);
	};

	t.is(await from('1.5'), 0);
	t.is(await from('2'), 2, 'the fee counts');
	t.is(await from('9.2'), 3);
	const wished = await wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '0.5'}], from: addresses[1]!.toUpperCase()});
	t.is(wished.from, addresses[1]!);
});

test('what only several addresses can pay together names them; what they cannot is too much', async t => {
	const {wallet, addresses} = await openTestWallet(t, ['2', '1', '0', '4']);
	const error = await refusal(t, 'split_needed', async () => wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '5'}]}));
	t.deepEqual(error.details!['addresses'], [addresses[3], addresses[0]]);
	t.true(error.message.includes(addresses[3]!));

	// Together they have 7, but each part takes a fee of its own.
	const seven = await refusal(t, 'balance_too_low', async () => wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '6.9999'}]}));
	t.is(seven.details!['spendable'], '4');
	await refusal(t, 'split_needed', async () => wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: formatAmount(parseAmount('7') - (3n * parseAmount(FEE_OF_ONE)))}]}));
	await refusal(t, 'balance_too_low', async () => wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '3'}], from: addresses[0]!}));
});

test('max sends everything but the fee and the other amounts', async t => {
	const {wallet, addresses, testNode, node} = await openTestWallet(t, ['10', '20']);
	const prepared = await wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '1'}, {recipient: carol.address, amount: 'max'}]});
	t.is(prepared.total, '10');
	t.is(prepared.balanceAfter, '0');
	t.is(prepared.outputs[1]!.amount, formatAmount(parseAmount('9') - BigInt((SIZE_OF_ONE + 28) * 100)));
	await wallet.send(prepared);
	await testNode.mine();
	t.like(await node.address(addresses[0]!), {balance: '0', nonce: 1});

	await refusal(t, 'invalid_request', async () => wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: 'max'}, {recipient: carol.address, amount: 'max'}]}));
	await refusal(t, 'balance_too_low', async () => wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: 'max'}], fee: '20'}));
});

test('pending spends are not spent twice', async t => {
	const {wallet} = await openTestWallet(t, ['10']);
	await wallet.send(await wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '6'}]}));
	await refusal(t, 'balance_too_low', async () => wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '6'}]}));
	const rest = await wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: 'max'}]});
	t.is(rest.nonce, 1);
	await wallet.send(rest);
});

test('a fee may be given whole or per byte, but not below what nodes pass on', async t => {
	const {wallet} = await openTestWallet(t, ['10']);
	const outputs = [{recipient: bob.address, amount: '1'}];
	const fees = [
		await wallet.prepareTransfer({outputs}),
		await wallet.prepareTransfer({outputs, fee: '0.001'}),
		await wallet.prepareTransfer({outputs, feePerByte: 250.001}),
	];
	t.deepEqual(fees.map(({fee}) => fee), [FEE_OF_ONE, '0.001', '0.00035001']);
	const error = await refusal(t, 'fee_too_low', async () => wallet.prepareTransfer({outputs, fee: '0.00013999'}));
	t.is(error.details!['minimum'], FEE_OF_ONE);
	await refusal(t, 'fee_too_low', async () => wallet.prepareTransfer({outputs, feePerByte: 99}));
	await refusal(t, 'invalid_request', async () => wallet.prepareTransfer({outputs, fee: '1', feePerByte: 100}));
	await refusal(t, 'invalid_request', async () => wallet.prepareTransfer({outputs, feePerByte: Number.NaN}));
	await refusal(t, 'amount_invalid', async () => wallet.prepareTransfer({outputs, fee: '1,5'}));
});

test('wrong requests are refused by name', async t => {
	const {wallet} = await openTestWallet(t, ['10']);
	const good = {recipient: bob.address, amount: '1'};
	await refusal(t, 'output_count', async () => wallet.prepareTransfer({outputs: []}));
	await refusal(t, 'output_count', async () => wallet.prepareTransfer({outputs: Array.from({length: 256}, () => good)}));
	await refusal(t, 'address_invalid', async () => wallet.prepareTransfer({outputs: [{...good, recipient: 'bob'}]}));
	await refusal(t, 'address_wrong_network', async () => wallet.prepareTransfer({outputs: [{...good, recipient: addressOn(bob, mainNetwork)}]}));
	for (const amount of ['0', '-1', '1e3', '', '1.50', '0.123456789', 'MAX']) {
		await refusal(t, 'amount_invalid', async () => wallet.prepareTransfer({outputs: [{...good, amount}]}));
	}

	await refusal(t, 'amount_too_large', async () => wallet.prepareTransfer({outputs: [{...good, amount: '90071992.54740991'}, good]}));
	await refusal(t, 'memo_too_long', async () => wallet.prepareTransfer({outputs: [good], memo: 'é'.repeat(129)}));
	await refusal(t, 'invalid_request', async () => wallet.prepareTransfer({outputs: [good], memo: '\uD800'}));
	await refusal(t, 'address_not_in_wallet', async () => wallet.prepareTransfer({outputs: [good], from: alice.address}));
});

test('a locked wallet prepares, but signs nothing', async t => {
	const {wallet} = await openTestWallet(t, ['10']);
	wallet.lock();
	t.true(wallet.isLocked);
	const prepared = await wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '1'}]});
	await refusal(t, 'passphrase_needed', async () => wallet.send(prepared));
	await refusal(t, 'passphrase_wrong', async () => wallet.unlock('wrong'));
	await wallet.unlock('correct horse');
	const sent = await wallet.send(prepared);
	t.is(sent.nonce, 0);
});

test('a watched address is shown, and never signs', async t => {
	const {wallet} = await openTestWallet(t, ['10'], {allocations: [{address: alice.address, amount: '3'}]});
	await wallet.keystore.watch(alice.address, 'Alice');
	const [watched] = await wallet.watched();
	t.like(watched, {address: alice.address, label: 'Alice', balance: '3'});
	const balance = await wallet.balance();
	t.is(balance.balance, '10');
	await refusal(t, 'wallet_watch_only', async () => wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '1'}], from: alice.address}));
	const error = t.throws(() => wallet.signMessage(alice.address, 'hello'), {instanceOf: ApiError});
	t.is(error.code, 'wallet_watch_only');
});

test('a pending transfer is replaced by one with the same nonce and a fee a tenth higher, rounded up', async t => {
	const {wallet, addresses, testNode, node} = await openTestWallet(t, ['10']);
	const first = await wallet.send(await wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '9'}], fee: '0.00014401', memo: 'rent'}));
	const replacement = await wallet.prepareReplacement({id: first.id});
	t.like(replacement, {
		from: addresses[0], amount: '9', fee: '0.00015842', nonce: 0, memo: 'rent', replaces: first.id,
	});
	await refusal(t, 'replacement_fee_too_low', async () => wallet.prepareReplacement({id: first.id, fee: '0.00015841'}));
	const second = await wallet.send(replacement);
	await refusal(t, 'not_found', async () => wallet.prepareReplacement({id: first.id}));

	// The coins of the transfer that it replaces are there to be spent.
	const third = await wallet.send(await wallet.prepareReplacement({id: second.id, outputs: [{recipient: carol.address, amount: 'max'}], memo: ''}));
	t.is(third.memo, '');
	await testNode.mine();
	t.like(await node.address(addresses[0]!), {balance: '0', nonce: 1});
	await refusal(t, 'not_found', async () => wallet.prepareReplacement({id: third.id}));
});

test('only the wallet\'s own transfers can be replaced', async t => {
	const {wallet, wallets, node} = await openTestWallet(t, ['10']);
	const sent = await wallet.send(await wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '1'}]}));
	const {keystore} = await wallets.create('stranger', 'none');
	const stranger = new Wallet({keystore}, {node});
	await refusal(t, 'address_not_in_wallet', async () => stranger.prepareReplacement({id: sent.id}));
});

test('a message is signed with the key of an address', async t => {
	const {wallet, addresses} = await openTestWallet(t, ['10', '5']);
	const signature = wallet.signMessage(addresses[1]!, 'hello');
	t.true(verifyMessage(addresses[1]!, 'hello', signature));
	t.false(verifyMessage(addresses[0]!, 'hello', signature));
});

test('after restoring, addresses that were in use are found, those of genesis too', async t => {
	const {wallets, node, testNode, addresses} = await openTestWallet(t, [...Array.from({length: 41}, () => '0'), '4']);
	await testNode.mine({to: addresses[2]!});
	const restored = await wallets.restore('again', PHRASE, 'none');
	const wallet = new Wallet({keystore: restored}, {node});
	t.is(await wallet.findAddresses(), 3, 'the 42nd is behind a gap of more than 20');
	await testNode.mine({to: addresses[30]!});
	t.is(await wallet.findAddresses(), 42);
	t.deepEqual(wallet.keystore.addresses, addresses);
});

test('private keys never reach the node', async t => {
	const {wallet, node, wallets} = await openTestWallet(t, ['10']);
	const said: unknown[] = [];
	const spy = new Proxy(node, {
		get: (target, name: keyof NodeApi) => (...given: unknown[]) => {
			said.push(...given);
			return (target[name] as (...given: unknown[]) => unknown).apply(target, given);
		},
	});
	const keystore = await wallets.open(wallet.name);
	const spied = new Wallet({keystore}, {node: spy});
	await spied.unlock('correct horse');
	await spied.send(await spied.prepareTransfer({outputs: [{recipient: bob.address, amount: '1'}]}));
	const keys = await keystore.unlock('correct horse');
	const secret = keys.withKeyAt(0, key => Buffer.from(key).toString('hex'));
	const bytes = said.map(value => value instanceof Uint8Array ? Buffer.from(value).toString('hex') : JSON.stringify(value)).join(' ');
	t.false(bytes.includes(secret));
	t.true(said.some(value => value instanceof Uint8Array));
});
