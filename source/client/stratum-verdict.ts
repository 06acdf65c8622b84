import {headerOf} from '../api/work-header.js';
import type {Solution, Verdict, Work} from '../api/work.js';
import type {Hash} from '../protocol/brands.js';
import {hashToNumber} from '../protocol/hash.js';
import {encodeHeader, headerHash} from '../protocol/header.js';
import {targetOfBits} from '../protocol/target.js';
import type {SubmitAnswer} from './stratum-link.js';

/** The codes of Stratum as those of verdicts. */
const verdictCodes: Readonly<Record<number, string>> = {
	21: 'stale', 22: 'duplicate', 23: 'low_difficulty', 24: 'unauthorized', 25: 'unauthorized',
};

/** What a pool's answer to a solution means to the miner. A share that it took, and that is a whole block, is one. */
export function verdictOf(answer: SubmitAnswer, work: Work, solution: Solution): Verdict {
	if (!answer.accepted) {
		const {code = 20, message = 'refused'} = answer;
		return {accepted: false, code: verdictCodes[code] ?? 'rejected', message};
	}

	const hash = blockHash(work, solution);
	return {accepted: true, ...(hash !== undefined && work.height !== undefined && {block: {height: work.height, hash}})};
}

/** The hash of a header that is a block; `undefined` for a mere share. */
function blockHash(work: Work, solution: Solution): Hash | undefined {
	const hash = headerHash(encodeHeader(headerOf(work, solution)));
	return hashToNumber(hash) <= targetOfBits(work.bits) ? hash : undefined;
}
