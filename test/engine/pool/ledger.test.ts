import test from 'ava';
import {COIN} from '../../../source/protocol/amount.js';
import type {Hash} from '../../../source/protocol/brands.js';
import {parsePoolFee} from '../../../source/engine/pool/pool-fee.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import {alice, bob, carol} from '../../harness/keys.js';
import {pointOf} from '../../harness/make-block.js';
import {testNetwork} from '../../harness/networks.js';
import {openNode} from '../node/open-node.js';
import {
	keyOfPool, makeOnTip, openAccounting, poolKey,
} from './open-accounting.js';

const network = testNetwork({coinbase_maturity: 3});

const open = async (t: Parameters<typeof openNode>[0], options: Partial<Parameters<typeof openAccounting>[1]> = {}) => {
	const {node, clock} = await openNode(t, network);
	return openAccounting(t, {
		network, node, clock: clock.now, threshold: 1_000_000n * COIN, ...options,
	});
};

test('L2: a reward is credited when it has come, not a block before, in proportion to the work', async t => {
	const {share, find, bury, balance, accounting} = await open(t);
	await share(alice.address, 10n);
	await share(bob.address, 29n);
	await find(carol.address, {work: 1n});
	t.is(await accounting.immatureOf(bob.address), 50n * COIN * 29n / 40n);
	await bury(2);
	t.is(balance(alice.address), 0n);
	await bury(1);
	t.is(balance(alice.address), 50n * COIN * 10n / 40n);
	t.is(balance(bob.address), 50n * COIN * 29n / 40n);
	t.is(balance(carol.address), 50n * COIN * 1n / 40n);
	t.is(await accounting.immatureOf(bob.address), 0n);
});

test('L2: a reorganisation takes a credit back, and the way back gives it again', async t => {
	const {share, find, bury, balance, blocks, node, accounting} = await open(t);
	await share(alice.address, 3n);
	const block = await find(bob.address, {work: 1n});
	await bury(3);
	t.is(balance(alice.address), 75n * COIN / 2n);
	// Another branch from genesis, heavier by a block.
	const point = pointOf(block);
	const genesis = {hash: network.genesis.hash, height: 0, time: network.genesis.header.time, bits: point.bits};
	let parent = genesis;
	const branch: Uint8Array[] = [];
	for (let count = 0; count < 5; count++) {
		const other = await makeOnTip(network, node, {
			payee: carol, transfers: 'none', parent, extra: 7,
		});
		branch.push(other.bytes);
		parent = pointOf(other);
	}

	for (const bytes of branch) {
		await node.submitBlock(bytes);
	}

	accounting.wake();
	await accounting.settled();
	t.is(balance(alice.address), 0n);
	t.is(accounting.books.block(block.hash)!.state, 'stale');

	// And the first branch grows on.
	let tip = pointOf(block);
	const first: Uint8Array[] = [];
	for (let height = 2; height <= 7; height++) {
		const other = await makeOnTip(network, node, {
			payee: carol, transfers: 'none', parent: tip, extra: 9,
		});
		first.push(other.bytes);
		tip = pointOf(other);
	}

	for (const bytes of first) {
		await node.submitBlock(bytes);
	}

	accounting.wake();
	await accounting.settled();
	t.is(balance(alice.address), 75n * COIN / 2n);
	t.deepEqual(blocks.map(({state}) => state), ['candidate', 'immature', 'credited', 'stale', 'credited']);
});

test('L5: a block that is handed in and accepted twice is counted and credited once', async t => {
	const {find, bury, balance, accounting, node} = await open(t);
	const block = await find(alice.address, {work: 4n});
	await accounting.ledger.share({
		address: alice.address, worker: '', work: 4n, time: 0, hash: block.hash, height: 1, block: {bytes: block.bytes, reward: 50n * COIN},
	});
	await accounting.ledger.candidate(block.hash, {accepted: true});
	await node.submitBlock(block.bytes);
	await accounting.ledger.candidate(block.hash, {accepted: true});
	await bury(4);
	t.is(balance(alice.address), 50n * COIN);
	t.is(accounting.round.total, 0n);
	t.is(accounting.books.totals.balance, 50n * COIN);
});

test('rounds end with blocks: who worked only before gets nothing of the next', async t => {
	const {share, find, bury, balance} = await open(t);
	await share(alice.address, 100n);
	await find(bob.address, {work: 100n});
	await share(carol.address, 300n);
	await find(bob.address, {work: 100n});
	await bury(3);
	t.is(balance(alice.address), 25n * COIN);
	t.is(balance(carol.address), 75n * COIN / 2n);
	t.is(balance(bob.address), 25n * COIN + (25n * COIN / 2n));
});

test('the fee is credited to whoever runs the pool, and all parts add up to the reward', async t => {
	const {share, find, bury, balance, accounting} = await open(t, {fee: {millionths: parsePoolFee('2.5'), address: carol.address}});
	await share(alice.address, 1n);
	await find(bob.address, {work: 2n});
	await bury(3);
	t.is(balance(carol.address), 125n * COIN / 100n);
	t.is(accounting.books.totals.balance, 50n * COIN);
});

test('solo pays the finder alone', async t => {
	const {share, find, bury, balance} = await open(t, {scheme: 'solo'});
	await share(alice.address, 1000n);
	await find(bob.address);
	await bury(3);
	t.is(balance(alice.address), 0n);
	t.is(balance(bob.address), 50n * COIN);
});

