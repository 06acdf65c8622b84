import type {Expression} from './expression.js';

/*
A kernel's memory is a row of slots, and a slot is a row of words, one for every lane. What does not vary is written into each lane, so that a vector is loaded in one piece.
*/

/** Slots with a fixed meaning. */
export const slots = {
	/** The nonces that are tried. */
	nonces: 0,
	/** What came of them: 0 where a nonce may be a solution. */
	results: 1,
	/** How far the nonces move on: the number of lanes. */
	stride: 2,
	/** What one segment leaves for the next: 16 words and 8 variables. */
	progress: 3,
	/** What does not vary, in any order. */
	still: 27,
} as const;

/** A piece of straight code: it reads slots, computes, and writes slots. */
export type Segment = {
	/** The slots of what varies and comes from outside. */
	readonly inputs: ReadonlyMap<Expression, number>;
	/** A slot that is read too is written after the last time that it is read. */
	readonly outputs: ReadonlyMap<Expression, number>;
};
