import type {Template} from '../../api/mining.js';
import type {Hash} from '../../protocol/brands.js';
import {type Assignment, createJob, type Job} from './job.js';
import {shareDifficulty} from './share-difficulty.js';

/** How long a share of the tip before still counts: it may have been on its way. Milliseconds. */
const GRACE_MS = 1000;

/** Serials of jobs given out: four bytes of them. */
const SERIALS = 2 ** 32;

/** `late`: of the tip before, and still in time to count as a share, though its block would lose against the one that came first. */
export type Standing = 'live' | 'late' | 'stale';

/** What there is to mine, and what was before. */
export class Jobs {
	readonly #clock: () => number;
	#current: Job | undefined;
	#tip: Hash | undefined;
	#lastTip: Hash | undefined;
	#movedMs = 0;
	#serial: number;

	/** @param clock - Milliseconds. @param random - From 0 up to 1; it says where ids begin, so that those of an earlier run do not come again. */
	constructor(clock: () => number, random: () => number) {
		this.#clock = clock;
		this.#serial = Math.floor(random() * SERIALS);
	}

	/** `undefined` while there is nothing to mine. */
	get current(): Job | undefined {
		return this.#current;
	}

	/** Takes a template as the newest. @returns Whether it is on another tip than the one before. */
	take(template: Template): boolean {
		const job = createJob(template, this.#clock());
		const isMove = template.previous_hash !== this.#tip;
		if (isMove) {
			this.#move(template.previous_hash);
		}

		this.#current = job;
		return isMove;
	}

	/** The tip has moved, and there is nothing to mine on the new one yet. */
	pause(): void {
		if (this.#current) {
			this.#current = undefined;
			this.#move(undefined);
		}
	}

	standing(job: Job): Standing {
		const {previousHash} = job.work;
		if (previousHash === this.#tip) {
			return 'live';
		}

		return previousHash === this.#lastTip && this.#clock() <= this.#movedMs + GRACE_MS ? 'late' : 'stale';
	}

	/**
	Gives the current job to one miner.

	@param wanted - The difficulty that its shares should have, in hashes.
	@returns `undefined` while there is nothing to mine.
	*/
	assign(wanted: number): Assignment | undefined {
		if (!this.#current) {
			return undefined;
		}

		this.#serial = (this.#serial + 1) % SERIALS;
		return {
			...shareDifficulty(wanted, this.#current.work.target),
			id: this.#serial.toString(16),
			serial: this.#serial,
			job: this.#current,
			seen: new Set(),
		};
	}

	/** What shares of the current job have to be worth for who should have `wanted`, in Bitcoin's unit. */
	difficultyFor(wanted: number): number | undefined {
		return this.#current && shareDifficulty(wanted, this.#current.work.target).difficulty;
	}

	#move(tip: Hash | undefined): void {
		// After a pause the move was noted when it began.
		if (this.#tip !== undefined) {
			this.#lastTip = this.#tip;
			this.#movedMs = this.#clock();
		}

		this.#tip = tip;
	}
}
