import {ApiError} from '../../../api/api-error.js';
import {hybrid} from './hybrid.js';
import type {Kernel, KernelMaker} from './kernel.js';
import {pair} from './pair.js';
import {reference} from './reference.js';
import {simd} from './simd.js';

/** Every kernel there is. A new one is added here, and the conformance suite takes it from here. */
export const kernels = [reference, simd, hybrid, pair] as const satisfies readonly KernelMaker[];

/** Those that `auto` chooses from. Which is the fastest depends on the processor and on V8. */
export const contenders: readonly KernelMaker[] = kernels.filter(maker => maker !== reference);

export type KernelName = (typeof kernels)[number]['name'];
export type KernelChoice = KernelName | 'auto';

export const isKernelName = (text: unknown): text is KernelName => kernels.some(({name}) => name === text);

/** What `--kernel` takes. */
export const kernelNames: readonly KernelChoice[] = ['auto', ...kernels.map(({name}) => name)];

/** @throws {ApiError} `usage` when no kernel has this name. */
export function parseKernelChoice(text: string): KernelChoice {
	if (text !== 'auto' && !isKernelName(text)) {
		throw new ApiError('usage', `there is no kernel ${JSON.stringify(text)}; there are ${kernelNames.join(', ')}`);
	}

	return text;
}

/** Makes a kernel. @throws When this machine cannot run it. */
export async function createKernel(name: KernelName): Promise<Kernel> {
	return kernels.find(maker => maker.name === name)!.create();
}
