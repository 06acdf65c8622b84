import {createCompiled} from './compiled.js';
import {vector} from './generator/lane-group.js';
import type {KernelMaker} from './kernel.js';

/** Four nonces at once, in 128-bit vectors. */
export const simd = {
	name: 'simd',
	create: async () => createCompiled('simd', [vector]),
} as const satisfies KernelMaker;
