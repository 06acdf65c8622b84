import type {Block} from '../../../source/protocol/block.js';
import {bytesToHex} from '../../../source/protocol/bytes.js';
import type {Network} from '../../../source/protocol/network.js';
import {Chain, type ChainChange} from '../../../source/engine/node/chain.js';
import {CheckedTransfers} from '../../../source/engine/node/checked-transfers.js';
import {derivedKinds} from '../../../source/engine/node/derived.js';
import {rangeOf} from '../../../source/engine/storage/key-parts.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import type {Storage} from '../../../source/engine/storage/storage.js';
import {TEST_NOW} from '../../harness/networks.js';

export type ChainFixture = {
	readonly chain: Chain;
	readonly storage: Storage;
	/** What the chain has told of itself. */
	readonly changes: ChainChange[];
	/** Hands in blocks one after the other. */
	readonly take: (...blocks: readonly Block[]) => Promise<void>;
};

/** @param options.clock - Milliseconds; by default it stands still a day after genesis. */
export async function openChain(network: Network, {storage = new MemoryStorage(), clock = () => TEST_NOW * 1000, durable = false, branchReach}: {storage?: Storage; clock?: () => number; durable?: boolean; branchReach?: number} = {}): Promise<ChainFixture> {
	const changes: ChainChange[] = [];
	const chain = await Chain.open({
		network,
		storage,
		clock,
		checked: new CheckedTransfers(),
		durable,
		...(branchReach !== undefined && {branchReach}),
		onChange(change) {
			changes.push(change);
		},
	});
	return {
		chain,
		storage,
		changes,
		async take(...blocks) {
			for (const {bytes} of blocks) {
				await chain.accept(bytes);
			}
		},
	};
}

/** Everything in a store that follows from the best chain, as text, so that two stores can be compared. */
export async function derivedState(storage: Storage): Promise<Record<string, string>> {
	const state: Record<string, string> = {};
	for (const kind of Object.keys(derivedKinds)) {
		for await (const {key, value} of storage.range(rangeOf(kind))) {
			state[`${kind}:${bytesToHex(key.subarray(1))}`] = bytesToHex(value);
		}
	}

	return state;
}

/** What the store of a node is that has never seen anything but these blocks. */
export async function stateAfter(network: Network, blocks: readonly Block[]): Promise<Record<string, string>> {
	const {storage, take} = await openChain(network);
	await take(...blocks);
	return derivedState(storage);
}
