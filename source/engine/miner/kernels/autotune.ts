import {isRight} from './check-kernel.js';
import {HEADER_START_SIZE, type Kernel, type KernelMaker, NONCES} from './kernel.js';

/** Milliseconds between two pauses, about. */
const PIECE_MS = 15;
/** The end comes when so many rounds have made nobody faster: then the compiler has optimised what it will. */
const STEADY_ROUNDS = 6;
const MOST_ROUNDS = 50;
/** Less than that is noise. */
const FASTER = 1.03;
/** A first call is as short as in the scanner: the compiler can replace code only between two calls. */
const FIRST_COUNT = 1024;
const MOST_COUNT = 2 ** 26;

export type AutotuneDependencies = {
	/** Milliseconds, with fractions. */
	readonly clock: () => number;
	/** From 0 up to 1. */
	readonly random: () => number;
	/** Awaited after each piece of work: whatever else has to be done is done then. */
	readonly pause: () => Promise<void>;
};

export type Autotuned = {
	/** `undefined` when none of them is right here. */
	readonly kernel: Kernel | undefined;
	/** Hashes a second of each that was timed. */
	readonly rates: Readonly<Record<string, number>>;
};

type Entrant = {
	readonly kernel: Kernel;
	/** Its best, in hashes a second: whatever else the machine does can only slow it down. */
	rate: number;
	count: number;
};

/**
Finds the fastest kernel that is right on this machine, with no opinion of which it should be. Each is checked against the reference, then they are timed in turn. The fastest is checked again: by then it is other code that runs, that of the optimising compiler.
*/
export async function autotune(makers: readonly KernelMaker[], {clock, random, pause}: AutotuneDependencies): Promise<Autotuned> {
	const entrants: Entrant[] = [];
	for (const maker of makers) {
		const kernel = await createRight(maker, random);
		if (kernel) {
			kernel.prepare(Uint8Array.from({length: HEADER_START_SIZE}, () => Math.floor(random() * 256)), 0n);
			entrants.push({kernel, rate: 0, count: FIRST_COUNT});
		}

		await pause();
	}

	let steadyRounds = 0;
	for (let round = 0; round < MOST_ROUNDS && steadyRounds < STEADY_ROUNDS; round++) {
		steadyRounds++;
		for (const entrant of entrants) {
			const before = entrant.rate;
			time(entrant, clock);
			steadyRounds = entrant.rate > before * FASTER ? 0 : steadyRounds;
			await pause();
		}
	}

	const ranking = entrants.toSorted((one, other) => other.rate - one.rate);
	return {
		kernel: ranking.find(({kernel}) => isRight(kernel, random))?.kernel,
		rates: Object.fromEntries(ranking.map(({kernel, rate}) => [kernel.name, rate])),
	};
}

/** Makes a kernel; `undefined` when it cannot be made here, or errs. */
export async function createRight(maker: KernelMaker, random: () => number): Promise<Kernel | undefined> {
	try {
		const kernel = await maker.create();
		return isRight(kernel, random) ? kernel : undefined;
	} catch {
		return undefined;
	}
}

function time(entrant: Entrant, clock: () => number): void {
	const startMs = clock();
	entrant.kernel.scan(Math.floor(NONCES / 3), entrant.count);
	// A clock may be coarse.
	const elapsedMs = Math.max(clock() - startMs, 0.01);
	entrant.rate = Math.max(entrant.rate, Math.round(entrant.count * 1000 / elapsedMs));
	entrant.count = Math.round(Math.min(entrant.count * PIECE_MS / elapsedMs, entrant.count * 4, MOST_COUNT));
}
