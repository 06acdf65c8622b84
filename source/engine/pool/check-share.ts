import {StratumError} from '../../api/stratum.js';
import {headerOf} from '../../api/work-header.js';
import type {Solution, Work} from '../../api/work.js';
import type {Hash} from '../../protocol/brands.js';
import {hashToNumber} from '../../protocol/hash.js';
import {encodeHeader, headerHash} from '../../protocol/header.js';
import {targetOfBits} from '../../protocol/target.js';

/** What a miner hands in, read from the wire. */
export type Submission = {
	readonly extranonce2: Uint8Array;
	readonly time: number;
	/** U32 */
	readonly nonce: number;
	/** The bits that it rolled, when it has asked to roll any. */
	readonly versionBits?: number | undefined;
};

export type CheckedShare = {
	readonly solution: Solution;
	readonly hash: Hash;
	readonly isBlock: boolean;
};

/** What a share is checked against. */
export type ShareRules = {
	/** With the miner's own extranonce in its coinbase, and the target of shares. */
	readonly work: Work;
	/** Version bits that the miner may roll. */
	readonly versionMask: number;
	/** How far the clock has gone on since the job was made, in seconds: so much later the block's time may be. */
	readonly elapsed: number;
};

/**
Makes the header that a miner says it has hashed, and hashes it: nothing is believed.

@throws {StratumError} 20 when it breaks a rule of the job, 23 when its hash is above the target.
*/
export function checkShare({extranonce2, time, nonce, versionBits = 0}: Submission, {work, versionMask, elapsed}: ShareRules): CheckedShare {
	if (extranonce2.length !== work.extranonceSize) {
		throw new StratumError(20, `extranonce2 is ${work.extranonceSize} bytes long, not ${extranonce2.length}`);
	}

	if ((versionBits & ~versionMask) !== 0) {
		throw new StratumError(20, 'version bits outside of the mask');
	}

	const [earliest, latest] = [work.minTime ?? work.time, work.maxTime + elapsed];
	if (time < earliest || time > latest) {
		throw new StratumError(20, `ntime out of range: ${earliest.toString(16)} to ${latest.toString(16)}`);
	}

	const version = (work.version & ~versionMask) | versionBits;
	const solution: Solution = {
		workId: work.id, extranonce: extranonce2, time, nonce, version,
	};
	const hash = headerHash(encodeHeader(headerOf(work, solution)));
	const number = hashToNumber(hash);
	if (number > work.target) {
		throw new StratumError(23, 'low difficulty share');
	}

	return {solution, hash, isBlock: number <= targetOfBits(work.bits)};
}
