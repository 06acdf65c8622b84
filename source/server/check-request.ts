import type {z} from 'zod';
import {ApiError} from '../api/api-error.js';

export type RequestIssue = {
	/** Where it is, such as `outputs.0.amount`. */
	readonly field: string;
	readonly message: string;
};

type RawIssue = z.core.$ZodIssue;

const MOST_ISSUES = 20;

/**
What a schema makes of a part of a request.

@throws {ApiError} `invalid_request` with `details.issues`, which name the fields.
*/
export function checkRequest<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
	const result = schema.safeParse(value);
	if (result.success) {
		return result.data;
	}

	const issues = firstOfEach(result.error.issues.flatMap(issue => issuesOf(issue))).slice(0, MOST_ISSUES);
	throw new ApiError('invalid_request', issues.map(({field, message}) => (field === '' ? message : `${field}: ${message}`)).join('; '), {issues});
}

/** Of each field the first mistake: the others often follow from it. There may be as many as fit into a request. */
function firstOfEach(issues: readonly RequestIssue[]): RequestIssue[] {
	const first = new Map<string, RequestIssue>();
	for (const issue of issues) {
		if (!first.has(issue.field)) {
			first.set(issue.field, issue);
		}
	}

	return [...first.values()];
}

function issuesOf(issue: RawIssue, above: readonly PropertyKey[] = []): RequestIssue[] {
	const path = [...above, ...issue.path];
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map(key => ({field: fieldAt([...path, key.slice(0, 40)]), message: 'there is no such field'}));
	}

	const variant = issue.code === 'invalid_union' && closestVariant(issue.errors);
	if (variant) {
		return variant.flatMap(inner => issuesOf(inner, path));
	}

	return [{field: fieldAt(path), message: issue.message}];
}

/** Of the objects that a request may be, the one it was meant to be: that with the fewest fields too many, then the fewest mistakes. A choice between plain values is best told as a whole. */
function closestVariant(variants: RawIssue[][]): RawIssue[] | undefined {
	const strangers = (issues: RawIssue[]) => issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0);
	const isWhole = (issues: RawIssue[]) => issues.every(({path, code}) => path.length === 0 && code !== 'unrecognized_keys');
	return variants
		.filter(issues => !isWhole(issues))
		.toSorted((a, b) => (strangers(a) - strangers(b)) || (a.length - b.length))[0];
}

const fieldAt = (path: readonly PropertyKey[]): string => path.map(String).join('.');
