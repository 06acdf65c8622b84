import * as z from 'zod';
import {originOf} from '../api/node-url.js';
import {parsePool} from '../api/pool-address.js';
import {formatAmount, parseTypedAmount} from '../protocol/amount.js';

/*
What flags take, read from what was typed.
*/

export const textValue = z.string().min(1, 'expected something, got nothing');

export const wholeNumber = (least: number, most: number) => z.string()
	.regex(/^\d{1,15}$/v, `expected a whole number from ${least} to ${most}`)
	.transform(Number)
	.refine(value => value >= least && value <= most, `expected a whole number from ${least} to ${most}`);

/** Where a node is, as its URL or as host:port; read, it is a URL. */
export const nodeUrlValue = z.string().transform((text, context) => {
	try {
		return originOf(text);
	} catch (error) {
		context.addIssue((error as Error).message);
		return z.NEVER;
	}
});

export const portValue = wholeNumber(0, 65_535);

/** An amount of coins as a person types it, such as 10.5 or 10.50; read, it is in canonical form. */
export const typedAmountValue = z.string().transform((text, context) => {
	try {
		return formatAmount(parseTypedAmount(text));
	} catch (error) {
		context.addIssue((error as RangeError).message);
		return z.NEVER;
	}
});

const units = {
	s: 1, m: 60, h: 3600, d: 86_400,
} as const;

/** A span of time such as `30s`, `10m` or `2h`, in seconds; without a unit it is seconds. */
export const durationValue = z.string().transform((text, context) => {
	const [, digits, unit = 's'] = /^(\d{1,7})([dhms])?$/v.exec(text) ?? [];
	if (digits === undefined || Number(digits) === 0) {
		context.addIssue('expected a span of time such as 30s, 10m or 2h');
		return z.NEVER;
	}

	return Number(digits) * units[unit as keyof typeof units];
});

export const secondsValue = z.string().regex(/^\d{1,7}(?:\.\d{1,3})?$/v, 'expected a number of seconds').transform(Number).refine(value => value > 0, 'expected more than 0 seconds');

/** Where a pool is; see {@link parsePool}. */
export const poolValue = z.string().transform((text, context) => {
	try {
		return parsePool(text);
	} catch (error) {
		context.addIssue((error as Error).message);
		return z.NEVER;
	}
});
