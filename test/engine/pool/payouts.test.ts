import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import {COIN, parseAmount} from '../../../source/protocol/amount.js';
import type {Address} from '../../../source/protocol/brands.js';
import {hexToBytes} from '../../../source/protocol/bytes.js';
import {decodeTransfer, type Transfer} from '../../../source/protocol/transfer.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import type {Accounting} from '../../../source/engine/pool/accounting.js';
import type {PayoutStep} from '../../../source/engine/pool/payouts.js';
import {keyOf} from '../../../source/engine/node/layout.js';
import type {NodeApi} from '../../../source/api/node-api.js';
import {
	alice, bob, carol, testKey,
} from '../../harness/keys.js';
import {genesisPoint, makeBlock, pointOf} from '../../harness/make-block.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {testNetwork} from '../../harness/networks.js';
import {type NodeFixture, openNode} from '../node/open-node.js';
import {
	type AccountingFixture, Died, makeOnTip, openAccounting, poolKey,
} from './open-accounting.js';

const network = testNetwork({coinbase_maturity: 2});

/** What arrived in the chain. */
async function received(node: NodeApi, address: Address): Promise<bigint> {
	const {balance} = await node.address(address);
	return parseAmount(balance);
}

type Opened = AccountingFixture & {readonly fixture: NodeFixture};

async function open(t: ExecutionContext, options: Partial<Parameters<typeof openAccounting>[1]> = {}): Promise<Opened> {
	const fixture = await openNode(t, network);
	const {node, clock} = fixture;
	return {...await openAccounting(t, {
		network, node, clock: clock.now, ...options,
	}), fixture};
}

/** Whoever has the phrase of the pool's wallet spends behind the pool's back, and is quicker. */
async function spendBehind(node: NodeApi, amount: bigint): Promise<void> {
	await mineTransfers(node, [makeTransfer({
		network, key: poolKey, nonce: 0, to: carol, amount, fee: 20_000n,
	})]);
}

async function mineTransfers(node: NodeApi, transfers: readonly Transfer[]): Promise<void> {
	const {hash, height, time, bits} = await node.block('tip');
	const block = makeBlock({
		network, parent: {hash, height, time, bits: Number.parseInt(bits, 16)}, payee: carol, transfers,
	});
	await node.submitBlock(block.bytes);
}

/** On a node whose suggested fees are the test's to set. */
async function openWithFees(t: ExecutionContext) {
	const fees = {minimum: 100, economy: 100, normal: 100, priority: 100};
	const fixture = await openNode(t, network);
	const node: NodeApi = new Proxy(fixture.node, {
		get: (target, name) => name === 'fees' ? async () => fees : (Reflect.get(target, name, target) as () => unknown).bind(target),
	});
	return {...await openAccounting(t, {
		network, node, clock: fixture.clock.now, threshold: COIN,
	}), fees};
}

/** All that was ever credited is owed, on its way, paid, or went to the network. */
function isBalanced({books}: Accounting, credited: bigint): boolean {
	const {balance, pending, paid, fees} = books.totals;
	return balance + pending + paid + fees === credited;
}

test('who is owed the threshold is paid when a block arrives, less his part of the network\'s fee; who is not waits', async t => {
	const {share, find, bury, balance, node, payouts, accounting} = await open(t, {threshold: 20n * COIN});
	await share(alice.address, 6n);
	await share(bob.address, 3n);
	await find(carol.address, {work: 1n});
	await bury(2);
	t.is(balance(carol.address), 5n * COIN);
	t.is(balance(bob.address), 15n * COIN);
	t.is(balance(alice.address), 0n);
	const payout = accounting.books.payout(1)!;
	t.is(payout.state, 'sent');
	t.deepEqual(payout.outputs, [{address: alice.address, amount: 30n * COIN}]);
	await bury(1);
	const {fee} = payout.versions[0]!;
	t.true(fee > 0n);
	t.is(await received(node, alice.address), (30n * COIN) - fee);
	await bury(5);
	t.is(accounting.books.payout(1)!.state, 'confirmed');
	t.deepEqual(accounting.books.miner(alice.address), {
		balance: 0n, pending: 0n, paid: (30n * COIN) - fee, fees: fee,
	});
	t.deepEqual([...new Set(payouts.map(({state}) => state))], ['planned', 'signed', 'sent', 'confirmed']);
});

