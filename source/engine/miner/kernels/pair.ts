import process from 'node:process';
import {setFlagsFromString} from 'node:v8';
import {createCompiled} from './compiled.js';
import {vector} from './generator/lane-group.js';
import type {KernelMaker} from './kernel.js';

/** Versions before this one say on stderr that they do not know the flag. */
const FIRST_V8 = 12;

/**
Eight nonces as two halves of four, in lock step: V8 can make one 256-bit instruction of two 128-bit ones, of which WebAssembly knows nothing. Where it does not, this is slow, and not wrong.
*/
export const pair = {
	name: 'pair',
	async create() {
		if (Number.parseInt(process.versions.v8, 10) >= FIRST_V8) {
			setFlagsFromString('--experimental-wasm-revectorize');
		}

		return createCompiled('pair', [vector, vector]);
	},
} as const satisfies KernelMaker;
