import {readFileSync} from 'node:fs';
import {sha256} from '@noble/hashes/sha2.js';
import {concatBytes, hexToBytes} from '../../source/protocol/bytes.js';

type File = {
	readonly testGroups: ReadonlyArray<{
		readonly publicKey: string;
		readonly tests: ReadonlyArray<{readonly tcId: number; readonly comment: string; readonly msg: string; readonly sig: string; readonly result: 'valid' | 'invalid'}>;
	}>;
};

export type Vector = {
	readonly tcId: number;
	readonly comment: string;
	readonly hash: Uint8Array;
	readonly signature: Uint8Array;
	/** Compressed. */
	readonly publicKey: Uint8Array;
	readonly isValid: boolean;
};

/** The tests of a file of Project Wycheproof; test/vectors/wycheproof has where they are from. */
export function readWycheproof(name: string): Vector[] {
	const {testGroups} = JSON.parse(readFileSync(new URL(`../vectors/wycheproof/${name}.json`, import.meta.url), 'utf8')) as File;
	return testGroups.flatMap(group => group.tests.map(({tcId, comment, msg, sig, result}) => ({
		tcId,
		comment,
		hash: sha256(hexToBytes(msg)),
		signature: hexToBytes(sig),
		publicKey: compressed(hexToBytes(group.publicKey)),
		isValid: result === 'valid',
	})));
}

const compressed = (point: Uint8Array): Uint8Array => concatBytes(Uint8Array.of(2 + (point[64]! & 1)), point.subarray(1, 33));
