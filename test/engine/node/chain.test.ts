import test from 'ava';
import {COIN} from '../../../source/protocol/amount.js';
import {bytesToHex} from '../../../source/protocol/bytes.js';
import {subsidyAt} from '../../../source/protocol/subsidy.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import {keyOf, SCHEMA_VERSION} from '../../../source/engine/node/layout.js';
import {alice, bob, carol} from '../../harness/keys.js';
import {makeBlock} from '../../harness/make-block.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {devNetwork, TEST_NOW, testNetwork} from '../../harness/networks.js';
import {Branch} from './branch.js';
import {derivedState, openChain, stateAfter} from './open-chain.js';
import {refusedWith} from './refused.js';

const network = testNetwork({allocations: [{address: alice.address, amount: '1000'}], coinbase_maturity: 3});

test('a new chain is genesis and its allocations', async t => {
	const {chain} = await openChain(network);
	t.is(chain.tip.hash, network.genesis.hash);
	t.is(chain.tip.height, 0);
	t.deepEqual(chain.reader.account(alice.account), {balance: 1000n * COIN, nonce: 0});
	t.deepEqual(await chain.accept(network.genesis.bytes), {entry: chain.tip, isNew: false});
});

test('a block connects: transfers move coins, the coinbase waits until it is mature', async t => {
	const {chain, take, changes} = await openChain(network);
	const branch = new Branch(network);
	const transfer = makeTransfer({network, amount: 5n * COIN, fee: COIN});
	await take(branch.mine({transfers: [transfer], payee: carol}));
	t.deepEqual(chain.reader.account(alice.account), {balance: 994n * COIN, nonce: 1});
	t.deepEqual(chain.reader.account(bob.account), {balance: 5n * COIN, nonce: 0});
	t.is(chain.reader.account(carol.account).balance, 0n);
	const reward = subsidyAt(1, network) + COIN;
	t.is(chain.reader.total(carol.account), reward);

	await take(branch.mine({payee: bob}), branch.mine({payee: bob}));
	t.is(chain.reader.account(carol.account).balance, 0n);
	await take(branch.mine({payee: bob}));
	t.is(chain.reader.account(carol.account).balance, reward, 'a block of height 1 matures with the one of height 4');
	t.deepEqual(changes.map(({connected, disconnected}) => [connected.length, disconnected.length]), Array.from({length: 4}, () => [1, 0]));
});

test('a block that is known already is no error, on the best chain and beside it', async t => {
	const {chain, take, changes} = await openChain(network);
	const first = new Branch(network).mine();
	const twin = new Branch(network).mine();
	await take(first, twin);
	for (const {bytes, hash} of [first, twin]) {
		const {entry, isNew} = await chain.accept(bytes);
		t.false(isNew);
		t.is(entry.hash, hash);
	}

	t.is(changes.length, 1);
});

test('two blocks handed in at once wait for each other', async t => {
	const {chain} = await openChain(network);
	const branch = new Branch(network).mineMany(20);
	await Promise.all(branch.blocks.map(async ({bytes}) => chain.accept(bytes)));
	t.is(chain.tip.hash, branch.tip.hash);
});

test('a block that is refused does not hold up the one behind it', async t => {
	const {chain} = await openChain(network);
	const bad = new Branch(network).mine({coinbaseHeight: 7});
	const good = new Branch(network).mine();
	const [refused, accepted] = await Promise.allSettled([chain.accept(bad.bytes), chain.accept(good.bytes)]);
	t.is(refused.status, 'rejected');
	t.is(accepted.status, 'fulfilled');
	t.is(chain.tip.hash, good.hash);
});

test('the bytes of a block may be overwritten as soon as it is handed in', async t => {
	const {chain, storage} = await openChain(network);
	const branch = new Branch(network).mineMany(2);
	const buffers = branch.blocks.map(({bytes}) => Buffer.from(bytes));
	const accepted = buffers.map(async bytes => chain.accept(bytes));
	for (const bytes of buffers) {
		bytes.fill(0);
	}

	await Promise.all(accepted);
	t.is(chain.tip.hash, branch.tip.hash);
	t.is(bytesToHex(storage.get(keyOf.body(branch.tip.hash))!), bytesToHex(branch.blocks[1]!.bytes));
});

