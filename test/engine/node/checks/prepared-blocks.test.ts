import test, {type ExecutionContext} from 'ava';
import {decodeBlock, encodeBlock} from '../../../../source/protocol/block.js';
import type {Hash} from '../../../../source/protocol/brands.js';
import {decodeTransfer, type Transfer} from '../../../../source/protocol/transfer.js';
import {Chain} from '../../../../source/engine/node/chain.js';
import {CheckedTransfers} from '../../../../source/engine/node/checked-transfers.js';
import {TransferChecks} from '../../../../source/engine/node/checks/transfer-checks.js';
import {MemoryStorage} from '../../../../source/engine/storage/memory-storage.js';
import {alice} from '../../../harness/keys.js';
import {makeBlock, pointOf} from '../../../harness/make-block.js';
import {makeTransfer} from '../../../harness/make-transfer.js';
import {TEST_NOW, testNetwork} from '../../../harness/networks.js';
import {payingBlocks, payingNetwork} from '../../../harness/paying-blocks.js';
import {derivedState, stateAfter} from '../open-chain.js';
import {refusedWith} from '../refused.js';

const paying = payingNetwork();
const chainOf = async (network: typeof paying, checks: Pick<TransferChecks, 'passed'>, storage = new MemoryStorage()) => Chain.open({
	network, storage, clock: () => TEST_NOW * 1000, checked: new CheckedTransfers(), checks,
});

/** Remembers what it was asked for. */
function openChecks(t: ExecutionContext, network: typeof paying) {
	const checks = new TransferChecks({genesis: network.genesis.hash, threads: 2});
	t.teardown(async () => checks.close());
	const asked: Transfer[] = [];
	return {
		asked,
		async passed(transfers: readonly Transfer[]) {
			asked.push(...transfers);
			return checks.passed(transfers);
		},
	};
}

test('a chain whose blocks are prepared ahead, all at once, is the chain without that', async t => {
	const blocks = [...payingBlocks(paying, 12, 20)];
	const storage = new MemoryStorage();
	const checks = openChecks(t, paying);
	const chain = await chainOf(paying, checks, storage);
	const prepared = blocks.map(({bytes}) => chain.prepare(bytes)!);
	for (const block of prepared) {
		await chain.accept(block);
	}

	t.deepEqual(await derivedState(storage), await stateAfter(paying, blocks));
	t.deepEqual(checks.asked.map(({id}) => id), blocks.flatMap(({transfers}) => transfers.map(({id}) => id)));
});

test('a large block is checked by threads, a small one here, and what was checked once by nobody', async t => {
	const checks = openChecks(t, paying);
	const chain = await chainOf(paying, checks);
	const [small] = payingBlocks(paying, 1, 16);
	const [large] = payingBlocks(paying, 1, 40);
	await chain.accept(small!.bytes);
	t.is(checks.asked.length, 0);
	// Sixteen of its transfers were in the small one.
	await chain.accept(large!.bytes);
	t.deepEqual(checks.asked.map(({id}) => id), large!.transfers.slice(16).map(({id}) => id));
});

const network = testNetwork({allocations: [{address: alice.address, amount: '1000'}]});
const first = makeBlock({network});
const transfers = Array.from({length: 20}, (_, nonce) => makeTransfer({network, nonce}));
const withTransfers = (changed: readonly Transfer[]) => makeBlock({network, parent: pointOf(first), transfers: changed});
const flipped = ({bytes}: Transfer) => decodeTransfer(bytes.with(-1, bytes.at(-1)! ^ 1));

/** Threads that die at once, and threads that say everything is right but what they were asked for. */
const useless: Record<string, Pick<TransferChecks, 'passed'>> = {
	dead: {passed: async () => new Set<Hash>()},
	mad: {passed: async () => new Set([transfers[0]!.id])},
};

test('a block with one forged transfer is refused as ever, prepared or not', async t => {
	const bad = withTransfers(transfers.map((transfer, index) => index === 13 ? flipped(transfer) : transfer));
	for (const checks of [openChecks(t, network), ...Object.values(useless)]) {
		for (const isPrepared of [true, false]) {
			const chain = await chainOf(network, checks);
			await chain.accept(first.bytes);
			const block = isPrepared ? chain.prepare(bad.bytes)! : bad.bytes;
			t.is(await refusedWith(chain.accept(block)), 'signature_invalid');
			t.is(chain.tip.hash, first.hash);
			// Whoever brings it again is not asked to check it again.
			t.is(await refusedWith(chain.accept(bad.bytes)), 'signature_invalid');
		}
	}
});

test('a block is taken in though all threads are dead', async t => {
	const chain = await chainOf(network, useless['dead']!);
	const good = withTransfers(transfers);
	await chain.accept(first.bytes);
	await chain.accept(chain.prepare(good.bytes)!);
	t.is(chain.tip.hash, good.hash);
});

test('what has another shape, or another body than its header says, costs no thread anything', async t => {
	const checks = openChecks(t, network);
	const chain = await chainOf(network, checks);
	const {header, coinbase} = withTransfers(transfers);
	const other = encodeBlock(header, coinbase.bytes, transfers.toReversed());
	t.is(chain.prepare(other), undefined);
	t.is(chain.prepare(other.subarray(0, 200)), undefined);
	t.is(chain.prepare(new Uint8Array()), undefined);
	t.is(checks.asked.length, 0);
	await chain.accept(first.bytes);
	t.is(await refusedWith(chain.accept(other)), 'merkle_root');
	t.is(decodeBlock(other).hash, withTransfers(transfers).hash);
});
