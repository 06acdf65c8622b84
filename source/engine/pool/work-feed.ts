import type {StratumConnection} from '../../api/stratum.js';
import {Assignments} from './assignments.js';
import {notifyOf} from './job.js';
import type {Jobs} from './jobs.js';
import {SharePace} from './share-pace.js';
import type {Worker} from './workers.js';

export type WorkFeedDependencies = {
	readonly connection: StratumConnection;
	readonly jobs: Jobs;
	/** Milliseconds. */
	readonly clock: () => number;
	/** Who mines on the connection. */
	readonly workers: ReadonlyMap<string, Worker>;
};

/** The work of one connection: each job at a difficulty that suits the miner. Nothing is sent before it is opened. */
export class WorkFeed {
	readonly assignments: Assignments;
	readonly #dependencies: WorkFeedDependencies;
	readonly #pace: SharePace;
	#isOpen = false;
	#toldDifficulty: number | undefined;

	constructor(dependencies: WorkFeedDependencies) {
		this.#dependencies = dependencies;
		this.assignments = new Assignments(dependencies.jobs);
		this.#pace = new SharePace(dependencies.clock());
	}

	/** The miner is ready: gives it the first job, or has it wait for one. */
	open(): void {
		if (!this.#isOpen) {
			this.#isOpen = true;
			this.#pace.restart(this.#dependencies.clock());
			this.assign(true);
		}
	}

	/** Sends the current job. @param clean - Whether those before are of no use any more. */
	assign(clean: boolean): void {
		const {connection, jobs, workers} = this.#dependencies;
		const assignment = this.#isOpen ? jobs.assign(this.#pace.wanted) : undefined;
		if (!assignment) {
			return;
		}

		const {difficulty, work} = assignment;
		if (difficulty !== this.#toldDifficulty) {
			this.#toldDifficulty = difficulty;
			connection.send({id: null, method: 'mining.set_difficulty', params: [difficulty]});
		}

		connection.send({id: null, method: 'mining.notify', params: notifyOf(assignment, clean || this.assignments.latest === undefined)});
		this.assignments.add(assignment);
		for (const worker of workers.values()) {
			worker.difficulty = Number(work);
		}
	}

	/** The miner asks for a difficulty, in hashes: it is given one at least as hard, and begins there. */
	suggest(hashes: number): void {
		const before = this.#pace.wanted;
		this.#pace.suggest(Math.max(1, hashes), this.#dependencies.clock());
		// Some repeat it every half a minute, to be heard of.
		if (this.#pace.wanted !== before) {
			this.assign(false);
		}
	}

	/** Counts a share, and looks at the difficulty now and then. */
	count(): void {
		if (this.#pace.add()) {
			this.#look();
		}
	}

	/** Looks at the difficulty of a miner that has not been looked at for a while. */
	tick(): void {
		if (this.#pace.isDue(this.#dependencies.clock())) {
			this.#look();
		}
	}

	#look(): void {
		const {jobs, clock} = this.#dependencies;
		const {latest} = this.assignments;
		if (!latest || !jobs.current) {
			return;
		}

		this.#pace.look(Number(latest.work), clock());
		if (jobs.difficultyFor(this.#pace.wanted) !== latest.difficulty) {
			this.assign(false);
		}
	}
}
