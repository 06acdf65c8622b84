import {ApiError} from '../../api/api-error.js';
import type {Pending} from './pending-account.js';

type Crowd = {
	readonly incoming: Pending;
	/** Whether the incoming one could be confirmed by one of the next blocks. */
	readonly isExecutable: boolean;
	/** What is waiting, without what the incoming one replaces. */
	readonly pending: readonly Pending[];
	/** Those of it that could be confirmed by one of the next blocks. */
	readonly executable: ReadonlySet<Pending>;
	/** By how much the mempool would be too full. */
	readonly excess: {readonly count: number; readonly bytes: number};
};

/**
Whom a transfer pushes out of a full mempool: whoever pays least, future ones first, but never an executable one for one that is not.

@throws {ApiError} `mempool_full` when those that it may push out do not make enough room.
*/
export function chooseVictims({incoming, isExecutable, pending, executable, excess}: Crowd): readonly Pending[] {
	const candidates = pending
		.filter(each => isExecutable ? each.transfer.sender !== incoming.transfer.sender : !executable.has(each))
		.toSorted((a, b) => Number(executable.has(a)) - Number(executable.has(b)) || a.feeRate - b.feeRate);
	const victims: Pending[] = [];
	let {count, bytes} = excess;
	for (const victim of candidates) {
		const mayPush = (isExecutable && !executable.has(victim)) || victim.feeRate < incoming.feeRate;
		if ((count <= 0 && bytes <= 0) || !mayPush) {
			break;
		}

		victims.push(victim);
		count--;
		bytes -= victim.transfer.bytes.length;
	}

	if (count > 0 || bytes > 0) {
		throw new ApiError('mempool_full');
	}

	return victims;
}
