import type {Hash} from '../../protocol/brands.js';
import {ApiError, hasCode} from '../../api/api-error.js';
import type {NodeEvent} from '../../api/event.js';
import type {LedgerApi} from '../../api/node-api.js';
import type {TransactionObject} from '../../api/transaction.js';

export type WaitOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Without it, as long as it takes. */
	readonly timeoutMs?: number | undefined;
};

/**
Waits until a transaction is in a block of the best chain, by the node's events.

@throws {ApiError} `wait_timeout`; `not_found` when there is no such transaction; `transfer_replaced` (with `details.replaced_by`, where that is known) or `transfer_dropped` when there is none any more; `node_unreachable` when the node stops. The signal's reason when it aborts.
*/
export async function waitForConfirmation(id: Hash, {signal, timeoutMs}: WaitOptions, {node}: {node: LedgerApi}): Promise<TransactionObject> {
	signal?.throwIfAborted();
	const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
	const ended = AbortSignal.any([signal, timeout].filter(each => each !== undefined));
	let waiting: TransactionObject | undefined;
	let count = 0;
	for await (const event of node.events({signal: ended})) {
		if (waiting && isReplacement(event, waiting)) {
			throw replaced(id, event.data.id);
		}

		// Fewer are waiting, although no block came: some were dropped.
		const mayBeDropped = event.type === 'mempool' && event.data.count < count;
		count = event.type === 'mempool' ? event.data.count : count;
		if (event.type !== 'tip' && event.type !== 'reset' && !mayBeDropped) {
			continue;
		}

		const transaction = await lookUp(id, waiting, node);
		if (transaction.status.confirmed) {
			return transaction;
		}

		waiting = transaction;
	}

	signal?.throwIfAborted();
	throw timeout?.aborted
		? new ApiError('wait_timeout', `transaction ${id} is not confirmed after ${timeoutMs! / 1000} s; it is still pending`)
		: new ApiError('node_unreachable', `the node stopped before transaction ${id} was confirmed`);
}

type Announcement = Extract<NodeEvent, {type: 'transaction'}>;

const takesPlaceOf = (other: TransactionObject, {id, sender, nonce}: TransactionObject): boolean => other.id !== id && other.sender === sender && other.nonce === nonce;

const isReplacement = (event: NodeEvent, waiting: TransactionObject): event is Announcement => event.type === 'transaction' && takesPlaceOf(event.data, waiting);

/** @param waiting - The transaction as it was when it was pending. */
async function lookUp(id: Hash, waiting: TransactionObject | undefined, node: LedgerApi): Promise<TransactionObject> {
	try {
		return await node.transaction(id);
	} catch (error) {
		throw waiting && hasCode(error, 'not_found') ? await whatBecameOf(waiting, node) : error;
	}
}

async function whatBecameOf(gone: TransactionObject, node: LedgerApi): Promise<ApiError> {
	const pending = await node.pending();
	const other = pending.find(each => takesPlaceOf(each, gone));
	const account = await node.address(gone.sender!);
	return other !== undefined || account.nonce > gone.nonce! ? replaced(gone.id, other?.id) : new ApiError('transfer_dropped', `transaction ${gone.id} was dropped: the node does not keep it any more; it can be sent again`);
}

const replaced = (id: Hash, by: Hash | undefined): ApiError => new ApiError(
	'transfer_replaced',
	`transaction ${id} was replaced by ${by ?? 'another with the same nonce'}`,
	by && {replaced_by: by},
);
