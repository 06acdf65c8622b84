import {ApiError} from '../../api/api-error.js';
import type {AcceptedBlock} from '../../api/mining.js';
import type {MiningApi} from '../../api/node-api.js';
import {backoffMs} from './backoff.js';
import type {Sleep} from './sleep.js';

export type SubmitBlockOptions = {
	readonly node: Pick<MiningApi, 'submitBlock'>;
	readonly sleep: Sleep;
	readonly random: () => number;
	/** Ends the waiting. */
	readonly signal?: AbortSignal | undefined;
	/** Whether the block cannot become the next one any more. */
	readonly isOver: () => boolean;
};

/**
Hands a block in. A node that is away is waited for, as long as the block can still become the next one: it took work to find.

@throws {ApiError} what the node refuses it for.
*/
export async function submitBlock(bytes: Uint8Array, {node, sleep, random, signal, isOver}: SubmitBlockOptions): Promise<AcceptedBlock> {
	for (let attempt = 0; ; attempt++) {
		try {
			return await node.submitBlock(bytes);
		} catch (error) {
			const isAway = error instanceof ApiError && error.code === 'node_unreachable';
			if (!isAway || signal?.aborted === true || isOver()) {
				throw error;
			}

			await sleep(backoffMs(attempt, random), signal);
		}
	}
}
