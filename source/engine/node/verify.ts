import {RuleError} from '../../protocol/rule-error.js';
import type {Hash, Height} from '../../protocol/brands.js';
import type {Network} from '../../protocol/network.js';
import {ApiError} from '../../api/api-error.js';
import type {Storage} from '../storage/storage.js';
import {Chain} from './chain.js';
import {CheckedTransfers} from './checked-transfers.js';
import {compareDerived} from './derived.js';
import type {ChainRun} from './export.js';

export type Verified = {readonly height: Height; readonly tip: Hash};

/**
Replays the best chain from genesis by all the rules, and compares what comes out with what is on disk.

@param storage - What is to be verified; nothing in it is changed.
@param scratch - Empty; the replay goes here.
@throws {ApiError} `chain_differs` or `storage_damaged` when something is not as it should be. {DOMException} `AbortError` when the signal aborts.
*/
export async function verifyChain(network: Network, storage: Storage, scratch: Storage, {signal, onProgress}: ChainRun = {}): Promise<Verified> {
	const clock = () => Number.MAX_SAFE_INTEGER;
	const chain = await Chain.open({network, storage, clock, checked: new CheckedTransfers()});
	const replay = await Chain.open({
		network, storage: scratch, clock, checked: new CheckedTransfers(), durable: false,
	});
	const {height: total, hash: tip} = chain.tip;
	for (let height = 1; height <= total; height++) {
		signal?.throwIfAborted();
		const hash = chain.reader.hashAt(height);
		const bytes = hash === undefined ? undefined : chain.reader.blockBytes(hash);
		if (!bytes) {
			throw new ApiError('chain_differs', `the chain on disk has no block at height ${height}; \`chain-tui chain rebuild\` makes it anew from the blocks that are left`);
		}

		await replayBlock(replay, bytes, height);
		onProgress?.({done: height, total});
	}

	if (replay.tip.hash !== tip) {
		throw new ApiError('chain_differs', `the chain on disk ends in ${tip}, its blocks end in ${replay.tip.hash}`);
	}

	await compareDerived(storage, scratch, signal);
	return {height: total, tip};
}

async function replayBlock(replay: Chain, bytes: Uint8Array, height: Height): Promise<void> {
	try {
		await replay.accept(bytes);
	} catch (error) {
		if (error instanceof RuleError) {
			throw new ApiError('chain_differs', `block ${height} on disk breaks a rule: ${error.message}`, undefined, {cause: error});
		}

		throw error;
	}
}
