import {compute, type Expression, type Operation, type Pace} from './expression.js';

/** Makes expressions. Those that are the same are one node, however often they are asked for. */
export class Graph {
	readonly #known = new Map<string, Expression>();
	#nodes = 0;

	constant(value: number): Expression {
		return this.#node('constant', 'constant', [], value >>> 0);
	}

	/** A new value from outside; no two of them are the same. */
	input(pace: Exclude<Pace, 'constant'>): Expression {
		return {id: this.#nodes++, pace, operation: 'input', operands: [], immediate: 0};
	}

	/**
	Adds up, modulo 2^32. What does not vary becomes one term, the first; the others stay in the order given, in which they will be added: what is ready last should come last.
	*/
	sum(...terms: readonly Expression[]): Expression {
		// A term like `uniform + varying` is taken apart: its uniform half joins the other ones, and an addition a nonce is saved.
		const flat = terms.flatMap(term => isOffset(term) ? term.operands : [term]);
		const varying = flat.filter(({pace}) => pace === 'varying');
		const still = flat.filter(({pace}) => pace !== 'varying');
		if (varying.length === 0) {
			return this.#operation('sum', still);
		}

		const base = still.length === 0 ? [] : [this.#operation('sum', still)].filter(({operation, immediate}) => operation !== 'constant' || immediate !== 0);
		const all = [...base, ...varying];
		return all.length === 1 ? all[0]! : this.#operation('sum', all);
	}

	xor(left: Expression, right: Expression): Expression {
		return this.#operation('xor', [left, right]);
	}

	and(left: Expression, right: Expression): Expression {
		return this.#operation('and', [left, right]);
	}

	or(left: Expression, right: Expression): Expression {
		return this.#operation('or', [left, right]);
	}

	/** Rotates to the right. */
	rotr(value: Expression, bits: number): Expression {
		return this.#operation('rotr', [value], bits);
	}

	/** Shifts to the right; zeros come in. */
	shr(value: Expression, bits: number): Expression {
		return this.#operation('shr', [value], bits);
	}

	/** Shifts to the left; zeros come in. */
	shl(value: Expression, bits: number): Expression {
		return this.#operation('shl', [value], bits);
	}

	#operation(operation: Operation, operands: readonly Expression[], immediate = 0): Expression {
		if (operands.every(({pace}) => pace === 'constant')) {
			return this.constant(compute({operation, operands, immediate}, operand => operand.immediate));
		}

		const pace = operands.some(operand => operand.pace === 'varying') ? 'varying' : 'uniform';
		return this.#node(operation, pace, operands, immediate);
	}

	#node(operation: Operation, pace: Pace, operands: readonly Expression[], immediate: number): Expression {
		const key = `${operation} ${immediate} ${operands.map(({id}) => id).join(' ')}`;
		const known = this.#known.get(key);
		if (known) {
			return known;
		}

		const made = {id: this.#nodes++, pace, operation, operands, immediate};
		this.#known.set(key, made);
		return made;
	}
}

/** Whether it is the sum of something that varies and something that does not. */
const isOffset = ({operation, pace, operands}: Expression): boolean => operation === 'sum' && pace === 'varying' && operands.filter(operand => operand.pace === 'varying').length === 1;
