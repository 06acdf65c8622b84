/** One figure: a rate, and how it compares with the yardstick of its benchmark. */
export type Row = {
	readonly name: string;
	/** Median of all rounds, per second. */
	readonly rate: number;
	readonly unit: string;
	/** To the first row of the benchmark, or the yardstick that the row names; from medians of the same run. */
	readonly ratio: number;
	/** What the ratio should be at least, if there is such a thing. */
	readonly atLeast?: number;
	/** What else is worth saying of it. */
	readonly note?: string;
};

/** What is no rate: a time, a size, a ratio of its own. */
export type Figure = {
	readonly name: string;
	readonly amount: number;
	/** Such as `ms` or `MB`; `x` for a ratio. */
	readonly unit: string;
	/** What it should not be below, if there is such a thing. */
	readonly atLeast?: number;
	/** What it should not be above, if there is such a thing. */
	readonly limit?: number;
	readonly note?: string;
};

export type RunOptions = {
	/** A few seconds are enough: it only has to be seen that everything works. */
	readonly isQuick?: boolean | undefined;
	/** How long a chain to work on, where that can be chosen. */
	readonly blocks?: number | undefined;
	/** Says something that is not a rate. */
	readonly note: (text: string) => void;
};

export type Benchmark = {
	readonly name: string;
	readonly summary: string;
	/** Whether its ratios hold in a short run on a busy machine too: those are looked at in CI. */
	readonly isStable?: boolean;
	run(options: RunOptions): Promise<ReadonlyArray<Row | Figure>>;
};

/** What somebody else has timed. */
export type Timed = {readonly count: number; readonly seconds: number};

/** Something to time. */
export type Contender = {
	readonly name: string;
	/** Does some work, a few tenths of a second of it. @returns How many units; with its time, when that is not the round's. */
	readonly round: () => number | Timed | Promise<number | Timed>;
};

/** How often contenders take turns, once they are warm. */
export const ROUNDS = 5;

/** The value that so large a part of all is below; one half is the median. */
export const quantile = (values: readonly number[], part: number): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;

/** Times contenders in turn, round after round, so that a machine that slows down slows all of them down. The first is the yardstick. */
export async function compare(contenders: readonly Contender[], unit: string, rounds = ROUNDS): Promise<readonly Row[]> {
	const rates = contenders.map((): number[] => []);
	for (let round = 0; round <= rounds; round++) {
		for (const [index, contender] of contenders.entries()) {
			const start = performance.now();
			const result = await contender.round();
			const {count, seconds} = typeof result === 'number' ? {count: result, seconds: (performance.now() - start) / 1000} : result;
			// The first round warms up.
			if (round > 0) {
				rates[index]!.push(count / seconds);
			}
		}
	}

	const medians = rates.map(values => quantile(values, 0.5));
	return contenders.map(({name}, index) => ({
		name, rate: medians[index]!, unit, ratio: medians[index]! / medians[0]!,
	}));
}
