import type {LaneGroup} from './lane-group.js';
import {Locals} from './locals.js';
import {slots} from './segment.js';
import type {StreamPlace} from './stream.js';
import {Code} from './wasm/code.js';
import type {FunctionBody} from './wasm/module.js';

/** The parameter: how many steps are left. */
const STEPS = 0;

/** The function `run`: calls the segments, in order, for as many steps as it is told or until a result is 0, and returns how many steps are left. */
export function emitLoop(order: readonly number[], places: ReadonlyArray<Pick<StreamPlace, 'group' | 'addressOf'>>): FunctionBody {
	const code = new Code();
	const locals = new Locals(1);
	code.repeat(() => {
		for (const segment of order) {
			code.call(segment);
		}

		for (const {group, addressOf} of places) {
			moveOn(code, locals, group, addressOf);
		}

		code.get(STEPS);
		code.constant(-1);
		code.do('i32.add');
		code.set(STEPS);

		// Once more if there are steps left and no result is 0.
		code.get(STEPS);
		code.constant(0);
		code.do('i32.ne');
		for (const {group, addressOf} of places) {
			group.hasNoZero(code, addressOf(slots.results));
			code.do('i32.and');
		}
	});
	code.get(STEPS);
	return {code, locals: locals.types, parameter: 'i32', result: 'i32'};
}

function moveOn(code: Code, locals: Locals, group: LaneGroup, addressOf: (slot: number) => number): void {
	const local = locals.take(group.type);
	group.load(code, addressOf(slots.nonces));
	group.load(code, addressOf(slots.stride));
	group.add(code);
	code.set(local);
	group.store(code, addressOf(slots.nonces), local);
}
