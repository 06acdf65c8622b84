import {ApiError} from '../../../api/api-error.js';
import {hybrid} from './hybrid.js';
import type {Kernel, KernelMaker} from './kernel.js';
import {pair} from './pair.js';
import {reference} from './reference.js';
import {simd} from './simd.js';

/** Every kernel there is. A new one is added here, and the conformance suite takes it from here. */
export const kernels = [reference, simd, hybrid, pair] as const satisfies readonly KernelMaker[];

/** What `--kernel` takes. */
export const kernelNames = ['auto', ...kernels.map(({name}) => name)] as const;

export type KernelChoice = (typeof kernelNames)[number];

export const isKernelChoice = (text: unknown): text is KernelChoice => (kernelNames as readonly unknown[]).includes(text);

/** @throws {ApiError} `usage` when no kernel has this name. */
export function parseKernelChoice(text: string): KernelChoice {
	if (!isKernelChoice(text)) {
		throw new ApiError('usage', `there is no kernel ${JSON.stringify(text)}; there are ${kernelNames.join(', ')}`);
	}

	return text;
}

/** Makes the kernel of a choice; `auto` is the best that there is for this machine. */
export async function createKernel(choice: KernelChoice): Promise<Kernel> {
	const maker = choice === 'auto' ? reference : kernels.find(({name}) => name === choice)!;
	return maker.create();
}
