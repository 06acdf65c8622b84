import type {Hash} from '../../protocol/brands.js';
import {hashToNumber} from '../../protocol/hash.js';
import {targetOfBits, workOfTarget} from '../../protocol/target.js';
import type {Solution, Verdict, WorkSource} from '../../api/work.js';
import type {MinerListener} from './miner-event.js';
import type {SearchArea} from './search-space.js';

export type SubmissionTotals = {
	readonly accepted: number;
	readonly rejected: number;
	readonly stale: number;
	/** Accepted solutions of works that go on after one: of a pool. */
	readonly shares: number;
	readonly blocks: number;
	/** What the best hash so far is worth: the hashes that one as low takes on average. 0 before there is any. */
	readonly bestDifficulty: number;
};

export type SubmissionsDependencies = {
	readonly source: Pick<WorkSource, 'submit'>;
	readonly emit: MinerListener;
	/** Whether the chain has moved on from what a work builds on. */
	readonly isStale: (area: SearchArea) => boolean;
	readonly blockFound: (area: SearchArea) => void;
	/** The source threw: it has a bug, or cannot be worked with any more. */
	readonly failed: (error: unknown) => void;
};

/**
Hands solutions to the source and counts the verdicts.

Shares go as they come. What may be a block goes one by one, since whether the next may go depends on the verdict: it may have become stale, or one more than wanted.
*/
export class Submissions {
	readonly #wantedBlocks: number;
	readonly #dependencies: SubmissionsDependencies;
	readonly #pending = new Set<Promise<void>>();
	#lastCandidate: Promise<void> = Promise.resolve();
	readonly #totals = {accepted: 0, rejected: 0, stale: 0, shares: 0, blocks: 0, bestDifficulty: 0};

	/** @param wantedBlocks - After so many, nothing is handed in any more. */
	constructor(wantedBlocks: number, dependencies: SubmissionsDependencies) {
		this.#wantedBlocks = wantedBlocks;
		this.#dependencies = dependencies;
	}

	get totals(): SubmissionTotals {
		return this.#totals;
	}

	/** @param hash - Of the header with this nonce; not above the target of the work. */
	add(area: SearchArea, nonce: number, hash: Hash): void {
		const number = hashToNumber(hash);
		const difficulty = Number(workOfTarget(number));
		this.#totals.bestDifficulty = Math.max(this.#totals.bestDifficulty, difficulty);

		// A pool is handed blocks as they come: whether another may go does not depend on them.
		const isCandidate = area.work.single && number <= targetOfBits(area.work.bits);
		const before = isCandidate ? this.#lastCandidate : Promise.resolve();
		const submission = this.#submitAfter(before, area, nonce, difficulty);
		if (isCandidate) {
			this.#lastCandidate = submission;
		}

		this.#pending.add(submission);
		void submission.finally(() => {
			this.#pending.delete(submission);
		});
	}

	/** A solution that need not be handed in. */
	addStale(): void {
		this.#totals.stale++;
		this.#dependencies.emit({event: 'stale'});
	}

	/** Resolves when every verdict is in. */
	async settled(): Promise<void> {
		while (this.#pending.size > 0) {
			await Promise.all(this.#pending);
		}
	}

	async #submitAfter(before: Promise<void>, area: SearchArea, nonce: number, difficulty: number): Promise<void> {
		await before;
		if (this.#totals.blocks >= this.#wantedBlocks) {
			return;
		}

		if (this.#dependencies.isStale(area)) {
			this.addStale();
			return;
		}

		const {work, extranonce, time, version} = area;
		const solution: Solution = {workId: work.id, extranonce, time, nonce, version};
		try {
			this.#count(area, await this.#dependencies.source.submit(solution), difficulty);
		} catch (error) {
			this.#dependencies.failed(error);
		}
	}

	#count(area: SearchArea, verdict: Verdict, difficulty: number): void {
		const {emit, blockFound} = this.#dependencies;
		if (!verdict.accepted) {
			if (verdict.code === 'stale') {
				this.addStale();
			} else {
				this.#totals.rejected++;
				emit({event: 'rejected', code: verdict.code, message: verdict.message});
			}

			return;
		}

		this.#totals.accepted++;
		if (!area.work.single) {
			this.#totals.shares++;
			emit({event: 'share', difficulty});
		}

		if (verdict.block) {
			this.#totals.blocks++;
			blockFound(area);
			emit({event: 'block', ...verdict.block});
		}
	}
}