test('255 miners are paid by one transfer, the 256th by the next; the fee is theirs in proportion, to the last unit', async t => {
	const {share, find, bury, node, accounting} = await open(t, {threshold: COIN / 100n});
	const miners = Array.from({length: 256}, (_, index) => testKey(5000 + index).address);
	for (const [index, address] of miners.entries()) {
		await share(address, BigInt(1000 + index));
	}

	await find(miners[0]!, {work: 1n});
	await bury(3);
	const first = accounting.books.payout(1)!;
	t.is(first.outputs.length, 255);
	const {fee} = first.versions[0]!;
	let arrived = 0n;
	for (const {address, amount} of first.outputs) {
		const got = await received(node, address);
		arrived += got;
		const part = amount - got;
		const total = first.outputs.reduce((sum, output) => sum + output.amount, 0n);
		t.true(part >= fee * amount / total && part <= (fee * amount / total) + 1n);
	}

	t.is(arrived + fee, first.outputs.reduce((sum, {amount}) => sum + amount, 0n));
	await bury(1);
	t.is(accounting.books.payout(2)!.outputs.length, 1);
	t.true((await received(node, accounting.books.payout(2)!.outputs[0]!.address)) > 0n);
});

test('L2: a miner whose paid credit is reversed goes below zero, and later credits fill it', async t => {
	const rich = testNetwork({coinbase_maturity: 2, allocations: [{address: poolKey.address, amount: '1000'}]});
	const {node, clock} = await openNode(t, rich);
	const {find, bury, balance, accounting} = await openAccounting(t, {
		network: rich, node, clock: clock.now, threshold: COIN,
	});
	await find(alice.address);
	await bury(9);
	const {state, versions: [version]} = accounting.books.payout(1)!;
	t.is(state, 'confirmed');

	// Another branch, which the pool's block is not on. The payout comes from what the pool had before, and is mined again.
	let parent = genesisPoint(rich);
	for (let count = 0; count < 11; count++) {
		const block = await makeOnTip(rich, node, {
			payee: carol, transfers: 'none', parent, extra: 5,
		});
		await node.submitBlock(block.bytes);
		parent = pointOf(block);
	}

	await bury(1);
	t.is(accounting.books.payout(1)!.state, 'sent');
	await bury(7);
	t.is(accounting.books.payout(1)!.state, 'confirmed');
	t.is(await received(node, alice.address), (50n * COIN) - version!.fee);
	t.is(balance(alice.address), -50n * COIN);
	t.is(accounting.books.totals.balance, -50n * COIN);

	await find(alice.address);
	await bury(2);
	t.is(balance(alice.address), 0n);
	t.is(await received(node, alice.address), (50n * COIN) - version!.fee);
	t.is(accounting.books.totals.payouts, 1);
});

test('only the same bytes are sent again: a payout that the node forgot is handed in as it is on disk', async t => {
	const {find, bury, fixture, accounting, storage} = await open(t, {threshold: COIN});
	await find(alice.address);
	await bury(2, {transfers: 'none'});
	const {versions} = accounting.books.payout(1)!;
	await accounting.stop();
	// Another node that has the chain, and not the mempool.
	const blocks: Uint8Array[] = [];
	const {height} = await fixture.node.status();
	const other = await openNode(t, network);
	for (let at = 1; at <= height; at++) {
		const {hash} = await fixture.node.block(at);
		blocks.push(fixture.storage.get(keyOf.body(hash))!);
	}

	for (const bytes of blocks) {
		await other.node.submitBlock(bytes);
	}

	const after = await openAccounting(t, {
		network, node: other.node, storage, clock: other.clock.now, threshold: COIN,
	});
	const [pending] = await other.node.pending();
	t.is(pending!.id, versions[0]!.id);
	t.is(after.accounting.books.payout(1)!.versions.length, 1);
});

test('a payout that is stuck behind better payers is signed anew with the same nonce, the same amounts and a higher fee', async t => {
	const {find, bury, accounting, node, fees} = await openWithFees(t);
	await find(alice.address);
	await bury(2, {transfers: 'none'});
	fees.normal = 1000;
	await bury(5, {transfers: 'none'});
	t.is(accounting.books.payout(1)!.versions.length, 1);
	await bury(1, {transfers: 'none'});
	const {versions, nonce, outputs, state} = accounting.books.payout(1)!;
	t.is(state, 'sent');
	t.is(versions.length, 2);
	t.is(versions[1]!.fee, versions[0]!.fee * 10n);
	const [first, second] = await Promise.all(versions.map(async ({bytes}) => hexToBytes(bytes)));
	t.not(first, second);
	const pending = await node.pending();
	t.deepEqual(pending.map(({id, nonce: taken}) => [id, taken]), [[versions[1]!.id, nonce]]);
	t.is(parseAmount(pending[0]!.outputs[0]!.amount) + versions[1]!.fee, outputs[0]!.amount);
	await bury(7);
	t.is(accounting.books.payout(1)!.state, 'confirmed');
	t.is(accounting.books.miner(alice.address)!.fees, versions[1]!.fee);
});

