/*
Variable difficulty: every miner, a thermometer or a warehouse, hands in about a share in five seconds.
*/

/** Milliseconds between two shares that are aimed at. */
export const SHARE_MS = 5000;

/** After so many shares it is looked at whether the difficulty is right. */
export const LOOK_SHARES = 20;

/** Where a miner begins that says nothing of itself: a slow processor finds such a share in a few seconds, a fast one in a moment. In hashes. */
export const FIRST_DIFFICULTY = 2 ** 20;

/** A difficulty that is off by less than this factor stays: each change costs the miner a new job. */
const TOLERANCE = 2;

/** The shares of a miner since its difficulty was last settled. */
export type ShareCount = {
	/** Hashes that each of them took on average. */
	readonly difficulty: number;
	readonly shares: number;
	readonly elapsedMs: number;
};

/**
The difficulty at which a miner that handed in so many shares would hand in one in five seconds.

One share in five seconds is counted in beforehand. So a few shares prove little, none at all do not divide by zero, and the difficulty grows by no more than 21 times at a look.

@returns The same difficulty while it is near enough. In hashes, from 1.
*/
export function vardiff({difficulty, shares, elapsedMs}: ShareCount): number {
	const ratio = (shares + 1) * SHARE_MS / (Math.max(elapsedMs, 0) + SHARE_MS);
	return ratio >= TOLERANCE || ratio <= 1 / TOLERANCE ? Math.max(1, difficulty * ratio) : difficulty;
}
