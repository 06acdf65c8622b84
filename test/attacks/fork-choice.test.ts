import test from 'ava';
import {COIN} from '../../source/protocol/amount.js';
import {alice, bob, carol} from '../harness/keys.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {testNetwork} from '../harness/networks.js';
import {keyOf} from '../../source/engine/node/layout.js';
import {Branch} from '../engine/node/branch.js';
import {openChain} from '../engine/node/open-chain.js';
import {openNode} from '../engine/node/open-node.js';
import {refusedWith} from '../engine/node/refused.js';
import {inVain} from './in-vain.js';

/*
Who tries to win with a chain that is not better. C24, random trees, is in test/engine/node/chain-trees.test.ts.
*/

const FEE = 20_000n;
const network = testNetwork({allocations: [{address: alice.address, amount: '1000'}]});

test('C21: on equal work the first seen stays', async t => {
	const {node, take, everything} = await openNode(t, network);
	const first = new Branch(network).mineMany(3);
	const second = new Branch(network).mineMany(3);
	await take(...first.blocks);
	const before = await everything();
	await take(...second.blocks);
	t.deepEqual(await everything(), before);
	t.like(await node.status(), {tip: first.tip.hash});
});

test('C21: who mined a payment away must mine more than the others did', async t => {
	const {node, take} = await openNode(t, network);
	const payment = makeTransfer({network, amount: 500n * COIN, fee: FEE});
	const honest = new Branch(network);
	honest.mine({transfers: [payment]});
	honest.mineMany(2);
	const thief = new Branch(network);
	thief.mine({transfers: [makeTransfer({network, to: alice, amount: 500n * COIN, fee: FEE * 2n})]});
	thief.mineMany(2);
	await take(...honest.blocks, ...thief.blocks);
	t.like(await node.address(bob.address), {balance: '500'});
	await take(honest.mine(), thief.mine());
	t.like(await node.address(bob.address), {balance: '500'});
});

test('C22: fewer blocks with more work win, however many blocks the lighter branch has', async t => {
	const retargeting = testNetwork({block_time: 2, retarget_window: 10, max_time_drift: 2, pow_limit_bits: '2000ffff'});
	const {node, take} = await openNode(t, retargeting);
	const root = new Branch(retargeting);
	for (let height = 1; height <= 20; height++) {
		root.mine({time: root.tip.time + 1});
	}

	const heavy = root.fork();
	for (let height = 1; height <= 3; height++) {
		heavy.mine({time: heavy.tip.time + 1});
	}

	// The attacker claims long waits, so that every block is easy.
	const light = root.fork();
	light.mine({time: light.tip.time + 1000});
	for (let height = 1; height <= 3; height++) {
		light.mine({time: light.tip.time + 1000});
	}

	t.true(light.height > heavy.height);
	await take(...light.blocks, ...heavy.blocks.slice(20));
	t.like(await node.status(), {tip: heavy.tip.hash, height: 23});
});

test('C23: a reorganisation onto a branch whose third block fails changes nothing', async t => {
	const fixture = await openNode(t, network);
	const {node, take, send} = fixture;
	const kept = new Branch(network);
	kept.mine({transfers: [makeTransfer({network, amount: COIN, fee: FEE})]});
	kept.mineMany(2);
	await take(...kept.blocks);
	await send(makeTransfer({network, nonce: 1, amount: COIN, fee: FEE}));

	const bad = new Branch(network);
	bad.mineMany(2);
	bad.mine({transfers: [makeTransfer({network, to: carol, amount: 5000n * COIN})]});
	bad.mineMany(2);
	await inVain(t, fixture, [
		['balance_too_low', async () => take(...bad.blocks.slice(0, 4))],
		['balance_too_low', async () => node.submitBlock(bad.blocks[2]!.bytes)],
		['parent_invalid', async () => node.submitBlock(bad.blocks[3]!.bytes)],
		['parent_invalid', async () => node.submitBlock(bad.blocks[4]!.bytes)],
	]);
});

test('blocks on a branch too far behind to win are not kept, however many there are', async t => {
	const {chain, take, storage} = await openChain(network, {branchReach: 10});
	const best = new Branch(network).mineMany(30);
	await take(...best.blocks);
	const cheap = [new Branch(network).mine(), best.fork(5).mine(), best.fork(18).mine()];
	for (const {bytes, hash} of cheap) {
		t.is(await refusedWith(chain.accept(bytes)), 'branch_too_weak');
		t.is(chain.reader.entry(hash), undefined);
		t.is(storage.get(keyOf.body(hash)), undefined);
	}

	// From within reach a branch can still win, and what is known already is no error.
	const rival = best.fork(19).mineMany(12);
	await take(...rival.blocks);
	t.is(chain.tip.hash, rival.tip.hash);
	const {isNew} = await chain.accept(best.blocks[0]!.bytes);
	t.false(isNew);
});
