import type {Expression} from './expression.js';
import {reachable} from './reachable.js';

/** A segment's expressions in the order and the pieces in which they are computed. */
export type Program = {
	/** What is kept in a variable, in order. Whatever varies besides is an input, or a part of just one of them. */
	readonly steps: readonly Expression[];
	/** How often each value is read. */
	readonly reads: ReadonlyMap<Expression, number>;
};

/** Divides what must be computed into steps. */
export function createProgram(outputs: readonly Expression[]): Program {
	const varying = reachable(outputs, ({pace}) => pace === 'varying');
	const reads = new Map<Expression, number>();
	const kept = new Set(outputs);
	for (const operand of [...outputs, ...varying.flatMap(({operands}) => operands)]) {
		const count = (reads.get(operand) ?? 0) + 1;
		reads.set(operand, count);
		if (count > 1) {
			kept.add(operand);
		}
	}

	for (const {operation, operands} of varying) {
		if (operation === 'rotr') {
			// Where no instruction rotates, what is rotated is shifted twice.
			kept.add(operands[0]!);
		}
	}

	// In the order in which SHA-256 made them, variables live about as briefly as they can.
	return {steps: varying.filter(expression => kept.has(expression) && expression.operation !== 'input'), reads};
}
