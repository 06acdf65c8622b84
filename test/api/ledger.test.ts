import test from 'ava';
import {asHash} from '../../source/protocol/brands.js';
import {bytesToHex, equalBytes} from '../../source/protocol/bytes.js';
import {ApiError} from '../../source/api/api-error.js';
import {alice, bob, carol, addressOn} from '../harness/keys.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {mainNetwork} from '../harness/networks.js';
import {refusal, bothBodies} from './both-bodies.js';

const testBoth = bothBodies(test);

const nowhere = asHash('ab'.repeat(32));
const fee = 1_000_000n;

testBoth('a new node tells its network, its genesis and no transactions', async (t, {api, network}) => {
	const status = await api.status();
	t.is(status.network, 'dev');
	t.is(status.genesis, network.genesis.hash);
	t.is(status.height, 0);
	t.is(status.tip, network.genesis.hash);
	t.is(status.version, '1.2.3');
	t.deepEqual(await api.network(), network.file);
	t.deepEqual(await api.pending(), []);
	t.deepEqual(await api.forks(), []);
	t.deepEqual(await api.accounts(), []);
	const genesis = await api.block(0);
	t.is(genesis.hash, network.genesis.hash);
	t.deepEqual(genesis.transactions, []);
});

testBoth('a block is found by hash, by height and as tip', async (t, {api, extend}) => {
	const made = await extend();
	for (const id of [made.hash, 1, 'tip'] as const) {
		const block = await api.block(id);
		t.is(block.hash, made.hash);
		t.is(block.transaction_count, 1);
		t.is(block.transactions[0]!.type, 'coinbase');
	}

	await refusal(t, api.block(2), 'not_found');
	await refusal(t, api.block(nowhere), 'not_found');
});

testBoth('blocks come newest first, a page at a time', async (t, {api, extend}) => {
	await extend();
	await extend();
	await extend();
	t.deepEqual(await heights(api.blocks()), [3, 2, 1, 0]);
	t.deepEqual(await heights(api.blocks({limit: 2})), [3, 2]);
	t.deepEqual(await heights(api.blocks({before: 2})), [1, 0]);
	t.deepEqual(await heights(api.blocks({before: 2, limit: 1})), [1]);
});

testBoth('the tip of a branch that lost is told', async (t, {api, network, extend}) => {
	const best = await extend();
	const {hash} = await extend({parent: {hash: network.genesis.hash, height: 0, time: network.genesis.header.time, bits: network.powLimitBits}, payee: bob});
	t.not(hash, best.hash);
	t.deepEqual(await api.forks(), [{
		hash, height: 1, branch_length: 1, status: 'valid',
	}]);
	const block = await api.block(hash);
	t.is(block.confirmations, 0);
});

testBoth('a transfer is pending, then confirmed, with a proof', async (t, {api, network, extend}) => {
	await extend();
	await extend({payee: carol});
	const transfer = makeTransfer({network, amount: 500_000_000n, fee, memo: 'lunch'});

	const submitted = await api.submitTransaction(transfer.bytes);
	t.is(submitted.id, transfer.id);
	t.is(submitted.sender, alice.address);
	t.is(submitted.memo, 'lunch');
	t.deepEqual(submitted.outputs, [{recipient: bob.address, amount: '5'}]);
	t.false(submitted.status.confirmed);
	t.deepEqual(await api.submitTransaction(transfer.bytes), submitted, 'handing it in again changes nothing');
	t.deepEqual(await api.pending(), [submitted]);
	t.deepEqual(await api.transaction(transfer.id), submitted);
	t.true(equalBytes(await api.transactionBytes(transfer.id), transfer.bytes));
	await refusal(t, api.proof(transfer.id), 'not_found');
	const sender = await api.address(alice.address);
	t.is(sender.pending_out, '5.01');
	t.is(sender.next_nonce, 1);
	const recipient = await api.address(bob.address);
	t.is(recipient.pending_in, '5');

	const block = await extend({transfers: [transfer], payee: carol});
	const confirmed = await api.transaction(transfer.id);
	t.like(confirmed.status, {confirmed: true, height: 3, block_hash: block.hash, confirmations: 1});
	t.true(equalBytes(await api.transactionBytes(transfer.id), transfer.bytes));
	const proof = await api.proof(transfer.id);
	t.is(proof.header, bytesToHex(block.bytes.subarray(0, 80)));
	t.is(proof.index, 1);
	t.deepEqual(await api.pending(), []);
});

testBoth('what does not exist is not found', async (t, {api}) => {
	await refusal(t, api.transaction(nowhere), 'not_found');
	await refusal(t, api.transactionBytes(nowhere), 'not_found');
	await refusal(t, api.proof(nowhere), 'not_found');
});

testBoth('history, balance and rank follow the chain', async (t, {api, network, extend}) => {
	await extend();
	await extend({payee: carol});
	const transfer = makeTransfer({network, amount: 500_000_000n, fee});
	await extend({transfers: [transfer], payee: carol});

	const account = await api.address(alice.address);
	t.like(account, {balance: '44.99', spendable: '44.99', nonce: 1, next_nonce: 1});
	const history = await api.history(alice.address);
	t.deepEqual(history.map(({direction, amount, balance}) => [direction, amount, balance]), [['sent', '5', '44.99'], ['mined', '50', '50']]);
	t.deepEqual(await api.history(alice.address, {limit: 1}), history.slice(0, 1));
	t.deepEqual(await api.history(alice.address, {before: transfer.id}), history.slice(1));

	const ranks = await api.accounts();
	t.deepEqual(ranks.map(({address}) => address), [carol.address, alice.address, bob.address]);
	t.deepEqual(await api.accounts({limit: 1}), ranks.slice(0, 1));
});

testBoth('an address that is none, or one of another network, is refused', async (t, {api}) => {
	const mistyped = addressOn(alice, mainNetwork);
	await refusal(t, api.address(mistyped), 'address_wrong_network');
	await refusal(t, api.history(mistyped), 'address_wrong_network');
	await refusal(t, api.template(mistyped), 'address_wrong_network');
});

testBoth('a transfer that the rules refuse keeps its code and its details', async (t, {api, network, extend}) => {
	await refusal(t, api.submitTransaction(Uint8Array.of(1, 2, 3)), 'truncated');
	await refusal(t, api.submitTransaction(makeTransfer({network, fee}).bytes), 'balance_too_low');
	await extend();
	await extend();
	await refusal(t, api.submitTransaction(makeTransfer({network}).bytes), 'fee_too_low');
	const foreign = makeTransfer({network, fee, genesis: mainNetwork.genesis.hash});
	await refusal(t, api.submitTransaction(foreign.bytes), 'signature_invalid');
	const trailing = await refusal(t, api.submitTransaction(Uint8Array.of(...makeTransfer({network, fee}).bytes, 0)), 'trailing_bytes');
	t.true(trailing instanceof ApiError);
	t.deepEqual(trailing.details, {count: 1});
});

testBoth('fees rise with urgency', async (t, {api}) => {
	const {minimum, economy, normal, priority} = await api.fees();
	t.true(minimum <= economy && economy <= normal && normal <= priority);
});

async function heights(blocks: Promise<ReadonlyArray<{height: number}>>): Promise<number[]> {
	const list = await blocks;
	return list.map(({height}) => height);
}
