import test, {type ExecutionContext} from 'ava';
import {COIN} from '../../source/protocol/amount.js';
import {decodeBlock, encodeBlock} from '../../source/protocol/block.js';
import {ByteWriter, concatBytes} from '../../source/protocol/bytes.js';
import {encodeHeader, HEADER_SIZE} from '../../source/protocol/header.js';
import {subsidyAt} from '../../source/protocol/subsidy.js';
import type {Transfer} from '../../source/protocol/transfer.js';
import {alice, bob, carol, testKey} from '../harness/keys.js';
import {type BlockOptions, makeBlock, mineHeader, remine} from '../harness/make-block.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {TEST_NOW, testNetwork} from '../harness/networks.js';
import {Branch} from '../engine/node/branch.js';
import {type NodeFixture, openNode} from '../engine/node/open-node.js';
import {refusedWith} from '../engine/node/refused.js';
import {inVain} from './in-vain.js';

/*
What a block can do wrong, handed to a real node that has a chain and a mempool to lose.
*/

const FEE = 20_000n;
const network = testNetwork({allocations: [{address: alice.address, amount: '1000'}, {address: bob.address, amount: '1000'}]});

type Scene = {readonly fixture: NodeFixture; readonly branch: Branch};

/** A node three blocks high with a transfer that waits. */
async function openScene(t: ExecutionContext, on = network): Promise<Scene> {
	const fixture = await openNode(t, on);
	const branch = new Branch(on);
	await fixture.take(branch.mine({transfers: [makeTransfer({network: on, fee: FEE})]}), branch.mine(), branch.mine());
	await fixture.send(makeTransfer({network: on, nonce: 1, to: carol, amount: COIN, fee: FEE}));
	return {fixture, branch};
}

/** Hands in a block on top that is wrong in one way. */
const submit = ({fixture, branch}: Scene, options: Partial<BlockOptions>) => async () => fixture.node.submitBlock(branch.fork().mine(options).bytes);

test('C1: any byte of header, coinbase or transfer changed after mining', async t => {
	// Hard enough that a changed header does not meet its target by chance.
	const hard = testNetwork({pow_limit_bits: '1f00ffff', allocations: network.file.allocations});
	const fixture = await openNode(t, hard);
	await fixture.send(makeTransfer({network: hard, key: bob, fee: FEE}));
	const {bytes} = makeBlock({network: hard, transfers: [makeTransfer({network: hard, fee: FEE})]});
	const before = await fixture.everything();
	for (let position = 0; position < bytes.length; position++) {
		const changed = Uint8Array.from(bytes);
		changed[position]! ^= 1 << (position % 8);
		t.not(await refusedWith(fixture.node.submitBlock(changed)), undefined, `byte ${position}`);
	}

	t.deepEqual(await fixture.everything(), before);
	t.like(await fixture.node.submitBlock(bytes), {best: true}, 'and the honest block is still welcome');
});

test('C2: a hash above the target is refused before the body is read', async t => {
	const scene = await openScene(t);
	const {bytes} = scene.branch.fork().mine();
	const {header} = decodeBlock(bytes);
	const missed = encodeHeader(mineHeader(header, {valid: false}));
	await inVain(t, scene.fixture, [
		['high_hash', async () => scene.fixture.node.submitBlock(concatBytes(missed, bytes.subarray(HEADER_SIZE)))],
		['high_hash', async () => scene.fixture.node.submitBlock(missed)],
		['high_hash', async () => scene.fixture.node.submitBlock(concatBytes(missed, new Uint8Array(1000)))],
	]);
});

test('C3: bits other than required', async t => {
	const scene = await openScene(t);
	const withBits = (bits: number, {nonce = 0} = {}) => async () => {
		const {bytes} = scene.branch.fork().mine();
		const {header} = decodeBlock(bytes);
		return scene.fixture.node.submitBlock(concatBytes(encodeHeader({...header, bits, nonce}), bytes.subarray(HEADER_SIZE)));
	};

	await inVain(t, scene.fixture, [
		['bits_invalid', withBits(0)],
		['bits_invalid', withBits(0x2080_0001)],
		['bits_invalid', withBits(0x2100_7fff)],
		['bits_invalid', withBits(0x207f_ffff + 0x0100_0000)],
		['bits_invalid', withBits(0xffff_ffff)],
		// Harder than asked for, and mined as hard: still not what the network agreed on.
		['bits_wrong', submit(scene, {bits: 0x2007_ffff})],
	]);
});

