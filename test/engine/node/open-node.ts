import type {ExecutionContext} from 'ava';
import type {Block} from '../../../source/protocol/block.js';
import type {Network} from '../../../source/protocol/network.js';
import type {Transfer} from '../../../source/protocol/transfer.js';
import type {TransactionObject} from '../../../source/api/transaction.js';
import {Node} from '../../../source/engine/node/node.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import type {Storage} from '../../../source/engine/storage/storage.js';
import {TEST_NOW} from '../../harness/networks.js';
import {derivedState} from './open-chain.js';

/** A clock that stands still until it is set. */
export class TestClock {
	seconds = TEST_NOW;
	readonly now = (): number => this.seconds * 1000;
}

export type NodeFixture = {
	readonly node: Node;
	readonly storage: Storage;
	readonly clock: TestClock;
	/** Hands in blocks one after the other. */
	readonly take: (...blocks: readonly Block[]) => Promise<void>;
	readonly send: (transfer: Transfer) => Promise<TransactionObject>;
	/** The ids of the pending transfers, in no order. */
	readonly pendingIds: () => Promise<string[]>;
	/** Everything an attack could want to change: what follows from the best chain, and the mempool. */
	readonly everything: () => Promise<unknown>;
};

/** A node on a store in memory, stopped when the test ends. */
export async function openNode(t: ExecutionContext, network: Network, {storage = new MemoryStorage(), clock = new TestClock()}: {storage?: Storage; clock?: TestClock} = {}): Promise<NodeFixture> {
	const node = await Node.open({
		network,
		storage,
		clock: clock.now,
		durable: false,
		onError(error) {
			throw error;
		},
	});
	t.teardown(async () => node.stop());
	const pendingIds = async () => {
		const pending = await node.pending();
		return pending.map(({id}) => String(id)).toSorted();
	};

	return {
		node,
		storage,
		clock,
		pendingIds,
		async take(...blocks) {
			for (const {bytes} of blocks) {
				await node.submitBlock(bytes);
			}
		},
		send: async transfer => node.submitTransaction(transfer.bytes),
		async everything() {
			const {tip, height, chainwork} = await node.status();
			return {tip, height, chainwork, pending: await pendingIds(), state: await derivedState(storage)};
		},
	};
}
