import {availableParallelism} from 'node:os';
import {ApiError} from '../../api/api-error.js';

/** More processes than any machine of ours has cores: a slip of the finger rather than a wish. */
export const MOST_PROCESSES = 1024;

/** One core is left to the node, the screen and everything else. */
export const defaultProcesses = (): number => Math.max(1, availableParallelism() - 1);

/** @throws {ApiError} `usage` unless it is a whole number from 1 to 1024. */
export function checkProcesses(count: number): number {
	if (!Number.isInteger(count) || count < 1 || count > MOST_PROCESSES) {
		throw new ApiError('usage', `miner processes are from 1 to ${MOST_PROCESSES}; got ${count}`);
	}

	return count;
}