test('C4: bits one step off those that the retarget demands', async t => {
	const retargeting = testNetwork({block_time: 2, retarget_window: 10, max_time_drift: 2, pow_limit_bits: '2000ffff'});
	const fixture = await openNode(t, retargeting);
	const branch = new Branch(retargeting);
	for (let height = 0; height < 5; height++) {
		branch.mine({time: branch.tip.time + 1});
	}

	await fixture.take(...branch.blocks);
	const {header} = branch.fork().mine();
	const submitWith = (bits: number) => async () => fixture.node.submitBlock(branch.fork().mine({bits}).bytes);
	await inVain(t, fixture, [['bits_wrong', submitWith(header.bits + 1)], ['bits_wrong', submitWith(header.bits - 1)], ['bits_wrong', submitWith(0x2000_ffff)]]);
	await t.notThrowsAsync(submitWith(header.bits));
});

test('C5: a time that is not after the parent\'s; one second after it is enough', async t => {
	const scene = await openScene(t);
	const {time} = scene.branch.tip;
	await inVain(t, scene.fixture, [['time_too_old', submit(scene, {time})], ['time_too_old', submit(scene, {time: time - 1})], ['time_too_old', submit(scene, {time: 0})]]);
	t.like(await scene.fixture.node.submitBlock(scene.branch.mine({time: time + 1}).bytes), {best: true});
});

test('C6: a time at the limit of the drift is accepted; one past it is held, and accepted later', async t => {
	const strict = testNetwork({block_time: 2, retarget_window: 10, max_time_drift: 2});
	const fixture = await openNode(t, strict);
	const branch = new Branch(strict);
	await fixture.take(branch.mine({time: TEST_NOW + 2}));
	const early = branch.mine({time: TEST_NOW + 3});
	await inVain(t, fixture, [['time_too_new', async () => fixture.node.submitBlock(early.bytes)]]);
	fixture.clock.seconds++;
	t.like(await fixture.node.submitBlock(early.bytes), {best: true});
});

test('C7: a mutated Merkle twin does not keep out the honest body of the same hash', async t => {
	const {fixture, branch} = await openScene(t);
	const transfers = [makeTransfer({network, key: bob, fee: FEE}), makeTransfer({network, key: bob, nonce: 1, fee: FEE})];
	const {header, coinbase, bytes} = branch.mine({transfers});
	// Three leaves and the last of them again have the root of three.
	const twin = encodeBlock(header, coinbase.bytes, [...transfers, transfers[1]!]);
	t.is(decodeBlock(twin).hash, branch.tip.hash);
	await inVain(t, fixture, [['merkle_mutated', async () => fixture.node.submitBlock(twin)], ['merkle_mutated', async () => fixture.node.submitBlock(twin)]]);
	t.like(await fixture.node.submitBlock(bytes), {hash: branch.tip.hash, best: true});
});

test('C7: another body under an honest header does not keep out the honest one', async t => {
	const {fixture, branch} = await openScene(t);
	const {header, coinbase, bytes} = branch.mine({transfers: [makeTransfer({network, key: bob, fee: FEE})]});
	await inVain(t, fixture, [
		['merkle_root', async () => fixture.node.submitBlock(encodeBlock(header, coinbase.bytes, []))],
		['merkle_root', async () => fixture.node.submitBlock(encodeBlock(header, coinbase.bytes, [makeTransfer({network, key: bob, to: carol, fee: FEE})]))],
		['truncated', async () => fixture.node.submitBlock(bytes.subarray(0, -1))],
		['truncated', async () => fixture.node.submitBlock(bytes.subarray(0, 80))],
		['truncated', async () => fixture.node.submitBlock(bytes.subarray(0, 79))],
		['truncated', async () => fixture.node.submitBlock(new Uint8Array())],
		['trailing_bytes', async () => fixture.node.submitBlock(concatBytes(bytes, Uint8Array.of(0)))],
	]);
	t.like(await fixture.node.submitBlock(bytes), {best: true});
});

test('C8: the same transfer, or the same nonce, twice in a block', async t => {
	const scene = await openScene(t);
	const transfer = makeTransfer({network, key: bob, fee: FEE});
	const conflict = makeTransfer({network, key: bob, to: carol, fee: FEE});
	const other = makeTransfer({network, nonce: 1, fee: FEE});
	await inVain(t, scene.fixture, [
		['duplicate_transfer', submit(scene, {transfers: [transfer, transfer, other]})],
		['duplicate_transfer', submit(scene, {transfers: [transfer, conflict]})],
	]);
});

