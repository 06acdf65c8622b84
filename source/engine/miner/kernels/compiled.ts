import {viewOf} from '../../../protocol/bytes.js';
import {createEvaluator} from './generator/evaluate.js';
import {generate} from './generator/generate.js';
import {createHeaderHash} from './generator/header-hash.js';
import type {LaneGroup} from './generator/lane-group.js';
import {slots} from './generator/segment.js';
import {EVERY_HASH, type Kernel, NONCES} from './kernel.js';
import {reference} from './reference.js';

type Exports = {
	readonly memory: WebAssembly.Memory;
	/** Takes from 1 to 2^32 - 1 steps; returns how many are left when it stops after one in which a lane's result is 0. */
	run(steps: number): number;
};

/**
Generates a kernel and compiles it.

The code looks at one word of each hash. Whatever passes that is hashed again by the reference, which alone decides what is a solution.

@param groups - What computes nonces side by side.
*/
export async function createCompiled(name: string, groups: readonly LaneGroup[]): Promise<Kernel> {
	const hash = createHeaderHash();
	const {bytes, lanes, slotWords, still} = generate(hash, groups);
	const {instance} = await WebAssembly.instantiate(bytes);
	const {memory, run} = instance.exports as Exports;
	const words = new Uint32Array(memory.buffer);
	const evaluate = createEvaluator(still.keys(), [...hash.header, hash.mask]);
	const judge = reference.create();
	const fill = (slot: number, value: number): void => {
		words.fill(value, slot * slotWords, (slot + 1) * slotWords);
	};

	fill(slots.stride, lanes);

	return {
		name,
		prepare(header76, target) {
			judge.prepare(header76, target);
			const header = viewOf(header76);
			const headerWords = hash.header.map((_, index) => header.getUint32(index * 4));
			const valueOf = evaluate([...headerWords, maskOf(target)]);
			for (const [expression, slot] of still) {
				fill(slot, valueOf(expression));
			}
		},
		scan(startNonce, count) {
			const found: number[] = [];
			let done = 0;
			for (let lane = 0; lane < lanes; lane++) {
				words[(slots.nonces * slotWords) + lane] = startNonce + lane;
			}

			for (let steps = Math.ceil(count / lanes); steps > 0;) {
				const left = run(steps) >>> 0;
				done += (steps - left) * lanes;
				steps = left;
				for (let lane = 0; lane < lanes; lane++) {
					const index = done - lanes + lane;
					const nonce = (startNonce + index) % NONCES;
					if (words[(slots.results * slotWords) + lane] === 0 && index < count && judge.scan(nonce, 1).length > 0) {
						found.push(nonce);
					}
				}
			}

			return found;
		},
	};
}

/** The bits that are 0 in the weightiest word of a target, and so of every hash that is within it; in the byte order of SHA-256. */
function maskOf(target: bigint): number {
	const zeros = Math.clz32(Number(target >> 224n));
	const mask = Buffer.alloc(4);
	mask.writeUInt32LE(Number((EVERY_HASH << BigInt(32 - zeros)) & 0xffff_ffffn));
	return mask.readUInt32BE();
}
