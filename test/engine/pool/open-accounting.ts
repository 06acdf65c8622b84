import type {ExecutionContext} from 'ava';
import type {Address} from '../../../source/protocol/brands.js';
import {parseAmount} from '../../../source/protocol/amount.js';
import type {Block} from '../../../source/protocol/block.js';
import {hexToBytes} from '../../../source/protocol/bytes.js';
import type {Network} from '../../../source/protocol/network.js';
import {decodeTransfer, signTransfer, type Transfer} from '../../../source/protocol/transfer.js';
import type {ApiError} from '../../../source/api/api-error.js';
import type {NodeApi} from '../../../source/api/node-api.js';
import {Accounting, type AccountingDependencies, type AccountingOptions} from '../../../source/engine/pool/accounting.js';
import type {PoolKey} from '../../../source/engine/pool/payouts.js';
import type {FoundBlock, PayoutRecord} from '../../../source/engine/pool/records.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import type {Storage} from '../../../source/engine/storage/storage.js';
import {testKey, type TestKey} from '../../harness/keys.js';
import {makeBlock, type ChainPoint} from '../../harness/make-block.js';

/** The pool's own. */
export const poolKey = testKey(1000);

export const keyOfPool = (network: Network, key: TestKey = poolKey): PoolKey => ({
	address: key.address,
	sign: draft => signTransfer(draft, key.privateKey, network.genesis.hash),
});

/** Thrown between two steps, the end of all that would have followed. */
export class Died extends Error {
	override readonly name = 'Died';
}

export type AccountingFixture = {
	readonly accounting: Accounting;
	readonly node: NodeApi;
	readonly storage: Storage;
	/** What the accounting has told. */
	readonly blocks: FoundBlock[];
	readonly payouts: PayoutRecord[];
	readonly troubles: Array<ApiError | undefined>;
	/** A share that is no block. */
	share(address: Address, work: bigint): Promise<void>;
	/** A block of the pool, from the share to the node's answer. */
	find(finder: Address, options?: {work?: bigint; transfers?: 'pending' | 'none'; parent?: ChainPoint; extra?: number}): Promise<Block>;
	/** Blocks of somebody else. */
	bury(count: number, options?: {transfers?: 'pending' | 'none'}): Promise<Block[]>;
	balance(address: Address): bigint;
};

export type AccountingFixtureOptions = Partial<Omit<AccountingOptions, 'network'>> & Partial<Pick<AccountingDependencies, 'onStep' | 'key'>> & {
	readonly network: Network;
	readonly node: NodeApi;
	readonly storage?: Storage;
	readonly clock: () => number;
};

/** The pool's accounting on a real node, with blocks that are made here; stopped when the test ends. */
export async function openAccounting(t: Pick<ExecutionContext, 'teardown'>, {network, node, storage = new MemoryStorage(), clock, onStep, key = keyOfPool(network), ...options}: AccountingFixtureOptions): Promise<AccountingFixture> {
	const blocks: FoundBlock[] = [];
	const payouts: PayoutRecord[] = [];
	const troubles: Array<ApiError | undefined> = [];
	const accounting = await Accounting.open({
		network, scheme: 'prop', threshold: parseAmount('100'), ...options,
	}, {
		storage,
		node,
		key,
		clock,
		...(onStep && {onStep}),
		onBlock(block) {
			blocks.push(block);
		},
		onPayout(payout) {
			payouts.push(payout);
		},
		onTip() {
			// Nothing to tell.
		},
		onTrouble(trouble) {
			troubles.push(trouble);
			if (trouble?.cause instanceof Died) {
				// Not even to try once more.
				void accounting.stop();
			}
		},
	});
	t.teardown(async () => accounting.stop());
	// Not for the first tip, which comes when it comes.
	accounting.wake();
	await accounting.settled();

	const settle = async () => {
		// The tip is told by the node's stream of events, a moment later.
		accounting.wake();
		await accounting.settled();
	};

	return {
		accounting,
		node,
		storage,
		blocks,
		payouts,
		troubles,
		async share(address, work) {
			await accounting.ledger.share({
				address, worker: '', work, time: clock(), hash: network.genesis.hash, height: 1,
			});
		},
		async find(finder, {work = 1n, transfers = 'pending', parent, extra} = {}) {
			const block = await makeOnTip(network, node, {payee: testKeyOf(key), transfers, parent, extra});
			await accounting.ledger.share({
				address: finder, worker: 'rig', work, time: clock(), hash: block.hash, height: block.coinbase.height, block: {bytes: block.bytes, reward: block.coinbase.outputs[0]!.amount},
			});
			await node.submitBlock(block.bytes);
			await accounting.ledger.candidate(block.hash, {accepted: true});
			await settle();
			return block;
		},
		async bury(count, {transfers = 'pending'} = {}) {
			const made: Block[] = [];
			while (made.length < count) {
				const block = await makeOnTip(network, node, {payee: testKey(2000), transfers, parent: undefined, extra: undefined});
				await node.submitBlock(block.bytes);
				made.push(block);
				await settle();
			}

			return made;
		},
		balance: address => accounting.books.miner(address)?.balance ?? 0n,
	};
}

const testKeyOf = ({address}: PoolKey): TestKey => address === poolKey.address ? poolKey : testKey(1001);

type Made = {payee: TestKey; transfers: 'pending' | 'none'; parent: ChainPoint | undefined; extra: number | undefined};

/** A block on the node's tip with what waits there. */
export async function makeOnTip(network: Network, node: NodeApi, {payee, transfers, parent, extra}: Made): Promise<Block> {
	const {hash, height, time, bits} = await node.block('tip');
	return makeBlock({
		network,
		parent: parent ?? {hash, height, time, bits: Number.parseInt(bits, 16)},
		payee,
		transfers: transfers === 'none' || parent ? [] : await pendingTransfers(node, payee.address),
		...(extra !== undefined && {extra}),
	});
}

async function pendingTransfers(node: NodeApi, address: Address): Promise<Transfer[]> {
	const {transactions} = await node.template(address);
	return transactions.map(({hex}) => decodeTransfer(hexToBytes(hex)));
}

