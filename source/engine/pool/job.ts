import {ApiError} from '../../api/api-error.js';
import type {Template} from '../../api/mining.js';
import type {NotifyParameters} from '../../api/stratum.js';
import type {Work} from '../../api/work.js';
import {bytesToHex, concatBytes, hexToBytes} from '../../protocol/bytes.js';
import {hashToBytes} from '../../protocol/hash.js';
import {workOfTemplate} from '../work/template-work.js';
import type {ShareDifficulty} from './share-difficulty.js';

/*
The extranonces of our coinbases: four bytes that are another for each job given out, so that no two jobs ever share a header, four that tell connections apart (extranonce1), and four for the miner (extranonce2; the only size that every device in use can take).
*/
export const SERIAL_SIZE = 4;
export const EXTRANONCE1_SIZE = 4;
export const EXTRANONCE2_SIZE = 4;
const EXTRANONCES_SIZE = SERIAL_SIZE + EXTRANONCE1_SIZE + EXTRANONCE2_SIZE;

/** A template in the words of Stratum, as all miners have it in common. */
export type Job = {
	readonly template: Template;
	readonly work: Work;
	/** When the template was taken. Milliseconds. */
	readonly takenMs: number;
	/** The coinbase up to the serial, in hexadecimal. */
	readonly coinbaseStart: string;
	/** What follows the coinbase in `mining.notify`, but for the last field. */
	readonly notify: readonly [branch: readonly string[], version: string, bits: string, time: string];
	readonly swappedPreviousHash: string;
};

/** A job as one miner is given it; nobody else, and never again. */
export type Assignment = ShareDifficulty & {
	/** Its serial in hexadecimal. */
	readonly id: string;
	readonly serial: number;
	readonly job: Job;
	/** The shares handed in; {@link Assignments} says how they are told apart. */
	readonly seen: Set<number>;
};

/** @throws {ApiError} `not_available` when the template has no room for our extranonces. */
export function createJob(template: Template, takenMs: number): Job {
	const spare = template.coinbase.extranonce_size - EXTRANONCES_SIZE;
	if (spare < 0) {
		throw new ApiError('not_available', `the node's templates have ${template.coinbase.extranonce_size} bytes for extranonces; a pool needs ${EXTRANONCES_SIZE}`);
	}

	const work = workOfTemplate(template, '');
	return {
		template,
		work,
		takenMs,
		coinbaseStart: template.coinbase.prefix + '00'.repeat(spare),
		swappedPreviousHash: swapWords(bytesToHex(hashToBytes(work.previousHash))),
		notify: [template.merkle_branch, word(work.version), template.bits, word(work.time)],
	};
}

/** @param clean - Whether the miner should drop what it had before. */
export function notifyOf({id, serial, job}: Assignment, clean: boolean): NotifyParameters {
	return [id, job.swappedPreviousHash, job.coinbaseStart + word(serial), job.template.coinbase.suffix, ...job.notify, clean];
}

/** What a miner makes of an assignment. */
export function workOf({serial, job, target, id}: Assignment, extranonce1: string): Work {
	return {
		...job.work,
		id,
		target,
		coinbasePrefix: hexToBytes(job.coinbaseStart + word(serial) + extranonce1),
		extranonceSize: EXTRANONCE2_SIZE,
		single: false,
	};
}

/** The bytes of the coinbase's extranonces that stand between the template's prefix and its suffix. */
export const extranonceOf = ({coinbasePrefix}: Work, {work}: Job, extranonce2: Uint8Array): Uint8Array => concatBytes(coinbasePrefix.subarray(work.coinbasePrefix.length), extranonce2);

/** The previous hash as Stratum writes it: the bytes of each 4-byte word reversed. */
const swapWords = (hex: string): string => hex.replaceAll(/(..)(..)(..)(..)/gv, '$4$3$2$1');

const word = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
