import test from 'ava';
import {COIN, formatAmount} from '../../../source/protocol/amount.js';
import {asHash, type Hash} from '../../../source/protocol/brands.js';
import {hexToBytes} from '../../../source/protocol/bytes.js';
import {hashFromBytes, hashToBytes} from '../../../source/protocol/hash.js';
import {decodeHeader, headerHash} from '../../../source/protocol/header.js';
import {rootOfBranch} from '../../../source/protocol/merkle.js';
import {subsidyAt} from '../../../source/protocol/subsidy.js';
import {decodeTransfer} from '../../../source/protocol/transfer.js';
import {addressObjectSchema} from '../../../source/api/account.js';
import {blockSchema, blockSummarySchema} from '../../../source/api/block.js';
import {statusSchema} from '../../../source/api/status.js';
import {historyEntrySchema, merkleProofSchema} from '../../../source/api/transaction.js';
import {alice, bob, carol, testKey} from '../../harness/keys.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {devNetwork, TEST_NOW, testNetwork} from '../../harness/networks.js';
import {Branch} from './branch.js';
import {openNode} from './open-node.js';
import {refusedWith} from './refused.js';

const FEE = 20_000n;
const network = testNetwork({coinbase_maturity: 3, allocations: [{address: alice.address, amount: '1000'}, {address: bob.address, amount: '10'}]});
const reward = formatAmount(subsidyAt(1, network));

test('blocks come newest first, a page at a time', async t => {
	const {node, take} = await openNode(t, network);
	const branch = new Branch(network).mineMany(30);
	await take(...branch.blocks);
	const heights = async (options?: Parameters<typeof node.blocks>[0]) => {
		const page = await node.blocks(options);
		return page.map(({height}) => height);
	};

	t.deepEqual(await heights(), Array.from({length: 25}, (_, index) => 30 - index));
	t.deepEqual(await heights({before: 6}), [5, 4, 3, 2, 1, 0]);
	t.deepEqual(await heights({before: 29, limit: 3}), [28, 27, 26]);
	t.deepEqual(await heights({before: 1000, limit: 2}), [30, 29]);
	t.deepEqual(await heights({before: 0}), []);
	const [newest, next] = await node.blocks();
	t.notThrows(() => blockSummarySchema.parse(newest));
	t.is(newest!.previous_hash, next!.hash);
	t.deepEqual([newest!.confirmations, next!.confirmations], [1, 2]);
});

test('a block is found by hash, by height and as the tip', async t => {
	const {node, take} = await openNode(t, network);
	const branch = new Branch(network);
	const transfer = makeTransfer({network, fee: FEE, memo: 'Grüße'});
	await take(branch.mine({payee: carol, transfers: [transfer]}));
	const block = await node.block('tip');
	t.notThrows(() => blockSchema.parse(block));
	t.deepEqual(await node.block(1), block);
	t.deepEqual(await node.block(branch.tip.hash), block);
	t.deepEqual(block.transactions.map(({type}) => type), ['coinbase', 'transfer']);
	t.is(block.transactions[1]!.memo, 'Grüße');
	t.is(block.transactions[1]!.sender, alice.address);
	const genesis = await node.block(0);
	t.deepEqual([genesis.hash, genesis.transactions.length, genesis.confirmations], [network.genesis.hash, 0, 2]);
});

test('not_found: what is not there', async t => {
	const {node} = await openNode(t, network);
	const nothing = asHash('1'.repeat(64));
	t.is(await refusedWith(node.block(1)), 'not_found');
	t.is(await refusedWith(node.block(nothing)), 'not_found');
	t.is(await refusedWith(node.transaction(nothing)), 'not_found');
	t.is(await refusedWith(node.transactionBytes(nothing)), 'not_found');
	t.is(await refusedWith(node.proof(nothing)), 'not_found');
	t.is(await refusedWith(node.history(alice.address, {before: nothing})), 'not_found');
});

