import type {Expression} from './expression.js';
import type {LaneGroup} from './lane-group.js';
import type {Locals} from './locals.js';
import type {Program} from './program.js';
import type {Segment} from './segment.js';
import type {Code} from './wasm/code.js';

/** What the instructions of one group of lanes are written into, and where its lanes are in memory. */
export type StreamPlace = {
	readonly code: Code;
	readonly locals: Locals;
	readonly group: LaneGroup;
	/** Where in memory this group's part of a slot is. */
	readonly addressOf: (slot: number) => number;
	/** Where something is that does not vary. */
	readonly stillSlotOf: (still: Expression) => number;
};

/** Writes a program, step by step, for one group of lanes. */
export class Stream {
	readonly #place: StreamPlace;
	readonly #inputs: Segment['inputs'];
	readonly #readsLeft: Map<Expression, number>;
	/** The variables of values that will be read again. */
	readonly #variables = new Map<Expression, number>();

	constructor(place: StreamPlace, {inputs}: Segment, {reads}: Program) {
		this.#place = place;
		this.#inputs = inputs;
		this.#readsLeft = new Map(reads);
	}

	/** Computes a value, or loads it, into a variable. */
	step(expression: Expression): void {
		if (expression.pace === 'varying' && expression.operation !== 'input') {
			this.#compute(expression);
		} else {
			this.#load(expression);
		}

		this.#keep(expression);
	}

	/** Writes the value of a step to memory. */
	store(expression: Expression, slot: number): void {
		const {code, group, addressOf} = this.#place;
		for (const [input, inputSlot] of this.#inputs) {
			if (inputSlot === slot && this.#readsLeft.get(input)! > 0 && !this.#variables.has(input)) {
				throw new Error(`slot ${slot} would be written before it is read`);
			}
		}

		group.store(code, addressOf(slot), this.#variables.get(expression)!);
		this.#read(expression);
	}

	/** Leaves a value on the stack. */
	#compute(expression: Expression): void {
		const {code, group} = this.#place;
		const {operation, operands, immediate} = expression;
		const [first, ...others] = operands as [Expression, ...Expression[]];
		if (operation === 'rotr') {
			group.rotate(code, this.#variableOf(first), immediate);
			this.#read(first);
			return;
		}

		this.#push(first);
		if (others.length === 0) {
			group.operate(code, expression);
		}

		// A sum has as many terms as it likes.
		for (const operand of others) {
			this.#push(operand);
			group.operate(code, expression);
		}
	}

	/** Leaves an operand on the stack: as a constant, from memory, from its variable, or computed here, the one place that needs it. */
	#push(operand: Expression): void {
		const {code, group} = this.#place;
		if (operand.operation === 'constant' && group.hasConstants) {
			code.constant(operand.immediate);
		} else if (operand.pace !== 'varying') {
			this.#load(operand);
		} else if (operand.operation === 'input' || this.#variables.has(operand)) {
			code.get(this.#variableOf(operand));
			this.#read(operand);
		} else {
			this.#compute(operand);
		}
	}

	/** The variable of a value. An input is loaded when it is first asked for. */
	#variableOf(expression: Expression): number {
		if (expression.operation === 'input' && !this.#variables.has(expression)) {
			this.step(expression);
		}

		return this.#variables.get(expression)!;
	}

	#load(expression: Expression): void {
		const {code, group, addressOf, stillSlotOf} = this.#place;
		group.load(code, addressOf(this.#inputs.get(expression) ?? stillSlotOf(expression)));
	}

	#keep(expression: Expression): void {
		const {code, locals, group} = this.#place;
		const variable = locals.take(group.type);
		this.#variables.set(expression, variable);
		code.set(variable);
	}

	/** After the last time that a value is read, its variable is free for another one. */
	#read(expression: Expression): void {
		const left = this.#readsLeft.get(expression)! - 1;
		this.#readsLeft.set(expression, left);
		if (left === 0) {
			this.#place.locals.free(this.#variables.get(expression)!, this.#place.group.type);
			this.#variables.delete(expression);
		}
	}
}
