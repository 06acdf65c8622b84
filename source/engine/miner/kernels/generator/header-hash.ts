import type {Expression} from './expression.js';
import {Graph} from './graph.js';
import {type Segment, slots} from './segment.js';
import {blockHash, initialHash, type Progress, roundConstants, rounds} from './sha256.js';

/** The double SHA-256 of a header, as far as is needed to see whether a nonce deserves a closer look. */
export type HeaderHash = {
	/** The 19 words of a header before its nonce, as SHA-256 reads them: big-endian. */
	readonly header: readonly Expression[];
	/** Bits that must be 0 in the last word of the hash for it to be within the target. */
	readonly mask: Expression;
	readonly segments: readonly Segment[];
	/** Which segments run for a nonce, one after the other. */
	readonly order: readonly number[];
};

/**
All in one piece, the double hash is some 6,000 vector instructions, more than the processor's cache for instructions holds. So it is cut where nothing folds any more: rounds 16 to 47 look the same in both hashes, and the code of one serves the other.

Nothing here says that the first block of the header has no nonce in it, and that its hash is the same for all nonces: that follows from its inputs, as does which rounds and words of the second block are.
*/
export function createHeaderHash(): HeaderHash {
	const graph = new Graph();
	const header = Array.from({length: 19}, () => graph.input('uniform'));
	const mask = graph.input('uniform');
	const nonce = graph.input('varying');
	const run = (from: number, to: number, progress: Progress) => rounds(graph, progress, roundConstants(from, to).map(constant => graph.constant(constant)));
	const start = initialHash(graph);

	const firstBlock = blockHash(graph, start, run(0, 64, {variables: start, words: header.slice(0, 16)}));
	const secondBlock = {variables: firstBlock, words: lastBlock(graph, [...header.slice(16), swapBytes(graph, nonce)], 80)};
	const [inMiddle, inBetween, inEnd] = [progressInput(graph), progressInput(graph), progressInput(graph)];

	const begin = run(0, 16, secondBlock);
	const middle = run(16, 48, inMiddle);
	const once = blockHash(graph, firstBlock, run(48, 64, inBetween));
	const between = run(0, 16, {variables: start, words: lastBlock(graph, once, 32)});
	const twice = blockHash(graph, start, run(48, 64, inEnd));
	return {
		header,
		mask,
		segments: [
			{inputs: new Map([[nonce, slots.nonces]]), outputs: progressSlots(begin)},
			{inputs: progressSlots(inMiddle), outputs: progressSlots(middle)},
			{inputs: progressSlots(inBetween), outputs: progressSlots(between)},
			// A hash is a little-endian number, so its last word is the weightiest. Of the last rounds, what other words need falls away by itself.
			{inputs: progressSlots(inEnd), outputs: new Map([[graph.and(twice.at(-1)!, mask), slots.results]])},
		],
		order: [0, 1, 2, 1, 3],
	};
}

/** The last block of a message: section 5.1.1 of the standard. */
function lastBlock(graph: Graph, words: readonly Expression[], messageBytes: number): Expression[] {
	const zeros = Array.from({length: 14 - words.length}, () => graph.constant(0));
	return [...words, graph.constant(0x8000_0000), ...zeros, graph.constant(messageBytes * 8)];
}

/** SHA-256 is big-endian, a nonce is not. */
function swapBytes(graph: Graph, value: Expression): Expression {
	const every2nd = graph.constant(0x00ff_00ff);
	const swapped = graph.or(graph.shl(graph.and(value, every2nd), 8), graph.and(graph.shr(value, 8), every2nd));
	return graph.rotr(swapped, 16);
}

/** Whatever another segment has left. */
const progressInput = (graph: Graph): Progress => ({
	words: Array.from({length: 16}, () => graph.input('varying')),
	variables: Array.from({length: 8}, () => graph.input('varying')),
});

const progressSlots = ({words, variables}: Progress): Map<Expression, number> => new Map([...words, ...variables].map((expression, index) => [expression, slots.progress + index]));