test('a block beside the best chain is there, with no confirmations', async t => {
	const {node, take} = await openNode(t, network);
	const transfer = makeTransfer({network, fee: FEE});
	const best = new Branch(network).mineMany(2);
	const other = new Branch(network);
	await take(...best.blocks, other.mine({transfers: [transfer]}));
	const block = await node.block(other.tip.hash);
	t.is(block.confirmations, 0);
	t.deepEqual(block.transactions.map(({status}) => [status.confirmed, status.confirmations, status.block_hash]), [[false, 0, other.tip.hash], [false, 0, other.tip.hash]]);
	t.is(await refusedWith(node.transaction(transfer.id)), 'not_found', 'it is confirmed nowhere');
});

test('forks are the tips of other branches, with their verdict', async t => {
	const {node, take} = await openNode(t, network);
	const best = new Branch(network).mineMany(4);
	const short = best.fork(3).mineMany(1);
	const long = best.fork(1).mineMany(2);
	const bad = best.fork(1);
	bad.mine({transfers: [makeTransfer({network, nonce: 5, fee: FEE})]});
	const doubtful = bad.fork().mineMany(1);
	bad.mineMany(3);
	await take(...best.blocks, ...short.blocks.slice(3), ...long.blocks.slice(1), bad.blocks[1]!, doubtful.blocks[2]!, bad.blocks[2]!, bad.blocks[3]!);
	t.is(await refusedWith(node.submitBlock(bad.blocks[4]!.bytes)), 'nonce_wrong');
	const list = await node.forks();
	const forks = new Map(list.map(({hash, ...fork}) => [hash, fork]));
	t.deepEqual(forks.get(short.tip.hash), {height: 4, branch_length: 1, status: 'valid'});
	t.deepEqual(forks.get(long.tip.hash), {height: 3, branch_length: 2, status: 'valid'});
	t.deepEqual(forks.get(bad.blocks[3]!.hash), {height: 4, branch_length: 3, status: 'invalid'});
	t.deepEqual(forks.get(doubtful.tip.hash), {height: 3, branch_length: 2, status: 'invalid'}, 'it stands on the same refused block');
	t.is(forks.size, 4);
});

test('of very many forks the highest are told', async t => {
	const {node, take} = await openNode(t, network);
	const best = new Branch(network).mineMany(3);
	await take(...best.blocks);
	for (let count = 0; count < 102; count++) {
		await take(best.fork(count === 0 ? 0 : 1).mine());
	}

	const forks = await node.forks();
	t.is(forks.length, 100);
	t.true(forks.every(({height}) => height === 2));
});

test('a height above the tip is not found, however high', async t => {
	const {node, take} = await openNode(t, network);
	await take(...new Branch(network).mineMany(2).blocks);
	t.like(await node.block(2), {height: 2});
	for (const height of [3, 2 ** 32, (2 ** 32) + 1, 9_999_999_999]) {
		t.is(await refusedWith(node.block(height)), 'not_found');
	}
});

test('mined coins are immature, then spendable, on the block that says so', async t => {
	const {node, take} = await openNode(t, network);
	const branch = new Branch(network);
	const amounts = async () => {
		const object = await node.address(carol.address);
		t.notThrows(() => addressObjectSchema.parse(object));
		return [object.balance, object.spendable, object.immature];
	};

	t.deepEqual(await amounts(), ['0', '0', '0']);
	await take(branch.mine({payee: carol}), branch.mine(), branch.mine());
	t.deepEqual(await amounts(), ['0', '0', reward]);
	t.is(await refusedWith(node.submitTransaction(makeTransfer({network, key: carol, fee: FEE}).bytes)), 'balance_too_low');
	await take(branch.mine());
	t.deepEqual(await amounts(), [reward, reward, '0']);
	await t.notThrowsAsync(node.submitTransaction(makeTransfer({network, key: carol, fee: FEE}).bytes));
});

