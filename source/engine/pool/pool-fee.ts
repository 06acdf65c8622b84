import type {Amount} from '../../protocol/brands.js';

/** A pool's fee in millionths of the reward. */
export type FeeMillionths = bigint;

const WHOLE = 1_000_000n;
const percent = /^(\d{1,3})(?:\.(\d{1,4}))?$/v;

/**
Reads a fee in percent, such as "1" or "0.25".

@throws {RangeError} on anything that is no number from 0 to 100 with at most 4 decimals.
*/
export function parsePoolFee(text: string): FeeMillionths {
	const [, whole, decimals = ''] = percent.exec(text) ?? [];
	const millionths = whole === undefined ? WHOLE + 1n : (BigInt(whole) * 10_000n) + BigInt(decimals.padEnd(4, '0'));
	if (millionths > WHOLE) {
		throw new RangeError(`a pool fee is a number of percent from 0 to 100, with at most 4 decimals; got ${JSON.stringify(text.slice(0, 20))}`);
	}

	return millionths;
}

/** In percent, as short as it goes: "1.5". */
export function formatPoolFee(millionths: FeeMillionths): string {
	const decimals = (millionths % 10_000n).toString().padStart(4, '0').replace(/0+$/v, '');
	return `${millionths / 10_000n}${decimals === '' ? '' : `.${decimals}`}`;
}

/** What the pool takes of a reward, rounded down. */
export const feeOf = (reward: Amount, millionths: FeeMillionths): Amount => reward * millionths / WHOLE;
