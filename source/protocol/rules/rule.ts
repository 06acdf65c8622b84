import {type Details, type RuleCode, RuleError} from '../rule-error.js';

/** One rule: the code of its refusal, and a function that returns what is wrong, or `undefined` when the subject is in order. */
export type Rule<Subject> = {
	readonly code: RuleCode;
	readonly check: (subject: Subject) => Details | undefined;
};

/**
Holds a subject to rules, one after the other.

@throws {RuleError} with the code of the first rule that it breaks.
*/
export function enforce<Subject>(rules: ReadonlyArray<Rule<Subject>>, subject: Subject): void {
	for (const rule of rules) {
		const details = rule.check(subject);
		if (details !== undefined) {
			throw new RuleError(rule.code, details);
		}
	}
}
