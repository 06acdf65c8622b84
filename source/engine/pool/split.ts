import type {Amount} from '../../protocol/brands.js';

/**
Splits an amount in proportion to weights, to the last unit: what is left over after rounding down goes, a unit each, to those who lost most by it (the largest remainder method).

Nobody with more weight gets less, and in whichever order the weights come, everybody gets the same.

@param amount - Base units, at least 0.
@param weights - At least 0 each, and not all of them 0.
@returns A part for each weight; they add up to the amount.
*/
export function splitExactly<Key extends string>(amount: Amount, weights: ReadonlyMap<Key, bigint>): Map<Key, Amount> {
	const whole = sumOf(weights.values());
	if (whole <= 0n) {
		throw new RangeError('there is nobody to split it among');
	}

	const parts = [...weights].map(([key, weight]) => ({key, part: amount * weight / whole, remainder: amount * weight % whole}));
	const left = Number(amount - sumOf(parts.map(({part}) => part)));
	const split = new Map(parts.map(({key, part}) => [key, part]));
	// Sorted by name where remainders are equal: the order in which they were given says nothing.
	for (const {key, part} of parts.toSorted((a, b) => compare(b.remainder, a.remainder) || compare(a.key, b.key)).slice(0, left)) {
		split.set(key, part + 1n);
	}

	return split;
}

export function sumOf(values: Iterable<bigint>): bigint {
	let sum = 0n;
	for (const value of values) {
		sum += value;
	}

	return sum;
}

const compare = <Value extends bigint | string>(a: Value, b: Value): number => a < b ? -1 : Number(a > b);
