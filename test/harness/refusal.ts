import {type RuleCode, RuleError} from '../../source/protocol/rule-error.js';

/**
The code with which the rules refuse what `action` does, or `undefined` when they let it pass.

Anything else that is thrown is a bug, and goes through.
*/
export function refusalOf(action: () => unknown): RuleCode | undefined {
	try {
		action();
		return undefined;
	} catch (error) {
		if (error instanceof RuleError) {
			return error.code;
		}

		throw error;
	}
}

/** What `read` makes of some bytes, or `fallback` when the rules refuse them. */
export function readOr<Value>(fallback: Value, read: () => Value): Value {
	let value = fallback;
	refusalOf(() => {
		value = read();
	});
	return value;
}