test('on a tie the first seen stays, and the other branch is kept until it is heavier', async t => {
	const {chain, take, storage, changes} = await openChain(network);
	const first = new Branch(network).mineMany(2);
	const other = new Branch(network);
	other.mine({transfers: [makeTransfer({network})]});
	other.mine();
	await take(...first.blocks, ...other.blocks);
	t.is(chain.tip.hash, first.tip.hash);
	t.deepEqual(await derivedState(storage), await stateAfter(network, first.blocks));

	await take(other.mine());
	t.is(chain.tip.hash, other.tip.hash);
	t.deepEqual(await derivedState(storage), await stateAfter(network, other.blocks));
	const {from, to, fork, disconnected, connected} = changes.at(-1)!;
	t.deepEqual([from.hash, to.hash, fork.height], [first.tip.hash, other.tip.hash, 0]);
	t.deepEqual(disconnected.map(({hash}) => hash), first.blocks.map(({hash}) => hash).toReversed());
	t.deepEqual(connected.map(({hash}) => hash), other.blocks.map(({hash}) => hash));
});

test('a reorganisation of 60 blocks and back leaves no trace', async t => {
	const {chain, take, storage} = await openChain(network);
	const root = new Branch(network).mineMany(3);
	const first = root.fork();
	const second = root.fork();
	for (let nonce = 0; nonce < 60; nonce++) {
		first.mine({transfers: [makeTransfer({network, nonce, amount: COIN, fee: 7n})], payee: bob});
		second.mine({transfers: [makeTransfer({network, nonce, to: carol, amount: 2n * COIN, fee: 11n})], payee: carol});
	}

	await take(...first.blocks);
	const before = await derivedState(storage);
	await take(...second.blocks.slice(3), second.mine());
	t.is(chain.tip.hash, second.tip.hash);
	t.deepEqual(await derivedState(storage), await stateAfter(network, second.blocks));

	await take(first.mine(), first.mine());
	t.is(chain.tip.hash, first.tip.hash);
	t.deepEqual(await derivedState(storage), await stateAfter(network, first.blocks));
	t.notDeepEqual(await derivedState(storage), before);
});

test('more work in fewer blocks wins', async t => {
	const retargeting = testNetwork({block_time: 2, retarget_window: 10, max_time_drift: 2, pow_limit_bits: '2000ffff'});
	const {chain, take} = await openChain(retargeting);
	const root = new Branch(retargeting);
	for (let height = 1; height <= 20; height++) {
		root.mine({time: root.tip.time + 1});
	}

	// A block after a long wait makes the two behind it easy.
	const many = root.fork();
	many.mine({time: many.tip.time + 1000});
	many.mineMany(2);
	const heavy = root.fork();
	heavy.mine({time: heavy.tip.time + 1});
	heavy.mine({time: heavy.tip.time + 1});
	await take(...many.blocks, heavy.blocks[20]!);
	t.is(chain.tip.hash, many.tip.hash);
	t.is(chain.tip.height, 23);
	await take(heavy.blocks[21]!);
	t.is(chain.tip.hash, heavy.tip.hash);
	t.is(chain.tip.height, 22);
	t.is(chain.reader.hashAt(23), undefined, 'nothing is left above the tip');
});

test('a branch whose third block fails is refused from there on: old tip, identical state', async t => {
	const {chain, take, storage, changes} = await openChain(network);
	const kept = new Branch(network).mineMany(3);
	const bad = new Branch(network);
	bad.mine({transfers: [makeTransfer({network})]});
	bad.mine();
	bad.mine({transfers: [makeTransfer({network, nonce: 1, amount: 5000n * COIN})]});
	bad.mine();
	await take(...kept.blocks, ...bad.blocks.slice(0, 3));
	const before = await derivedState(storage);
	const {length} = changes;

	t.is(await refusedWith(chain.accept(bad.blocks[3]!.bytes)), 'balance_too_low');
	t.is(chain.tip.hash, kept.tip.hash);
	t.deepEqual(await derivedState(storage), before);
	t.is(changes.length, length);
	t.deepEqual(bad.blocks.map(({hash}) => chain.reader.entry(hash)!.refusal), [undefined, undefined, 'balance_too_low', 'parent_invalid']);
	t.is(await refusedWith(chain.accept(bad.blocks[2]!.bytes)), 'balance_too_low', 'asked again, the verdict is the same');
	t.is(await refusedWith(chain.accept(bad.blocks[3]!.bytes)), 'parent_invalid');
	t.is(await refusedWith(chain.accept(bad.mine().bytes)), 'parent_invalid');

	// What was in order before the bad block still counts.
	const good = bad.fork(2).mineMany(2);
	await take(...good.blocks);
	t.is(chain.tip.hash, good.tip.hash);
	t.deepEqual(await derivedState(storage), await stateAfter(network, good.blocks));
});

