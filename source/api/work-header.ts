import {concatBytes} from '../protocol/bytes.js';
import {hashFromBytes, sha256d} from '../protocol/hash.js';
import type {Header} from '../protocol/header.js';
import {rootOfBranch} from '../protocol/merkle.js';
import type {Solution, Work} from './work.js';

/** The coinbase of a work with this extranonce in it. */
export const coinbaseOf = (work: Work, extranonce: Uint8Array): Uint8Array => concatBytes(work.coinbasePrefix, extranonce, work.coinbaseSuffix);

/** The header of a work with everything in it that the work leaves open. */
export function headerOf(work: Work, {extranonce, time, nonce, version}: Omit<Solution, 'workId'>): Header {
	const leaf = sha256d(coinbaseOf(work, extranonce));
	return {
		version,
		previousHash: work.previousHash,
		merkleRoot: hashFromBytes(rootOfBranch(leaf, work.merkleBranch, 0)),
		time,
		bits: work.bits,
		nonce,
	};
}
