import type {z} from 'zod';
import type {stratumNotifications} from '../api/stratum.js';
import type {Work} from '../api/work.js';
import {concatBytes, hexToBytes} from '../protocol/bytes.js';
import type {Height} from '../protocol/brands.js';
import {difficultyOfTarget, HASHES_OF_ONE, targetOfDifficulty} from '../protocol/difficulty.js';
import {hashFromBytes} from '../protocol/hash.js';

export type Notify = z.infer<typeof stratumNotifications.notify>;

/** What a pool has said, besides the job, of what is to be mined. */
export type MiningTerms = {
	/** In hexadecimal. */
	readonly extranonce1: string;
	readonly extranonce2Size: number;
	/** In Bitcoin's unit. */
	readonly difficulty: number;
	/** Version bits that may be rolled; 0 for none. */
	readonly versionMask: number;
};

/** How far a pool that says nothing of it lets the time roll. Seconds. */
const TIME_ROLL = 60;

/** A pool's job as work. @param id - Ours: two connections may use the same names. */
export function workOfNotify([, previousHash, coinbase1, coinbase2, branch, version, bits, time]: Notify, {extranonce1, extranonce2Size, difficulty, versionMask}: MiningTerms, id: string): Work {
	const target = targetOfDifficulty(difficulty);
	const seconds = Number.parseInt(time, 16);
	return {
		id,
		// A header's version is signed.
		version: Number.parseInt(version, 16) | 0, // eslint-disable-line unicorn/prefer-math-trunc -- It wraps, and should.
		versionMask,
		previousHash: hashFromBytes(swapWords(hexToBytes(previousHash))),
		bits: Number.parseInt(bits, 16),
		time: seconds,
		maxTime: seconds + TIME_ROLL,
		target,
		coinbasePrefix: concatBytes(hexToBytes(coinbase1), hexToBytes(extranonce1)),
		extranonceSize: extranonce2Size,
		coinbaseSuffix: hexToBytes(coinbase2),
		merkleBranch: branch.map(sibling => hexToBytes(sibling)),
		height: heightOf(hexToBytes(coinbase1)),
		difficulty: difficultyOfTarget(target) * HASHES_OF_ONE,
		single: false,
	};
}

const swapWords = (bytes: Uint8Array): Uint8Array => bytes.map((_, index) => bytes[index ^ 3]!);

/** Where the script of a coinbase begins: version, count, previous output, length. */
const SCRIPT_START = 42;

/** The height that a coinbase's script begins with (BIP 34); `undefined` when it does not look like one. */
function heightOf(coinbase1: Uint8Array): Height | undefined {
	const size = coinbase1[SCRIPT_START];
	if (size === undefined || size < 1 || size > 4 || coinbase1.length <= SCRIPT_START + size) {
		return undefined;
	}

	return coinbase1.subarray(SCRIPT_START + 1, SCRIPT_START + 1 + size).reduceRight((sum, byte) => (sum * 256) + byte, 0);
}
