import test from 'ava';
import {COIN} from '../../source/protocol/amount.js';
import {ByteWriter} from '../../source/protocol/bytes.js';
import {MemoryStorage} from '../../source/engine/storage/memory-storage.js';
import {CheckedTransfers} from '../../source/engine/node/checked-transfers.js';
import {keyOf} from '../../source/engine/node/layout.js';
import {Mempool} from '../../source/engine/node/mempool.js';
import {alice, bob, carol, testKey} from '../harness/keys.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {devNetwork, testNetwork} from '../harness/networks.js';
import {bareTransfer} from '../engine/node/bare-transfer.js';
import {Branch} from '../engine/node/branch.js';
import {openChain} from '../engine/node/open-chain.js';
import {openNode, TestClock} from '../engine/node/open-node.js';
import {refusedWith} from '../engine/node/refused.js';
import {solveTemplate} from '../engine/node/solve-template.js';
import {inVain} from './in-vain.js';

/*
Who tries to fill, to starve or to fool the mempool.
*/

const FEE = 20_000n;
const HOUR = 3600;
const network = testNetwork({allocations: [{address: alice.address, amount: '1000'}, {address: bob.address, amount: '1000'}]});

/** A mempool of the size of the real one, above accounts that are all rich, for transfers that count as checked. */
function openRichMempool() {
	const checked = new CheckedTransfers();
	const mempool = new Mempool({network: devNetwork, account: () => ({balance: 10n ** 12n, nonce: 0}), clock: () => 0, checked});
	return {
		mempool,
		add(options: Parameters<typeof bareTransfer>[0]) {
			const transfer = bareTransfer(options);
			checked.add(transfer.id);
			mempool.add(transfer);
			return transfer;
		},
	};
}

test('M1: of three transfers that each spend the whole balance, one is kept', async t => {
	const fixture = await openNode(t, network);
	const {node, send} = fixture;
	const all = (nonce: number, to = carol, fee = FEE) => makeTransfer({network, nonce, to, amount: 1000n * COIN - fee, fee});
	const kept = await send(all(0));
	await inVain(t, fixture, [
		['balance_too_low', async () => send(all(1))],
		['balance_too_low', async () => send(all(2))],
		['replacement_fee_too_low', async () => send(all(0, bob))],
	]);
	t.like(await node.pending(), [{id: kept.id}]);
	t.like(await node.status(), {mempool: {count: 1}});
});

test('M2: 5,000 transfers with future nonces and high fees leave the executable ones untouched', async t => {
	const {mempool, add} = openRichMempool();
	const honest = Array.from({length: 20}, (_, sender) => add({sender}));
	for (let sender = 100; sender < 5100; sender++) {
		t.is(await refusedWith(Promise.resolve().then(() => add({sender, nonce: 1 + sender % 60, feeRate: 10_000}))), sender < 5080 ? undefined : 'mempool_full');
	}

	t.is(mempool.count, 5000);
	t.true(honest.every(({id}) => mempool.get(id)));
	const late = add({sender: 50});
	t.truthy(mempool.get(late.id), 'and an executable one finds room with the least fee');
	t.is(mempool.count, 5000);
	t.is([...mempool.executable()].length, 21);
});

test('M3: the same nonce at 9 % more is refused, at 10 % it replaces', async t => {
	const fixture = await openNode(t, network);
	const {send, pendingIds} = fixture;
	await send(makeTransfer({network, fee: 100_000n}));
	await inVain(t, fixture, [
		['replacement_fee_too_low', async () => send(makeTransfer({network, to: carol, fee: 109_000n}))],
		['replacement_fee_too_low', async () => send(makeTransfer({network, to: carol, fee: 109_999n}))],
	]);
	const better = await send(makeTransfer({network, to: carol, fee: 110_000n}));
	t.deepEqual(await pendingIds(), [better.id]);
});

test('M3: fees are raised for free by nobody: each replacement pays 10 % more than the last', async t => {
	const {node, send} = await openNode(t, network);
	let fee = FEE;
	for (let round = 0; round < 10; round++) {
		await send(makeTransfer({network, fee, amount: BigInt(round + 1)}));
		fee = (fee * 11n + 9n) / 10n;
	}

	t.like(await node.status(), {mempool: {count: 1}});
});

test('M4: filling the gap promotes what waited behind it', async t => {
	const {node, send} = await openNode(t, network);
	for (const nonce of [3, 1, 2]) {
		await send(makeTransfer({network, nonce, fee: FEE}));
	}

	const {transactions: before} = await node.template(carol.address);
	t.is(before.length, 0);
	t.like(await node.address(alice.address), {next_nonce: 0});
	await send(makeTransfer({network, fee: FEE}));
	const {transactions: after} = await node.template(carol.address);
	t.is(after.length, 4);
	t.like(await node.address(alice.address), {next_nonce: 4});
});

test('M5: after a reorganisation transfers come back, and conflicts are dropped', async t => {
	const {node, take, send, pendingIds} = await openNode(t, network);
	const back = makeTransfer({network, fee: FEE});
	const behind = makeTransfer({network, nonce: 1, fee: FEE});
	const again = makeTransfer({network, key: bob, to: alice, fee: FEE});
	const conflict = makeTransfer({network, key: bob, to: carol, fee: FEE});
	const first = new Branch(network);
	first.mine({transfers: [back, conflict]});
	await take(...first.blocks);
	await send(behind);
	const second = new Branch(network);
	second.mine({transfers: [again]});
	second.mine();
	await take(...second.blocks);
	t.deepEqual(await pendingIds(), [back.id, behind.id].map(String).toSorted());
	t.is(await refusedWith(send(conflict)), 'nonce_wrong');
	await node.submitBlock(solveTemplate(await node.template(carol.address)).bytes);
	t.deepEqual(await pendingIds(), []);
	t.like(await node.address(alice.address), {nonce: 2});
});

