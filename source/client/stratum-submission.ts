import type {Solution} from '../api/work.js';
import {bytesToHex} from '../protocol/bytes.js';

const word = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');

/** A solution as the parameters of `mining.submit`. @param versionMask - With any bits in it, the pool expects those that were rolled. */
export const encodeSubmission = (user: string, jobId: string, {extranonce, time, nonce, version}: Solution, versionMask: number): string[] => [
	user, jobId, bytesToHex(extranonce), word(time), word(nonce), ...(versionMask === 0 ? [] : [word(version & versionMask)]),
];
