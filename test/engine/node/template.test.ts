import test from 'ava';
import {formatAmount, parseAmount} from '../../../source/protocol/amount.js';
import {utf8ToBytes} from '../../../source/protocol/bytes.js';
import {subsidyAt} from '../../../source/protocol/subsidy.js';
import {templateSchema} from '../../../source/api/mining.js';
import {alice, bob, carol, testKey} from '../../harness/keys.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {TEST_NOW, testNetwork} from '../../harness/networks.js';
import {Branch} from './branch.js';
import {openNode} from './open-node.js';
import {refusedWith} from './refused.js';
import {solveTemplate} from './solve-template.js';

const FEE = 20_000n;
const network = testNetwork({allocations: [{address: alice.address, amount: '1000'}, {address: bob.address, amount: '1000'}]});

test('a block made of a template is accepted, and pays who it was asked for', async t => {
	const {node, send} = await openNode(t, network);
	const transfers = [makeTransfer({network, fee: FEE}), makeTransfer({network, nonce: 1, fee: FEE * 2n}), makeTransfer({network, key: bob, fee: FEE * 3n})];
	for (const transfer of transfers) {
		await send(transfer);
	}

	const template = await node.template(carol.address);
	t.notThrows(() => templateSchema.parse(template));
	t.deepEqual(template.transactions.map(({id}) => id), [transfers[2]!.id, transfers[0]!.id, transfers[1]!.id]);
	t.is(template.fees, formatAmount(FEE * 6n));
	t.is(parseAmount(template.reward), subsidyAt(1, network) + FEE * 6n);
	t.is(template.time, TEST_NOW);
	t.is(template.min_time, network.genesis.header.time + 1);

	const block = solveTemplate(template);
	t.deepEqual(await node.submitBlock(block.bytes), {hash: block.hash, height: 1, best: true});
	t.deepEqual(await node.pending(), []);
	t.like(await node.address(carol.address), {immature: template.reward});
});

test('every extranonce makes another block, with a coinbase that the smallest device can hold', async t => {
	const {node} = await openNode(t, network);
	const template = await node.template(carol.address);
	t.is(template.coinbase.extranonce_size, 12);
	const blocks = ['a'.repeat(12), 'b'.repeat(12)].map(text => solveTemplate(template, {extranonce: utf8ToBytes(text)}));
	t.not(blocks[0]!.coinbase.id, blocks[1]!.coinbase.id);
	t.true(blocks[0]!.coinbase.bytes.length <= 255);
	t.like(await node.submitBlock(blocks[0]!.bytes), {best: true});
	t.like(await node.submitBlock(blocks[1]!.bytes), {best: false});
});

test('templates follow the tip and the mempool', async t => {
	const {node, send} = await openNode(t, network);
	const first = await node.template(carol.address);
	await send(makeTransfer({network, fee: FEE}));
	const second = await node.template(carol.address);
	t.deepEqual([first.transactions.length, second.transactions.length], [0, 1]);
	const block = solveTemplate(first);
	await node.submitBlock(block.bytes);
	const third = await node.template(carol.address);
	t.deepEqual([third.previous_hash, third.height, third.transactions.length], [block.hash, 2, 1]);
});

test('templates are for addresses of this network', async t => {
	const {node} = await openNode(t, network);
	t.is(await refusedWith(node.template('tui1qw508d6qejxtdg4y5r3zarvary0c5xw7k3cdvfa' as typeof alice.address)), 'address_invalid');
});

test('full blocks never exceed the size that the network allows', async t => {
	const small = testNetwork({max_block_bytes: 10_000, allocations: Array.from({length: 8}, (_, index) => ({address: testKey(10 + index).address, amount: '1000'}))});
	const {node, send} = await openNode(t, small);
	for (let sender = 0; sender < 8; sender++) {
		for (let nonce = 0; nonce < 16; nonce++) {
			// Of every size, so that the last gap is filled as well as it can be.
			await send(makeTransfer({network: small, key: testKey(10 + sender), nonce, fee: 50_000n + BigInt(nonce * 7919 % 1000), memo: 'm'.repeat((sender * 16 + nonce) * 37 % 200)}));
		}
	}

	let blocks = 0;
	for (let waiting = 8 * 16; waiting > 0; blocks++) {
		const block = solveTemplate(await node.template(carol.address), {time: TEST_NOW + blocks});
		t.true(block.bytes.length <= 10_000);
		t.true(block.bytes.length > 9000 || waiting === block.transfers.length, 'only the last is not full');
		t.like(await node.submitBlock(block.bytes), {best: true});
		waiting -= block.transfers.length;
	}

	t.deepEqual(await node.pending(), []);

	t.true(blocks >= 3);
});

test('too_early: no template goes past half of the allowed drift', async t => {
	const strict = testNetwork({block_time: 10, retarget_window: 10, max_time_drift: 10});
	const {node, take, clock} = await openNode(t, strict);
	const branch = new Branch(strict);
	await take(branch.mine({time: TEST_NOW + 4}));
	const template = await node.template(carol.address);
	t.deepEqual([template.time, template.min_time, template.max_time], [TEST_NOW + 5, TEST_NOW + 5, TEST_NOW + 5]);

	await take(branch.mine({time: TEST_NOW + 7}));
	t.is(await refusedWith(node.template(carol.address)), 'too_early');
	await t.throwsAsync(node.template(carol.address), {message: /too far ahead/v});
	const error = await t.throwsAsync<Error & {details: unknown}>(node.template(carol.address));
	t.deepEqual(error?.details, {retry_after_ms: 3000});

	clock.seconds += 3;
	const later = await node.template(carol.address);
	t.is(later.time, TEST_NOW + 8);
	t.like(await node.submitBlock(solveTemplate(later).bytes), {best: true});
});

test('a template retargets as the rules do', async t => {
	const retargeting = testNetwork({block_time: 2, retarget_window: 10, max_time_drift: 2, pow_limit_bits: '2000ffff'});
	const {node, clock} = await openNode(t, retargeting);
	const bits = new Set<string>();
	for (let height = 1; height <= 8; height++) {
		clock.seconds += height % 3;
		const template = await node.template(carol.address);
		bits.add(template.bits);
		t.like(await node.submitBlock(solveTemplate(template).bytes), {best: true});
	}

	t.true(bits.size > 3);
});
