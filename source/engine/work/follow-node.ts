import {ApiError} from '../../api/api-error.js';
import type {NodeEvent} from '../../api/event.js';
import type {LedgerApi} from '../../api/node-api.js';
import {backoffMs} from './backoff.js';
import {isFinal, type NodeTrouble} from './node-trouble.js';
import type {Sleep} from './sleep.js';

export type FollowNodeOptions = {
	readonly node: Pick<LedgerApi, 'events'>;
	readonly signal: AbortSignal;
	readonly sleep: Sleep;
	readonly random: () => number;
	readonly onTrouble: (trouble: NodeTrouble) => void;
};

/**
A node's events for as long as the signal lets it: a stream that breaks off is taken up again where it was.

@throws {ApiError} when trying again does not help.
*/
export async function * followNode({node, signal, sleep, random, onTrouble}: FollowNodeOptions): AsyncIterable<NodeEvent> {
	let lastEventId: string | undefined;
	for (let attempt = 0; !signal.aborted; attempt++) {
		let trouble = new ApiError('node_unreachable', 'the node has ended its stream of events');
		try {
			for await (const event of node.events({lastEventId, signal})) {
				attempt = 0;
				lastEventId = event.id;
				yield event;
			}
		} catch (error) {
			if (!(error instanceof ApiError) || isFinal(error)) {
				throw error;
			}

			trouble = error;
		}

		if (signal.aborted) {
			return;
		}

		const retryMs = backoffMs(attempt, random);
		onTrouble({error: trouble, retryMs});
		await sleep(retryMs, signal);
	}
}
