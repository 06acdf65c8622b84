/*
Arithmetic on 32-bit words as a graph of what has to be computed, in place of the results. Each node knows how often its value changes, and is simplified while it is made: what can be known now is computed now.
*/

/** How often a value changes: never; with every job, which is `uniform` over all nonces of one; with every nonce. */
export type Pace = 'constant' | 'uniform' | 'varying';

/** `input` is a value from outside. The amounts of shifts and rotations are part of the node, and no operands. */
export type Operation = 'constant' | 'input' | 'sum' | 'xor' | 'and' | 'or' | 'rotr' | 'shr' | 'shl';

/** A node of the graph: a 32-bit word that is computed from other ones. */
export type Expression = {
	/** Counts up as nodes are made, so operands have lower ones. */
	readonly id: number;
	readonly pace: Pace;
	readonly operation: Operation;
	/** A sum has two or more, whatever bits are shifted or rotated is one, other operations have two. */
	readonly operands: readonly Expression[];
	/** The value of a constant, the number of bits of a shift or a rotation, otherwise 0. */
	readonly immediate: number;
};

/**
What an operation makes of its operands' values; the only place that says so.

@param valueOf - The value of an operand.
*/
export function compute({operation, operands, immediate}: Pick<Expression, 'operation' | 'operands' | 'immediate'>, valueOf: (operand: Expression) => number): number {
	const left = operands[0] ? valueOf(operands[0]) : 0;
	switch (operation) {
		case 'constant': {
			return immediate;
		}

		case 'sum': {
			let sum = left;
			for (let index = 1; index < operands.length; index++) {
				sum = (sum + valueOf(operands[index]!)) >>> 0;
			}

			return sum;
		}

		case 'xor': {
			return (left ^ valueOf(operands[1]!)) >>> 0;
		}

		case 'and': {
			return (left & valueOf(operands[1]!)) >>> 0;
		}

		case 'or': {
			return (left | valueOf(operands[1]!)) >>> 0;
		}

		case 'rotr': {
			return ((left >>> immediate) | (left << (32 - immediate))) >>> 0;
		}

		case 'shr': {
			return left >>> immediate;
		}

		case 'shl': {
			return (left << immediate) >>> 0;
		}

		case 'input': {
			throw new TypeError('an input has no value of its own');
		}
	}
}
