/** That many deaths in that many milliseconds are not bad luck: starting again does not help. */
export const MOST_DEATHS = 5;
export const DEATHS_WITHIN_MS = 10_000;

/** Knows when a process that keeps dying should be given up. */
export class RestartLimit {
	#deathsMs: number[] = [];

	/** @returns Whether it may be started again. */
	mayRestart(nowMs: number): boolean {
		this.#deathsMs = [...this.#deathsMs, nowMs].slice(-MOST_DEATHS);
		return this.#deathsMs.length < MOST_DEATHS || nowMs - this.#deathsMs[0]! > DEATHS_WITHIN_MS;
	}
}
