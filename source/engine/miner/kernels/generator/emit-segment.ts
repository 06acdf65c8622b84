import type {Expression} from './expression.js';
import {Locals} from './locals.js';
import {createProgram} from './program.js';
import type {Segment} from './segment.js';
import {Stream, type StreamPlace} from './stream.js';
import {Code} from './wasm/code.js';
import type {FunctionBody} from './wasm/module.js';

/** A segment as a function: each step for one group of lanes and then for the next, so that they go side by side. */
export function emitSegment(segment: Segment, places: ReadonlyArray<Pick<StreamPlace, 'group' | 'addressOf'>>, stillSlotOf: StreamPlace['stillSlotOf']): FunctionBody {
	const code = new Code();
	const locals = new Locals();
	const {outputs} = segment;
	const program = createProgram([...outputs.keys()]);
	const streams = places.map(place => new Stream({...place, code, locals, stillSlotOf}, segment, program));
	// The last group first, and nothing between them: V8 makes one wide instruction of two neighbours, and looks for them in this order.
	const backward = streams.toReversed();

	const step = (expression: Expression): void => {
		for (const stream of streams) {
			stream.step(expression);
		}

		const slot = outputs.get(expression);
		if (slot !== undefined) {
			for (const stream of backward) {
				stream.store(expression, slot);
			}
		}
	};

	for (const expression of [...program.steps, ...[...outputs.keys()].filter(({pace}) => pace !== 'varying')]) {
		step(expression);
	}

	return {code, locals: locals.types};
}
