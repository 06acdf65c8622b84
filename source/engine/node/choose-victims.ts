import {ApiError} from '../../api/api-error.js';
import type {EvictionOrder} from './eviction-order.js';
import type {Pending} from './pending-account.js';

type Crowd = {
	readonly incoming: Pending;
	/** Whether the incoming one could be confirmed by one of the next blocks. */
	readonly isExecutable: boolean;
	/** What the incoming one replaces: gone already. */
	readonly replaced: Pending | undefined;
	/** What is waiting. */
	readonly order: Pick<EvictionOrder, 'future' | 'executable'>;
	/** By how much the mempool would be too full. */
	readonly excess: {readonly count: number; readonly bytes: number};
};

/**
Whom a transfer pushes out of a full mempool: whoever pays least, future ones first, but never an executable one for one that is not.

@throws {ApiError} `mempool_full` when those that it may push out do not make enough room.
*/
export function chooseVictims({incoming, isExecutable, replaced, order, excess}: Crowd): readonly Pending[] {
	const victims: Pending[] = [];
	let {count, bytes} = excess;
	const push = (candidates: Iterable<Pending>, mayPush: (victim: Pending) => boolean): void => {
		for (const victim of candidates) {
			if ((count <= 0 && bytes <= 0) || !mayPush(victim)) {
				return;
			}

			const isOwn = isExecutable && victim.transfer.sender === incoming.transfer.sender;
			if (victim !== replaced && !isOwn) {
				victims.push(victim);
				count--;
				bytes -= victim.transfer.bytes.length;
			}
		}
	};

	const paysLess = ({feeRate}: Pending): boolean => feeRate < incoming.feeRate;
	push(order.future, victim => isExecutable || paysLess(victim));
	if (isExecutable) {
		push(order.executable, paysLess);
	}

	if (count > 0 || bytes > 0) {
		throw new ApiError('mempool_full');
	}

	return victims;
}