test('the first version may be the one that is mined: the payout is confirmed all the same, with its fee', async t => {
	const {find, bury, accounting, node, fees} = await openWithFees(t);
	await find(alice.address);
	await bury(2, {transfers: 'none'});
	fees.normal = 200;
	const before = await node.template(alice.address);
	await bury(6, {transfers: 'none'});
	t.is(accounting.books.payout(1)!.versions.length, 2);
	await mineTransfers(node, before.transactions.map(({hex}) => decodeTransfer(hexToBytes(hex))));
	await bury(6);
	const {state, included, versions} = accounting.books.payout(1)!;
	t.is(state, 'confirmed');
	t.is(included!.id, versions[0]!.id);
	t.is(await received(node, alice.address), (50n * COIN) - versions[0]!.fee);
});

test('a payout whose nonce another transfer takes for good is void, and owed again', async t => {
	const {find, bury, fixture: {node}, accounting} = await open(t, {threshold: COIN});
	await find(alice.address);
	await find(alice.address);
	await bury(1, {transfers: 'none'});
	const payout = accounting.books.payout(1)!;
	await spendBehind(node, 1n);
	await bury(4, {transfers: 'none'});
	t.is(accounting.books.payout(1)!.state, 'sent');
	await bury(1, {transfers: 'none'});
	t.is(accounting.books.payout(1)!.state, 'void');
	await bury(8);
	const again = accounting.books.payout(2)!;
	t.is(again.nonce, payout.nonce! + 1);
	t.is(again.state, 'confirmed');
	const miner = accounting.books.miner(alice.address)!;
	t.is(miner.pending, 0n);
	t.is(await received(node, alice.address), miner.paid);
});

test('while the pool\'s account has less than is owed, it pays as far as it goes, and owes the rest', async t => {
	const {find, bury, fixture: {node}, accounting} = await open(t, {threshold: COIN});
	await find(alice.address);
	await find(bob.address);
	await bury(1, {transfers: 'none'});
	t.is(accounting.books.payout(1)!.outputs.length, 1);
	await spendBehind(node, 40n * COIN);
	await bury(14);
	t.true(isBalanced(accounting, 100n * COIN));
	const {balance, paid, fees} = accounting.books.totals;
	t.is(balance, (40n * COIN) + 20_000n);
	t.is(await received(node, alice.address) + await received(node, bob.address), paid);
	t.is(paid + fees, (60n * COIN) - 20_000n);
});

const steps: readonly PayoutStep[] = ['planning', 'planned', 'signing', 'signed', 'sending', 'taken', 'sent', 'confirming', 'confirmed'];

test('L4: however often the process dies between two steps, everybody is paid exactly once (property, in memory)', async t => {
	await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...steps), fc.integer({min: 1, max: 3})), {maxLength: 6}), async deaths => {
		const fixture = await openNode(t, network);
		const {node, clock} = fixture;
		const storage = new MemoryStorage();
		const left = [...deaths];
		let isDead = false;
		const openNext = async () => {
			let seen = 0;
			isDead = false;
			return openAccounting(t, {
				network,
				node,
				storage,
				clock: clock.now,
				threshold: 20n * COIN,
				onStep(step) {
					const [next] = left;
					if (next?.[0] === step && ++seen === next[1]) {
						left.shift();
						isDead = true;
						throw new Died();
					}
				},
			});
		};

		let pool = await openNext();
		const alive = async (): Promise<AccountingFixture> => {
			if (!isDead) {
				return pool;
			}

			await pool.accounting.stop();
			pool = await openNext();
			return alive();
		};

		const blocks = 4;
		for (let count = 0; count < blocks; count++) {
			const {share, find} = await alive();
			await share(alice.address, 2n);
			await share(bob.address, 1n);
			await find(carol.address, {work: 1n, transfers: count % 2 === 0 ? 'pending' : 'none'});
		}

		for (let count = 0; count < 30; count++) {
			const {bury} = await alive();
			await bury(1);
		}

		left.length = 0;
		const {bury} = await alive();
		await bury(8);
		await pool.accounting.stop();
		t.true(isBalanced(pool.accounting, BigInt(blocks) * 50n * COIN));
		t.is(pool.accounting.books.totals.pending, 0n);
		for (const {address} of [alice, bob, carol]) {
			const {balance, paid, fees} = pool.accounting.books.miner(address)!;
			t.is(await received(node, address), paid);
			const weight = {[alice.address]: 2n, [bob.address]: 1n, [carol.address]: 1n}[address]!;
			t.is(balance + paid + fees, BigInt(blocks) * 50n * COIN * weight / 4n);
		}

		const {balance} = await node.address(poolKey.address);
		t.is(parseAmount(balance), pool.accounting.books.totals.balance);
	}), {numRuns: 15});
});
