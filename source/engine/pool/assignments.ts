import {StratumError} from '../../api/stratum.js';
import type {Hash} from '../../protocol/brands.js';
import type {Assignment} from './job.js';
import type {Jobs, Standing} from './jobs.js';

/** Jobs that a miner is remembered to have: it hears of a new one at once, but may be slow to change. */
const REMEMBERED = 40;
/** So many shares of one job nobody finds before the next, and more are not remembered. */
const MOST_SHARES = 10_000;

/** What one miner was given, newest last. */
export class Assignments {
	readonly #jobs: Jobs;
	readonly #given = new Map<string, Assignment>();
	#latest: Assignment | undefined;

	constructor(jobs: Jobs) {
		this.#jobs = jobs;
	}

	get latest(): Assignment | undefined {
		return this.#latest;
	}

	/** Remembers one more, and forgets those that nothing can be done with any more. */
	add(assignment: Assignment): void {
		this.#latest = assignment;
		this.#given.set(assignment.id, assignment);
		for (const [id, {job}] of this.#given) {
			if (this.#given.size > REMEMBERED || this.#jobs.standing(job) === 'stale') {
				this.#given.delete(id);
			}
		}
	}

	/** @throws {StratumError} 21 unless shares of it can count. */
	get(id: string): {assignment: Assignment; standing: Exclude<Standing, 'stale'>} {
		const assignment = this.#given.get(id);
		if (!assignment) {
			throw new StratumError(21, 'job not found');
		}

		const standing = this.#jobs.standing(assignment.job);
		if (standing === 'stale') {
			throw new StratumError(21, 'stale: the chain has moved on');
		}

		return {assignment, standing};
	}

	/** Notes a share. @throws {StratumError} 22 when it was handed in before, 21 when the job is used up. */
	note({seen}: Assignment, hash: Hash): void {
		const tag = tagOf(hash);
		if (seen.has(tag)) {
			throw new StratumError(22, 'duplicate share');
		}

		if (seen.size >= MOST_SHARES) {
			throw new StratumError(21, 'the job is used up');
		}

		seen.add(tag);
	}
}

/** The last 52 bits of a hash: a fifth of the memory, and as good as all of it among so few. */
const tagOf = (hash: Hash): number => Number.parseInt(hash.slice(-13), 16);
