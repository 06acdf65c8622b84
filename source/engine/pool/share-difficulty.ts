import {
	difficultyOfTarget, HASHES_OF_ONE, LEAST_DIFFICULTY, takenTargetOfDifficulty,
} from '../../protocol/difficulty.js';
import {workOfTarget} from '../../protocol/target.js';

/** How many shares a block takes at least: a miner of any size is seen to work. */
const SHARES_A_BLOCK = 8;

/** What shares of a job must be worth, settled when the job is given out. */
export type ShareDifficulty = {
	/** As the miner is told it, in Bitcoin's unit. */
	readonly difficulty: number;
	/** What a hash may not be above. */
	readonly target: bigint;
	/** Hashes that a share stands for. */
	readonly work: bigint;
};

/**
The difficulty of shares for a miner that should have `wanted`: never harder than a block, nor than an eighth of one.

@param wanted - Hashes.
@param networkTarget - That of the block.
*/
export function shareDifficulty(wanted: number, networkTarget: bigint): ShareDifficulty {
	const network = difficultyOfTarget(networkTarget);
	const rounded = Number((wanted / HASHES_OF_ONE).toPrecision(4));
	const difficulty = Math.min(network, Math.max(LEAST_DIFFICULTY, Math.min(network / SHARES_A_BLOCK, rounded)));
	const taken = takenTargetOfDifficulty(difficulty);
	const target = taken > networkTarget ? taken : networkTarget;
	return {difficulty, target, work: workOfTarget(target)};
}