test('pending transfers show on both sides', async t => {
	const {node, send} = await openNode(t, network);
	await send(makeTransfer({network, amount: 5n * COIN, fee: FEE}));
	await send(makeTransfer({network, nonce: 1, to: alice, amount: COIN, fee: FEE}));
	await send(makeTransfer({network, nonce: 3, to: carol, amount: COIN, fee: FEE}));
	t.like(await node.address(alice.address), {
		balance: '1000', spendable: '992.9994', pending_in: '0', pending_out: '7.0006', nonce: 0, next_nonce: 2,
	});
	t.like(await node.address(bob.address), {balance: '10', spendable: '10', pending_in: '5', pending_out: '0'});
	t.like(await node.status(), {mempool: {count: 3}});
});

test('the history is a running balance, pages meet, pending ones lead', async t => {
	const {node, take, send, clock} = await openNode(t, network);
	const branch = new Branch(network);
	for (let nonce = 0; nonce < 10; nonce++) {
		branch.mine({
			payee: nonce === 4 ? alice : carol,
			transfers: [
				makeTransfer({network, nonce: nonce * 2, amount: COIN, fee: FEE}),
				makeTransfer({network, nonce: nonce * 2 + 1, to: alice, amount: 3n * COIN, fee: FEE}),
				makeTransfer({network, key: bob, nonce, to: alice, amount: COIN / 2n, fee: FEE}),
			],
		});
	}

	await take(...branch.blocks);
	const whole = await node.history(alice.address, {limit: 100});
	t.is(whole.length, 31);
	for (const entry of whole) {
		t.notThrows(() => historyEntrySchema.parse(entry));
	}

	t.deepEqual(whole.slice(0, 3).map(({direction, amount, fee}) => [direction, amount, fee]), [['received', '0.5', '0'], ['self', '3', '0.0002'], ['sent', '1', '0.0002']]);
	t.is(whole.filter(({direction}) => direction === 'mined').length, 1);
	const {balance, immature} = await node.address(alice.address);
	t.is(immature, '0');
	t.is(whole[0]!.balance, balance);
	t.is(whole.at(-1)!.balance, '998.9998');

	const paged = [];
	for (let before: Hash | undefined; ;) {
		const page = await node.history(alice.address, {before, limit: 4});
		paged.push(...page);
		if (page.length < 4) {
			break;
		}

		before = page.at(-1)!.transaction.id;
	}

	t.deepEqual(paged, whole);
	const byDefault = await node.history(alice.address);
	t.is(byDefault.length, 25);

	clock.seconds++;
	await send(makeTransfer({network, nonce: 20, amount: COIN, fee: FEE}));
	clock.seconds++;
	await send(makeTransfer({network, key: bob, nonce: 10, to: alice, amount: COIN, fee: FEE}));
	const withPending = await node.history(alice.address, {limit: 2});
	t.deepEqual(withPending.map(({direction, transaction}) => [direction, transaction.status.confirmed]), [['received', false], ['sent', false], ['received', true], ['self', true]]);
	t.is(withPending[1]!.time, TEST_NOW + 1);
	t.deepEqual(await node.history(alice.address, {before: withPending[2]!.transaction.id, limit: 100}), whole.slice(1));
});

test('the history of an account follows a reorganisation', async t => {
	const {node, take} = await openNode(t, network);
	const root = new Branch(network).mineMany(1);
	const first = root.fork();
	first.mine({transfers: [makeTransfer({network, amount: COIN, fee: FEE})]});
	const second = root.fork();
	second.mine({transfers: [makeTransfer({network, to: carol, amount: 2n * COIN, fee: FEE})]});
	second.mine();
	await take(...first.blocks);
	const before = await node.history(bob.address);
	t.is(before.length, 1);
	await take(...second.blocks);
	t.deepEqual(await node.history(bob.address), []);
	const after = await node.history(carol.address);
	t.deepEqual(after.map(({amount}) => amount), ['2']);
});