test('C9: no coinbase, two of them, or one that is not first', async t => {
	const scene = await openScene(t);
	const {fixture: {node}, branch} = scene;
	const transfer = makeTransfer({network, key: bob, fee: FEE});
	const {header, coinbase} = branch.fork().mine({transfers: [transfer]});
	const body = (count: number, ...parts: readonly Uint8Array[]) => async () => node.submitBlock(remine(concatBytes(encodeHeader(header), Uint8Array.of(count), ...parts)));
	await inVain(t, scene.fixture, [
		['coinbase_missing', body(0)],
		['coinbase_missing', body(1, transfer.bytes)],
		['coinbase_missing', body(2, transfer.bytes, coinbase.bytes)],
		['coinbase_misplaced', body(2, coinbase.bytes, coinbase.bytes)],
		['coinbase_misplaced', body(3, coinbase.bytes, transfer.bytes, coinbase.bytes)],
	]);
});

test('C10: a coinbase one unit over or under, on the best chain and beside it', async t => {
	const scene = await openScene(t);
	const {fixture: {node}, branch} = scene;
	const reward = subsidyAt(1, network);
	const paying = (amount: bigint) => ({coinbaseOutputs: [{account: carol.account, amount}]});
	const beside = (amount: bigint) => async () => node.submitBlock(branch.fork(1).mine(paying(amount)).bytes);
	const transfers = [makeTransfer({network, key: bob, fee: FEE})];
	await inVain(t, scene.fixture, [
		['coinbase_value', submit(scene, paying(reward + 1n))],
		['coinbase_value', submit(scene, paying(reward - 1n))],
		['coinbase_value', submit(scene, paying(0n))],
		['coinbase_value', submit(scene, {...paying(reward), transfers})],
		['coinbase_value', submit(scene, {...paying(reward + FEE + 1n), transfers})],
		['coinbase_value', submit(scene, {coinbaseOutputs: [{account: carol.account, amount: reward}, {account: bob.account, amount: 1n}]})],
		// Wraps around where sums are of 64 bits.
		['coinbase_value', submit(scene, {coinbaseOutputs: [{account: carol.account, amount: 2n ** 64n - 1n}, {account: carol.account, amount: reward + 1n}]})],
		['coinbase_value', beside(reward + 1n)],
		['coinbase_value', beside(reward - 1n)],
	]);
});

test('C11: a coinbase that names another height', async t => {
	const scene = await openScene(t);
	await inVain(t, scene.fixture, [['coinbase_height', submit(scene, {coinbaseHeight: 3})], ['coinbase_height', submit(scene, {coinbaseHeight: 5})], ['coinbase_height', submit(scene, {coinbaseHeight: 0xffff_ffff})]]);
});

test('C20: a block at the limit of the size is accepted, one byte more is refused', async t => {
	const limit = 10_000;
	const small = testNetwork({max_block_bytes: limit, allocations: [{address: alice.address, amount: '1000'}, {address: bob.address, amount: '1000'}]});
	const scene = await openScene(t, small);
	const mine = (transfers: readonly Transfer[]) => scene.branch.fork().mine({transfers, extra: 0});
	const filled = (size: number) => {
		const bare = makeTransfer({network: small, key: bob}).bytes.length;
		const room = size - mine([]).bytes.length;
		const count = Math.floor(room / bare);
		return mine(Array.from({length: count}, (_, nonce) => makeTransfer({network: small, key: bob, nonce, memo: new Uint8Array(nonce === 0 ? room % bare : 0)})));
	};

	const [exact, over] = [filled(limit), filled(limit + 1)];
	t.deepEqual([exact.bytes.length, over.bytes.length], [limit, limit + 1]);
	await inVain(t, scene.fixture, [['block_too_large', async () => scene.fixture.node.submitBlock(over.bytes)]]);
	t.like(await scene.fixture.node.submitBlock(exact.bytes), {best: true});
});

test('C20: trailing bytes and lengths that are not minimal', async t => {
	const scene = await openScene(t);
	const {fixture: {node}, branch} = scene;
	const {bytes} = branch.mine();
	const longCount = concatBytes(bytes.subarray(0, HEADER_SIZE), new ByteWriter().u8(0xfd).u8(1).u8(0).finish(), bytes.subarray(HEADER_SIZE + 1));
	await inVain(t, scene.fixture, [
		['trailing_bytes', async () => node.submitBlock(concatBytes(bytes, Uint8Array.of(0)))],
		['varint_not_minimal', async () => node.submitBlock(longCount)],
	]);
	t.like(await node.submitBlock(bytes), {best: true});
});

test('C9, C11: blocks for genesis and on genesis of nobody', async t => {
	const scene = await openScene(t);
	const elsewhere = testNetwork({message: 'another'});
	await inVain(t, scene.fixture, [
		['parent_unknown', async () => scene.fixture.node.submitBlock(makeBlock({network: elsewhere}).bytes)],
		['parent_unknown', async () => scene.fixture.node.submitBlock(makeBlock({network, parent: {...scene.branch.tip, hash: makeBlock({network: elsewhere}).hash}, payee: testKey(9)}).bytes)],
	]);
});