test('M5: coins that a reorganisation takes back do not make the next template a bad block', async t => {
	const {node, take, send} = await openNode(t, network);
	const poor = testKey(40);
	const first = new Branch(network);
	first.mine({transfers: [makeTransfer({network, to: poor, amount: 10n * COIN, fee: FEE})]});
	await take(...first.blocks);
	const spend = await send(makeTransfer({network, key: poor, amount: 9n * COIN, fee: FEE}));
	const thief = new Branch(network);
	thief.mine({transfers: [makeTransfer({network, to: alice, fee: FEE * 2n})]});
	await take(...thief.blocks, thief.mine());
	t.is(await refusedWith(node.transaction(spend.id)), 'not_found');
	t.like(await node.submitBlock(solveTemplate(await node.template(carol.address)).bytes), {best: true});
});

test('M5: a mined coin that a reorganisation takes back takes along what spends it', async t => {
	const {node, take, send} = await openNode(t, network);
	const miner = testKey(41);
	const first = new Branch(network);
	first.mine({payee: miner});
	first.mine();
	await take(...first.blocks);
	await send(makeTransfer({network, key: miner, amount: COIN, fee: FEE}));
	await take(...new Branch(network).mineMany(3).blocks);
	t.deepEqual(await node.pending(), []);
	t.like(await node.submitBlock(solveTemplate(await node.template(carol.address)).bytes), {best: true});
});

test('M6: an empty block leaves the mempool as it is', async t => {
	const {take, send, pendingIds} = await openNode(t, network);
	await send(makeTransfer({network, fee: FEE}));
	await send(makeTransfer({network, nonce: 5, fee: FEE}));
	const before = await pendingIds();
	await take(...new Branch(network).mineMany(3).blocks);
	t.deepEqual(await pendingIds(), before);
});

test('M7: a full mempool lets go of the lowest fee rate, and of nothing for as little', t => {
	const {mempool, add} = openRichMempool();
	const transfers = Array.from({length: 5000}, (_, sender) => add({sender, feeRate: 101 + sender % 100}));
	t.throws(() => add({sender: 9000, feeRate: 101}), {code: 'mempool_full'});
	for (let sender = 9000; sender < 9050; sender++) {
		add({sender, feeRate: 300});
	}

	t.is(mempool.count, 5000);
	const gone = transfers.filter(({id}) => !mempool.get(id));
	t.is(gone.length, 50);
	t.true(gone.every(({fee, bytes}) => fee === BigInt(bytes.length * 101)));
});

test('M7: what waits too long expires', async t => {
	const {node, send, take, clock, pendingIds} = await openNode(t, network);
	const executable = await send(makeTransfer({network, fee: FEE}));
	await send(makeTransfer({network, nonce: 5, fee: FEE}));
	const branch = new Branch(network);
	clock.seconds += 3 * HOUR + 1;
	await take(branch.mine());
	t.deepEqual(await pendingIds(), [executable.id]);
	clock.seconds += 69 * HOUR;
	await take(branch.mine());
	t.deepEqual(await node.pending(), []);
});

test('M8: after a restart the mempool is there again, and everything in it was looked at again', async t => {
	const storage = new MemoryStorage();
	const clock = new TestClock();
	const first = await openNode(t, network, {storage, clock});
	const confirmed = makeTransfer({network, fee: FEE});
	const behind = makeTransfer({network, nonce: 1, fee: FEE});
	const future = makeTransfer({network, nonce: 9, fee: FEE});
	const conflict = makeTransfer({network, key: bob, to: carol, fee: FEE});
	const uncovered = makeTransfer({network, key: bob, nonce: 1, amount: 900n * COIN, fee: FEE});
	for (const transfer of [confirmed, behind, future, conflict, uncovered]) {
		await first.send(transfer);
	}

	await first.node.stop();

	// As after a kill: the chain moved on, and the mempool on disk did not hear of it.
	const {take} = await openChain(network, {storage});
	await take(new Branch(network).mine({transfers: [confirmed, makeTransfer({network, key: bob, to: alice, amount: 500n * COIN, fee: FEE})]}));
	clock.seconds += 4 * HOUR;
	const second = await openNode(t, network, {storage, clock});
	t.deepEqual(await second.pendingIds(), [behind.id]);
	await second.node.stop();
	const third = await openNode(t, network, {storage, clock});
	t.deepEqual(await third.pendingIds(), [behind.id], 'what was refused is forgotten');
	t.like(await third.node.submitBlock(solveTemplate(await third.node.template(carol.address)).bytes), {best: true});
});

test('M8: a store of pending transfers that nobody checked lets in none that breaks a rule', async t => {
	const storage = new MemoryStorage();
	const forged = makeTransfer({network, fee: FEE, genesis: devNetwork.genesis.hash});
	await openChain(network, {storage});
	await storage.write([{key: keyOf.pending(forged.id), value: new ByteWriter().u32(0).put(forged.bytes).finish()}]);
	const {pendingIds} = await openNode(t, network, {storage});
	t.deepEqual(await pendingIds(), []);
	t.is(storage.get(keyOf.pending(forged.id)), undefined);
});