test('pplns pays the last of the work across rounds, and forgets what is older', async t => {
	const {share, find, bury, balance, accounting} = await open(t, {scheme: 'pplns'});
	// A block takes two hashes here: the window holds four.
	await share(alice.address, 1_000_000n);
	await share(bob.address, 3n);
	await find(carol.address, {work: 1n});
	await find(carol.address, {work: 1n});
	await bury(3);
	t.is(balance(alice.address), 0n);
	t.is(balance(bob.address), (50n * COIN * 3n / 4n) + (50n * COIN * 3n / 5n));
	t.is(accounting.books.totals.balance, 100n * COIN);
});

test('a block that the node refuses ends no round: its work counts on', async t => {
	const {share, find, bury, balance, accounting, blocks, node} = await open(t);
	await share(alice.address, 7n);
	const hash = '1'.repeat(64) as Hash;
	const {bytes} = await makeOnTip(network, node, {
		payee: poolKey, transfers: 'none', parent: undefined, extra: 3,
	});
	await accounting.ledger.share({
		address: bob.address, worker: '', work: 1n, time: 0, hash, height: 1, block: {bytes, reward: 50n * COIN},
	});
	t.is(accounting.round.total, 0n);
	await accounting.ledger.candidate(hash, {accepted: false, code: 'coinbase_value'});
	t.is(accounting.round.total, 8n);
	t.deepEqual(blocks.map(({state, code}) => [state, code]), [['candidate', undefined], ['refused', 'coinbase_value']]);
	await find(carol.address, {work: 8n});
	await bury(3);
	t.is(balance(alice.address), 50n * COIN * 7n / 16n);
});

test('a candidate that was on disk when the pool died is looked up, and handed in when the node never saw it', async t => {
	const {node, clock} = await openNode(t, network);
	const storage = new MemoryStorage();
	const options = {
		network, node, clock: clock.now, storage, threshold: 1_000_000n * COIN,
	};
	const before = await openAccounting(t, options);
	const block = await makeOnTip(network, node, {
		payee: poolKey, transfers: 'none', parent: undefined, extra: undefined,
	});
	await before.accounting.ledger.share({
		address: alice.address, worker: '', work: 1n, time: 0, hash: block.hash, height: 1, block: {bytes: block.bytes, reward: 50n * COIN},
	});
	// Here it dies: the node has not been asked.
	await before.accounting.stop();
	const after = await openAccounting(t, options);
	t.is(after.accounting.books.block(block.hash)!.state, 'immature');
	const tip = await node.block('tip');
	t.is(tip.hash, block.hash);
	await after.bury(3);
	t.is(after.balance(alice.address), 50n * COIN);
});

test('a node that cannot be reached says nothing about a block: it is asked again', async t => {
	const {accounting, node} = await open(t);
	const block = await makeOnTip(network, node, {
		payee: poolKey, transfers: 'none', parent: undefined, extra: undefined,
	});
	await accounting.ledger.share({
		address: alice.address, worker: '', work: 1n, time: 0, hash: block.hash, height: 1, block: {bytes: block.bytes, reward: 50n * COIN},
	});
	await accounting.ledger.candidate(block.hash, {accepted: false, code: 'node_unreachable'});
	t.is(accounting.books.block(block.hash)!.state, 'candidate');
	accounting.wake();
	await accounting.settled();
	t.is(accounting.books.block(block.hash)!.state, 'immature');
});

test('the open round survives a stop, summed by miner', async t => {
	const {node, clock} = await openNode(t, network);
	const storage = new MemoryStorage();
	const options = {network, node, clock: clock.now, storage};
	const before = await openAccounting(t, options);
	for (let count = 0; count < 1000; count++) {
		await before.share(alice.address, 3n);
		await before.share(bob.address, 1n);
	}

	await before.accounting.stop();
	const after = await openAccounting(t, options);
	t.is(after.accounting.round.work.size, 2);
	t.is(after.accounting.round.work.get(alice.address), 3000n);
	t.is(after.accounting.round.work.get(bob.address), 1000n);
});

test('what is kept grows with miners, not with shares', async t => {
	const {node, clock} = await openNode(t, network);
	const storage = new MemoryStorage();
	const {share, accounting} = await openAccounting(t, {
		network, node, clock: clock.now, storage, scheme: 'pplns',
	});
	const keys = async () => {
		const found: Uint8Array[] = [];
		for await (const key of storage.keys({from: Uint8Array.of(0), to: Uint8Array.of(255)})) {
			found.push(key);
		}

		return found.length;
	};

	const counts: number[] = [];
	for (let round = 0; round < 3; round++) {
		for (let count = 0; count < 5000; count++) {
			await share([alice, bob][count % 2]!.address, 1n);
		}

		await accounting.ledger.flush();
		counts.push(await keys());
	}

	t.is(accounting.round.total, 15_000n);
	t.true(counts.every(count => count < 40), `there are ${counts.join(', ')} keys`);
});

test('books of another network or another wallet are refused', async t => {
	const {node, clock} = await openNode(t, network);
	const storage = new MemoryStorage();
	await openAccounting(t, {network, node, clock: clock.now, storage});
	const other = testNetwork({message: 'another'});
	const {node: otherNode} = await openNode(t, other);
	await t.throwsAsync(openAccounting(t, {network: other, node: otherNode, clock: clock.now, storage}), {code: 'folder_wrong_network'});
	await t.throwsAsync(openAccounting(t, {
		network, node, clock: clock.now, storage, key: keyOfPool(network, alice),
	}), {code: 'pool_wallet_differs'});
});
