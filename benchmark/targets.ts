import type {Figure, Row} from './benchmark.js';

/** What a line measured, beside what it should be. */
export type Verdict = {
	readonly name: string;
	readonly measured: number;
	/** `x` for a ratio. */
	readonly unit: string;
	readonly bound: 'at least' | 'at most';
	readonly target: number;
	readonly isMet: boolean;
};

/** A short run on a machine that others use as well is off by less than this; what is slower than that has become slow. */
export const QUICK_MARGIN = 2;

/**
Holds what was measured against what it should be. Lines without a target are left out.

@param options.isQuick - Only ratios, and each may miss its target by {@link QUICK_MARGIN}: times and sizes of a short run say nothing.
*/
export function verdictsOf(rows: ReadonlyArray<Row | Figure>, {isQuick}: {readonly isQuick: boolean}): Verdict[] {
	const verdicts = rows.flatMap(row => 'rate' in row
		? verdictOf(row.name, {measured: row.ratio, unit: 'x'}, {atLeast: row.atLeast, factor: isQuick ? QUICK_MARGIN : 1})
		: verdictOf(row.name, {measured: row.amount, unit: row.unit}, {atLeast: row.atLeast, limit: row.limit, factor: isQuick ? QUICK_MARGIN : 1}));
	return isQuick ? verdicts.filter(({unit}) => unit === 'x') : verdicts;
}

type Measured = Pick<Verdict, 'measured' | 'unit'>;
type Bounds = {readonly atLeast?: number | undefined; readonly limit?: number | undefined; readonly factor: number};

// What is not a number meets no target.
function verdictOf(name: string, {measured, unit}: Measured, {atLeast, limit, factor}: Bounds): Verdict[] {
	const verdicts: Verdict[] = [];
	if (atLeast !== undefined) {
		const target = atLeast / factor;
		verdicts.push({
			name, measured, unit, bound: 'at least', target, isMet: measured >= target,
		});
	}

	if (limit !== undefined) {
		const target = limit * factor;
		verdicts.push({
			name, measured, unit, bound: 'at most', target, isMet: measured <= target,
		});
	}

	return verdicts;
}
