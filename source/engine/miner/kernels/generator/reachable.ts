import type {Expression} from './expression.js';

/** All that some expressions are made of, themselves too: operands first, in the order in which they were made. What is not wanted is not looked into. */
export function reachable(expressions: Iterable<Expression>, isWanted: (expression: Expression) => boolean = () => true): Expression[] {
	const seen = new Set<Expression>();
	const waiting = [...expressions];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		if (isWanted(next) && !seen.has(next)) {
			seen.add(next);
			waiting.push(...next.operands);
		}
	}

	return [...seen].toSorted((one, other) => one.id - other.id);
}
