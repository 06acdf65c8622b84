import {createHash} from 'node:crypto';
import type {StratumWire} from './stratum-wire.js';

/*
A miner as the contract has it, and nothing of ours: text in, text out, Node's own SHA-256.
*/

const sha256d = (bytes: Uint8Array): Buffer => createHash('sha256').update(createHash('sha256').update(bytes).digest()).digest();

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const swapWords = (bytes: Buffer): Buffer => Buffer.from(bytes).swap32();

export type Notify = readonly [string, string, string, string, string[], string, string, string, boolean];

export type HeaderFields = {
	readonly notify: Notify;
	readonly extranonce1: string;
	readonly extranonce2: string;
	readonly time: string;
	readonly nonce: string;
	readonly version?: string;
};

/** The 80 bytes that a submission stands for. */
export function headerBytes({notify, extranonce1, extranonce2, time, nonce, version = notify[5]}: HeaderFields): Buffer {
	const [, previous, coinbase1, coinbase2, branch,, bits] = notify;
	let root = sha256d(hex(coinbase1 + extranonce1 + extranonce2 + coinbase2));
	for (const sibling of branch) {
		root = sha256d(Buffer.concat([root, hex(sibling)]));
	}

	return Buffer.concat([swapWords(hex(version)), swapWords(hex(previous)), root, swapWords(hex(time)), swapWords(hex(bits)), swapWords(hex(nonce))]);
}

/** A header's hash as a number. */
export const hashNumber = (header: Buffer): bigint => BigInt(`0x${Buffer.from(sha256d(header).toReversed()).toString('hex')}`);

/** The target of difficulty 1 as cpuminer has it. */
const ONE = 0xffffn << 208n;

/** Rounded down, never up. */
export const targetOf = (difficulty: number): bigint => (ONE * (2n ** 60n)) / BigInt(Math.ceil(difficulty * (2 ** 60)));

const blockTarget = (bits: string): bigint => BigInt(`0x${bits.slice(2)}`) << (8n * (BigInt(`0x${bits.slice(0, 2)}`) - 3n));

export type Greeted = {extranonce1: string; difficulty: number; notify: Notify};

/** Subscribes, authorizes, and waits for the first job. */
export async function greet(wire: StratumWire, user: string, password = 'x'): Promise<Greeted> {
	const {result} = await wire.ask('mining.subscribe', ['test/1.0']);
	const [, extranonce1] = result as [unknown, string];
	const {result: isAuthorized} = await wire.ask('mining.authorize', [user, password]);
	if (isAuthorized !== true) {
		throw new Error('not authorized');
	}

	const [difficulty] = await wire.told('mining.set_difficulty') as [number];
	return {extranonce1, difficulty, notify: await wire.told('mining.notify') as unknown as Notify};
}

export type Solution = {readonly extranonce2: string; readonly time: string; readonly nonce: string; readonly hash: bigint};

/** Looks for a nonce whose hash is wanted; by default a share that is no block. */
export function find({extranonce1, difficulty, notify}: Greeted, {wanted, extranonce2 = '00000000', time = notify[7], version, from = 0}: {wanted?: (hash: bigint, target: bigint, block: bigint) => boolean; extranonce2?: string; time?: string; version?: string; from?: number} = {}): Solution {
	const target = targetOf(difficulty);
	const block = blockTarget(notify[6]);
	const isWanted = wanted ?? ((hash: bigint) => hash <= target && hash > block);
	const header = headerBytes({notify, extranonce1, extranonce2, time, nonce: '00000000', ...(version !== undefined && {version})});
	for (let nonce = from; nonce < 5_000_000; nonce++) {
		header.writeUInt32LE(nonce, 76);
		const hash = hashNumber(header);
		if (isWanted(hash, target, block)) {
			return {extranonce2, time, nonce: nonce.toString(16).padStart(8, '0'), hash};
		}
	}

	throw new Error('found none');
}

export const aShare = (hash: bigint, target: bigint): boolean => hash <= target;
export const aBlock = (hash: bigint, _: bigint, block: bigint): boolean => hash <= block;
export const tooHigh = (hash: bigint, target: bigint): boolean => hash > target * 2n;

export const submission = (user: string, {notify}: Pick<Greeted, 'notify'>, {extranonce2, time, nonce}: Solution): string[] => [user, notify[0], extranonce2, time, nonce];
