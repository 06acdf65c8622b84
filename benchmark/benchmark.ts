/** One figure: a rate, and how it compares with the yardstick of its benchmark. */
export type Row = {
	readonly name: string;
	/** Median of all rounds, per second. */
	readonly rate: number;
	readonly unit: string;
	/** To the first row of the benchmark, from medians of the same run. */
	readonly ratio: number;
};

export type Benchmark = {
	readonly name: string;
	readonly summary: string;
	run(): Promise<readonly Row[]>;
};

/** Something to time. */
export type Contender = {
	readonly name: string;
	/** Does some work, a few tenths of a second of it. @returns How many units. */
	readonly round: () => number | Promise<number>;
};

const ROUNDS = 5;

/** Times contenders in turn, round after round, so that a machine that slows down slows all of them down. The first is the yardstick. */
export async function compare(contenders: readonly Contender[], unit: string): Promise<readonly Row[]> {
	const rates = contenders.map((): number[] => []);
	for (let round = 0; round <= ROUNDS; round++) {
		for (const [index, contender] of contenders.entries()) {
			const start = performance.now();
			const count = await contender.round();
			// The first round warms up.
			if (round > 0) {
				rates[index]!.push(count / ((performance.now() - start) / 1000));
			}
		}
	}

	const medians = rates.map(values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!);
	return contenders.map(({name}, index) => ({
		name, rate: medians[index]!, unit, ratio: medians[index]! / medians[0]!,
	}));
}
