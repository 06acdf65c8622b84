import {createRight} from './autotune.js';
import type {Kernel} from './kernel.js';
import {reference} from './reference.js';
import {simd} from './simd.js';

/** What to begin with while it is not known which kernel is the fastest: one that is fast nearly everywhere, and right at once. */
export const createFirst = async (random: () => number): Promise<Kernel> => await createRight(simd, random) ?? reference.create();
