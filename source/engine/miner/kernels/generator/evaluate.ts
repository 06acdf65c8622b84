import {compute, type Expression} from './expression.js';
import {reachable} from './reachable.js';

/**
Makes a function that computes expressions here and now, in JavaScript: what changes only with a job needs no faster way.

@param inputs - What the expressions are made of, beside constants.
@returns A function from the inputs' values, in the same order, to the value of any of the expressions.
*/
export function createEvaluator(expressions: Iterable<Expression>, inputs: readonly Expression[]): (values: readonly number[]) => (expression: Expression) => number {
	const order = reachable(expressions).filter(({operation}) => operation !== 'input');
	const results = new Uint32Array(Math.max(0, ...[...order, ...inputs].map(({id}) => id + 1)));
	const valueOf = ({id}: Expression): number => results[id]!;
	return values => {
		for (const [index, {id}] of inputs.entries()) {
			results[id] = values[index]!;
		}

		for (const expression of order) {
			results[expression.id] = compute(expression, valueOf);
		}

		return valueOf;
	};
}