test('what stands on a refused block is refused as parent_invalid, whichever way it branches', async t => {
	const {chain, take, storage} = await openChain(network);
	const kept = new Branch(network).mineMany(3);
	const bad = new Branch(network);
	bad.mine({transfers: [makeTransfer({network, nonce: 1})]});
	const [left, right] = [bad.fork().mineMany(3), bad.fork().mineMany(3)];
	await take(...kept.blocks, ...left.blocks.slice(0, 3), ...right.blocks.slice(1, 3));
	const before = await derivedState(storage);
	t.is(await refusedWith(chain.accept(left.blocks[3]!.bytes)), 'nonce_wrong');
	t.is(await refusedWith(chain.accept(right.blocks[3]!.bytes)), 'parent_invalid');
	t.is(await refusedWith(chain.accept(right.blocks[2]!.bytes)), 'parent_invalid');
	t.is(chain.tip.hash, kept.tip.hash);
	t.deepEqual(await derivedState(storage), before);
});

test('parent_unknown: a block without its parent is not kept, and accepted once the parent is there', async t => {
	const {chain, take} = await openChain(network);
	const branch = new Branch(network).mineMany(2);
	const [parent, child] = branch.blocks;
	t.is(await refusedWith(chain.accept(child!.bytes)), 'parent_unknown');
	t.is(chain.reader.entry(child!.hash), undefined);
	await take(parent!, child!);
	t.is(chain.tip.hash, child!.hash);
});

test('parent_invalid: a block on top of one that broke a rule is refused before its body is read', async t => {
	const {chain} = await openChain(network);
	const branch = new Branch(network);
	t.is(await refusedWith(chain.accept(branch.mine({coinbaseHeight: 9}).bytes)), 'coinbase_height');
	t.is(await refusedWith(chain.accept(branch.mine().bytes.subarray(0, 80))), 'parent_invalid');
	t.is(chain.tip.height, 0);
});

test('a refusal outlives the process', async t => {
	const storage = new MemoryStorage();
	const branch = new Branch(network);
	const bad = branch.mine({transfers: [makeTransfer({network, nonce: 3})]});
	const first = await openChain(network, {storage});
	t.is(await refusedWith(first.chain.accept(bad.bytes)), 'nonce_wrong');
	const second = await openChain(network, {storage});
	t.is(await refusedWith(second.chain.accept(bad.bytes)), 'nonce_wrong');
	t.is(await refusedWith(second.chain.accept(branch.mine().bytes)), 'parent_invalid');
});

test('a chain that is opened again goes on where it was', async t => {
	const storage = new MemoryStorage();
	const branch = new Branch(network).mineMany(4);
	const first = await openChain(network, {storage});
	await first.take(...branch.blocks.slice(0, 3));
	const second = await openChain(network, {storage});
	t.is(second.chain.tip.height, 3);
	await second.take(branch.blocks[3]!);
	t.deepEqual(await derivedState(storage), await stateAfter(network, branch.blocks));
});

test('the folder of another network is refused', async t => {
	const storage = new MemoryStorage();
	await openChain(network, {storage});
	t.is(await refusedWith(openChain(devNetwork, {storage})), 'folder_wrong_network');
});

test('a folder that a newer version wrote is refused', async t => {
	const storage = new MemoryStorage();
	await openChain(network, {storage});
	await storage.write([{key: keyOf.meta('schema'), value: Uint8Array.of(SCHEMA_VERSION + 1)}]);
	t.is(await refusedWith(openChain(network, {storage})), 'schema_too_new');
});

test('a folder that has lost its tip is damaged', async t => {
	const storage = new MemoryStorage();
	await openChain(network, {storage});
	await storage.write([{key: keyOf.meta('tip'), value: undefined}]);
	t.is(await refusedWith(openChain(network, {storage})), 'storage_damaged');
});

test('a block too far ahead of the clock is held, not condemned', async t => {
	const strict = testNetwork({block_time: 2, retarget_window: 10, max_time_drift: 2});
	let seconds = TEST_NOW;
	const {chain} = await openChain(strict, {clock: () => seconds * 1000});
	const early = makeBlock({network: strict, time: TEST_NOW + 3});
	t.is(await refusedWith(chain.accept(early.bytes)), 'time_too_new');
	t.is(chain.reader.entry(early.hash), undefined);
	seconds++;
	t.like(await chain.accept(early.bytes), {isNew: true});
});

test('a disk that refuses to write leaves chain and state as they were', async t => {
	const storage = new MemoryStorage();
	const {chain, take, changes} = await openChain(network, {storage});
	const branch = new Branch(network).mineMany(2);
	await take(branch.blocks[0]!);
	const before = await derivedState(storage);
	const write = storage.write.bind(storage);
	storage.write = async () => {
		throw new Error('no space left');
	};

	await t.throwsAsync(chain.accept(branch.blocks[1]!.bytes), {message: 'no space left'});
	t.is(chain.tip.height, 1);
	t.is(changes.length, 1);
	t.deepEqual(await derivedState(storage), before);
	storage.write = write;
	await take(branch.blocks[1]!);
	t.is(chain.tip.height, 2);
});
