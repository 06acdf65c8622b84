import type {Expression} from './expression.js';
import type {Graph} from './graph.js';

/*
SHA-256 as FIPS 180-4 writes it (https://doi.org/10.6028/NIST.FIPS.180-4), on expressions. Nothing here knows of mining.
*/

/** The first 32 bits of the fractional part of a root of a prime. In doubles, some of the last bits of a cube root would be wrong. */
const fraction = (prime: number, root: 2 | 3): number => {
	const scaled = BigInt(prime) << BigInt(32 * root);
	let low = 0n;
	let high = 1n << 40n;
	while (high - low > 1n) {
		const middle = (low + high) / 2n;
		[low, high] = middle ** BigInt(root) <= scaled ? [middle, high] : [low, middle];
	}

	return Number(BigInt.asUintN(32, low));
};

const primes = Array.from({length: 311}, (_, index) => index + 2).filter(number => {
	for (let divisor = 2; divisor * divisor <= number; divisor++) {
		if (number % divisor === 0) {
			return false;
		}
	}

	return true;
});

/** Section 5.3.3: square roots of the first 8 primes. */
const INITIAL_HASH = primes.slice(0, 8).map(prime => fraction(prime, 2));
/** Section 4.2.2: cube roots of the first 64 primes. */
const ROUND_CONSTANTS = primes.slice(0, 64).map(prime => fraction(prime, 3));

/** Where SHA-256 is in a block, between two of its 64 rounds. */
export type Progress = {
	/** The working variables `a` to `h`. */
	readonly variables: readonly Expression[];
	/** The words of the message schedule that the next 16 rounds take. */
	readonly words: readonly Expression[];
};

/** The state before the first block. */
export const initialHash = (graph: Graph): readonly Expression[] => INITIAL_HASH.map(word => graph.constant(word));

/** The constants of the rounds from one on, up to another. */
export const roundConstants = (from: number, to: number): readonly number[] => ROUND_CONSTANTS.slice(from, to);

/** One round a constant: steps 1 and 3 of section 6.2.2. */
export function rounds(graph: Graph, {variables, words}: Progress, constants: readonly Expression[]): Progress {
	let [a, b, c, d, e, f, g, h] = variables as Eight; // eslint-disable-line unicorn/prevent-abbreviations -- The standard's names.
	let window = words;
	for (const constant of constants) {
		// The order is that in which they are ready: what is waited for longest is added last.
		const temporary = graph.sum(constant, h, window[0]!, choose(graph, e, f, g), bigSigma(graph, e, [6, 11, 25]));
		const next = graph.sum(majority(graph, a, b, c), bigSigma(graph, a, [2, 13, 22]), temporary);
		[a, b, c, d, e, f, g, h] = [next, a, b, c, graph.sum(d, temporary), e, f, g];
		window = [...window.slice(1), scheduleWord(graph, window)];
	}

	return {variables: [a, b, c, d, e, f, g, h], words: window};
}

type Eight = readonly [Expression, Expression, Expression, Expression, Expression, Expression, Expression, Expression];

/** What comes of a block, after its last round. @param hash - What came of the block before. */
export const blockHash = (graph: Graph, hash: readonly Expression[], {variables}: Progress): readonly Expression[] => variables.map((variable, index) => graph.sum(hash[index]!, variable));

/** The word that follows 16 words. Computed in every round, also in the last 16, which need none: what nobody needs is left out of the program. */
const scheduleWord = (graph: Graph, words: readonly Expression[]): Expression => graph.sum(
	words[0]!,
	smallSigma(graph, words[1]!, [7, 18, 3]),
	words[9]!,
	smallSigma(graph, words[14]!, [17, 19, 10]),
);

/** Three rotations, xored. Turned inside out, each rotates what the one before made: a processor that rotates in place need not copy. */
const bigSigma = (graph: Graph, value: Expression, [first, second, third]: readonly [number, number, number]): Expression => {
	const inner = graph.xor(graph.rotr(value, third - second), value);
	return graph.rotr(graph.xor(graph.rotr(inner, second - first), value), first);
};

/** Two rotations and a shift, xored. */
const smallSigma = (graph: Graph, value: Expression, [first, second, shift]: readonly [number, number, number]): Expression => graph.xor(
	graph.xor(graph.rotr(value, first), graph.rotr(value, second)),
	graph.shr(value, shift),
);

/** Where a bit of the first is 1 that of the second, elsewhere that of the third. One operation fewer than as the standard writes it. */
const choose = (graph: Graph, selector: Expression, one: Expression, other: Expression): Expression => graph.xor(graph.and(graph.xor(one, other), selector), other);

/** The bit that two or three of them have. `b ^ c` was `a ^ b` in the round before: the graph knows it already. */
const majority = (graph: Graph, a: Expression, b: Expression, c: Expression): Expression => graph.xor(graph.and(graph.xor(a, b), graph.xor(b, c)), b);
