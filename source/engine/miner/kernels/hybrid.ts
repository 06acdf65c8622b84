import {createCompiled} from './compiled.js';
import {scalar, vector} from './generator/lane-group.js';
import type {KernelMaker} from './kernel.js';

/** Four nonces in vectors, and a fifth one in ordinary registers: most processors have units for these that vectors leave idle. */
export const hybrid = {
	name: 'hybrid',
	create: async () => createCompiled('hybrid', [vector, scalar]),
} as const satisfies KernelMaker;
