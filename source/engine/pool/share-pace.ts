import {
	FIRST_DIFFICULTY, LOOK_SHARES, vardiff,
} from './vardiff.js';

/** A miner that has not handed in that many shares is looked at anyway, so many milliseconds after the last look. */
const LOOK_MS = 30_000;

/** Settles what difficulty one miner should have, from how often its shares come. All difficulties are in hashes. */
export class SharePace {
	#wanted = FIRST_DIFFICULTY;
	#least = 1;
	#shares = 0;
	#sinceMs: number;

	constructor(nowMs: number) {
		this.#sinceMs = nowMs;
	}

	/** The difficulty to be given with the next job. */
	get wanted(): number {
		return this.#wanted;
	}

	/** The miner asks for a difficulty: it begins there, and is never given an easier one. */
	suggest(hashes: number, nowMs: number): void {
		this.#least = hashes;
		this.#wanted = hashes;
		this.restart(nowMs);
	}

	/** Counts a share. @returns Whether it is time to look. */
	add(): boolean {
		this.#shares++;
		return this.#shares >= LOOK_SHARES;
	}

	isDue(nowMs: number): boolean {
		return nowMs - this.#sinceMs >= LOOK_MS;
	}

	/** Looks at the shares since the last time. @param difficulty - What they took. */
	look(difficulty: number, nowMs: number): void {
		this.#wanted = Math.max(this.#least, vardiff({difficulty, shares: this.#shares, elapsedMs: nowMs - this.#sinceMs}));
		this.restart(nowMs);
	}

	/** Shares count from now on: those before were of another difficulty. */
	restart(nowMs: number): void {
		this.#shares = 0;
		this.#sinceMs = nowMs;
	}
}
