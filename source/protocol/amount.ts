import type {Amount} from './brands.js';

/** Base units in a coin. */
export const COIN = 100_000_000n;

/** All the money there may ever be, in base units: the largest integer that a JSON number holds exactly. */
export const MAX_MONEY: Amount = 2n ** 53n - 1n;

const canonicalAmount = /^(0|[1-9]\d*)(?:\.(\d{0,7}[1-9]))?$/v;
const humanAmount = /^(\d+)(?:\.(\d{1,8}))?$/v;

/**
Reads an amount as it stands on the wire: coins in canonical decimal form, such as "10.5"; no sign, no exponent, no zeros that say nothing, at most 8 decimals, at most {@link MAX_MONEY}.

@throws {RangeError} when the text is anything else.
*/
export function parseAmount(text: string): Amount {
	return read(canonicalAmount.exec(text), text);
}

/**
Reads an amount as a person types it: like {@link parseAmount}, but zeros at the end ("1.50") are forgiven.

@throws {RangeError} when the text is anything else.
*/
export function parseTypedAmount(text: string): Amount {
	return read(humanAmount.exec(text.trim()), text);
}

function read(match: RegExpExecArray | null, text: string): Amount {
	if (match === null || text.length > 40) {
		throw new RangeError(`an amount is a number of coins such as 10.5, with at most 8 decimals; got ${JSON.stringify(text.slice(0, 40))}`);
	}

	const units = (BigInt(match[1]!) * COIN) + BigInt((match[2] ?? '').padEnd(8, '0'));
	if (units > MAX_MONEY) {
		throw new RangeError(`an amount is at most ${formatAmount(MAX_MONEY)} coins; got ${text}`);
	}

	return units;
}

/** Coins in canonical decimal form: `formatAmount(1_050_000_000n)` is "10.5". Negative amounts, which only differences can be, get a sign. */
export function formatAmount(units: bigint): string {
	if (units < 0n) {
		return `-${formatAmount(-units)}`;
	}

	const decimals = (units % COIN).toString().padStart(8, '0').replace(/0+$/v, '');
	return `${units / COIN}${decimals === '' ? '' : `.${decimals}`}`;
}