test('accounts are listed richest first', async t => {
	const {node, take} = await openNode(t, network);
	const branch = new Branch(network);
	const outputs = [3n, 900n, 20n, 20n].map((coins, index) => ({account: testKey(20 + index).account, amount: coins * COIN}));
	await take(branch.mine({transfers: [makeTransfer({network, outputs, fee: FEE})], payee: carol}));
	const ranks = await node.accounts();
	t.deepEqual(ranks.map(({balance}) => balance), ['900', '56.9998', '20', '20', '10', '3']);
	t.is(ranks[0]!.address, testKey(21).address);
	t.deepEqual(await node.accounts({limit: 2}), ranks.slice(0, 2));

	// Whoever has nothing left is not among them.
	const all = 10n * COIN - FEE;
	await take(branch.mine({transfers: [makeTransfer({network, key: bob, to: testKey(20), amount: all, fee: FEE})], payee: carol}));
	const left = await node.accounts();
	t.false(left.some(({address}) => address === bob.address));
});

test('a proof convinces whoever has nothing but the header', async t => {
	const {node, take} = await openNode(t, network);
	const transfers = Array.from({length: 6}, (_, nonce) => makeTransfer({network, nonce, fee: FEE}));
	const block = new Branch(network).mine({transfers});
	await take(block);
	for (const [index, id] of [block.coinbase.id, ...transfers.map(transfer => transfer.id)].entries()) {
		const proof = await node.proof(id);
		t.notThrows(() => merkleProofSchema.parse(proof));
		const header = hexToBytes(proof.header);
		const root = rootOfBranch(hashToBytes(proof.transaction), proof.branch.map(hex => hexToBytes(hex)), proof.index);
		t.is(hashFromBytes(root), decodeHeader(header).merkleRoot);
		t.is(headerHash(header), proof.block_hash);
		t.deepEqual([proof.index, proof.height, proof.block_hash], [index, 1, block.hash]);
	}
});

test('a transaction can be had as bytes, pending and confirmed; a pending one has no proof', async t => {
	const {node, take, send} = await openNode(t, network);
	const transfer = makeTransfer({network, fee: FEE});
	await send(transfer);
	t.deepEqual(decodeTransfer(await node.transactionBytes(transfer.id)).id, transfer.id);
	t.is(await refusedWith(node.proof(transfer.id)), 'not_found');
	t.like(await node.transaction(transfer.id), {status: {confirmed: false}});
	await take(new Branch(network).mine({transfers: [transfer]}));
	t.deepEqual(decodeTransfer(await node.transactionBytes(transfer.id)).id, transfer.id);
	t.like(await node.transaction(transfer.id), {status: {confirmed: true, height: 1, confirmations: 1}});
});

test('pending transfers are listed as the next block would take them', async t => {
	const {node, send} = await openNode(t, network);
	const low = makeTransfer({network, fee: FEE});
	const high = makeTransfer({network, key: bob, fee: FEE * 4n});
	const future = makeTransfer({network, nonce: 9, fee: FEE * 9n});
	for (const transfer of [future, low, high]) {
		await send(transfer);
	}

	const pending = await node.pending();
	t.deepEqual(pending.map(({id}) => id), [high.id, low.id, future.id]);
});

test('address_wrong_network: an address of another network is not looked up', async t => {
	const {node} = await openNode(t, testNetwork({address_prefix: 'tui'}));
	t.is(await refusedWith(node.address(alice.address)), 'address_wrong_network');
	t.is(await refusedWith(node.history(alice.address)), 'address_wrong_network');
});

test('the status is that of the tip', async t => {
	const {node, take, clock} = await openNode(t, devNetwork);
	const branch = new Branch(devNetwork).mineMany(2);
	await take(...branch.blocks);
	clock.seconds += 5;
	const status = await node.status();
	t.notThrows(() => statusSchema.parse(status));
	t.like(status, {height: 2, tip: branch.tip.hash, genesis: devNetwork.genesis.hash, chainwork: '6', difficulty: 2, uptime: 5, synced: true});
});
