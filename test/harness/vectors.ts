import {readFileSync} from 'node:fs';
import type {NetworkFile} from '../../source/protocol/network.js';

type Vectors = {
	'genesis.json': ReadonlyArray<{
		readonly file: NetworkFile;
		readonly canonical: string;
		/** In shown order, as all hashes here. */
		readonly merkle_root: string;
		readonly header: string;
		readonly hash: string;
	}>;
	'bytes.json': {
		readonly genesis: string;
		readonly transfers: ReadonlyArray<{
			readonly private_key: string;
			readonly sender: string;
			readonly nonce: number;
			/** Base units, as all amounts here. */
			readonly fee: string;
			readonly outputs: ReadonlyArray<{readonly recipient: string; readonly amount: string}>;
			readonly memo: string;
			readonly hex: string;
			readonly id: string;
		}>;
		readonly coinbases: ReadonlyArray<{
			readonly height: number;
			readonly extra: string;
			readonly recipient: string;
			readonly amount: string;
			readonly hex: string;
			readonly id: string;
		}>;
		readonly merkle: ReadonlyArray<{readonly leaves: readonly string[]; readonly root: string}>;
		readonly block: {readonly hash: string; readonly hex: string};
	};
	'retarget.json': {
		readonly rows: ReadonlyArray<{
			readonly network: string;
			readonly blockTime: number;
			readonly retargetWindow: number;
			readonly powLimitBits: string;
			readonly parentBits: string;
			readonly solve: number;
			readonly bits: string;
		}>;
	};
};

/** The test data of `test/vectors`, made by a second implementation of the protocol. */
export const readVectors = <Name extends keyof Vectors>(name: Name): Vectors[Name] => JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8')) as Vectors[Name];
