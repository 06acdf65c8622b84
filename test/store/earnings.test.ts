import test from 'ava';
import {ApiError} from '../../source/api/api-error.js';
import {Earnings} from '../../source/store/earnings.js';
import {Branch} from '../engine/node/branch.js';
import {openNode} from '../engine/node/open-node.js';
import {alice, bob} from '../harness/keys.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {testNetwork} from '../harness/networks.js';

const network = testNetwork({allocations: [{address: bob.address, amount: '10'}]});

test('a miner earns the reward of its blocks, fees included, and nothing of those of others', async t => {
	const {node, take} = await openNode(t, network);
	const earnings = new Earnings(alice.address, async hash => node.block(hash));
	t.is(earnings.total, '0');
	const branch = new Branch(network);
	const own = branch.mine({transfers: [makeTransfer({network, key: bob, to: alice, amount: 5n, fee: 20_000n})]});
	const foreign = branch.mine({payee: bob});
	await take(own, foreign);
	await earnings.add(own.hash, 1);
	t.is(earnings.total, '50.0002');
	await earnings.add(foreign.hash, 2);
	await earnings.add(own.hash, 1);
	t.is(earnings.total, '50.0002');
});

test('blocks that a reorganisation takes away have earned nothing, until they come back', async t => {
	const {node, take} = await openNode(t, network);
	const earnings = new Earnings(alice.address, async hash => node.block(hash));
	const branch = new Branch(network).mineMany(3);
	await take(...branch.blocks);
	for (const {hash, coinbase} of branch.blocks) {
		await earnings.add(hash, coinbase.height);
	}

	t.is(earnings.total, '150');
	const other = branch.fork(1);
	for (let mined = 0; mined < 3; mined++) {
		other.mine({payee: bob});
	}

	await take(...other.blocks.slice(1));
	await earnings.recheck(1);
	t.is(earnings.total, '50');
	await take(branch.mine(), branch.mine());
	await earnings.recheck(1);
	t.is(earnings.total, '150');
});

test('what the node did not say is unknown, and asked again', async t => {
	const {node, take} = await openNode(t, network);
	let isUp = true;
	const earnings = new Earnings(alice.address, async hash => {
		if (!isUp) {
			throw new ApiError('node_unreachable');
		}

		return node.block(hash);
	});
	const branch = new Branch(network).mineMany(2);
	await take(...branch.blocks);
	const [first, second] = branch.blocks;
	await earnings.add(first!.hash, 1);
	isUp = false;
	await t.throwsAsync(earnings.add(second!.hash, 2));
	t.is(earnings.total, undefined);
	isUp = true;
	await earnings.recheck(2);
	t.is(earnings.total, '100');
});
