import {emitLoop} from './emit-loop.js';
import {emitSegment} from './emit-segment.js';
import type {Expression} from './expression.js';
import type {HeaderHash} from './header-hash.js';
import type {LaneGroup} from './lane-group.js';
import {slots} from './segment.js';
import {encodeModule} from './wasm/module.js';

const WORD_BYTES = 4;
/** Half of a vector load must not hang over the end of a slot. */
const VECTOR_WORDS = 4;

/** A kernel as WebAssembly, and what has to be in its memory before it runs. */
export type Generated = {
	/** A module that exports `memory` and `run`. */
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** Nonces a step. */
	readonly lanes: number;
	/** Words from one slot to the next. */
	readonly slotWords: number;
	/** The slots of all that does not vary. */
	readonly still: ReadonlyMap<Expression, number>;
};

/** Writes the code that tries nonces: those of the first group of lanes come first. */
export function generate({segments, order}: HeaderHash, groups: readonly LaneGroup[]): Generated {
	const lanes = groups.reduce((sum, {width}) => sum + width, 0);
	const slotWords = Math.ceil(lanes / VECTOR_WORDS) * VECTOR_WORDS;
	const places = groups.map((group, index) => {
		const lane = groups.slice(0, index).reduce((sum, {width}) => sum + width, 0);
		return {group, addressOf: (slot: number) => ((slot * slotWords) + lane) * WORD_BYTES};
	});

	const still = new Map<Expression, number>();
	const stillSlotOf = (expression: Expression): number => {
		const slot = still.get(expression) ?? slots.still + still.size;
		still.set(expression, slot);
		return slot;
	};

	const functions = segments.map(segment => emitSegment(segment, places, stillSlotOf));
	const bytes = encodeModule({
		functions: [...functions, emitLoop(order, places)],
		exported: 'run',
		memoryBytes: (slots.still + still.size) * slotWords * WORD_BYTES,
	});
	return {bytes, lanes, slotWords, still};
}
