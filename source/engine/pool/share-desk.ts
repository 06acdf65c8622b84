import {StratumError} from '../../api/stratum.js';
import {parseAmount} from '../../protocol/amount.js';
import {hashToNumber} from '../../protocol/hash.js';
import {hashesOfTarget} from '../../protocol/difficulty.js';
import {blockOfSolution} from '../work/template-work.js';
import type {Assignments} from './assignments.js';
import type {Candidates} from './candidates.js';
import {checkShare, type Submission} from './check-share.js';
import {extranonceOf, workOf} from './job.js';
import type {Share, ShareLedger} from './share.js';
import type {WorkListener} from './work-event.js';
import type {Worker} from './workers.js';

export type ShareDeskDependencies = {
	readonly ledger: ShareLedger;
	readonly candidates: Candidates;
	readonly emit: WorkListener;
	readonly onError: (error: unknown) => void;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
};

export type HandedIn = {
	readonly worker: Worker;
	readonly assignments: Assignments;
	readonly extranonce1: string;
	readonly versionMask: number;
	readonly jobId: string;
	readonly submission: Submission;
};

/** Where shares are handed in: checked, told apart from those that were there before, and counted. */
export class ShareDesk {
	readonly #dependencies: ShareDeskDependencies;

	constructor(dependencies: ShareDeskDependencies) {
		this.#dependencies = dependencies;
	}

	/**
	Resolves when the share counts.

	@throws {StratumError} why it does not.
	*/
	async take({worker, assignments, extranonce1, versionMask, jobId, submission}: HandedIn): Promise<void> {
		const {clock, ledger, candidates, emit, onError} = this.#dependencies;
		const nowMs = clock();
		const {assignment} = assignments.get(jobId);
		const {job} = assignment;
		const work = workOf(assignment, extranonce1);
		const elapsed = Math.max(0, Math.floor((nowMs - job.takenMs) / 1000));
		const {solution, hash, isBlock} = checkShare(submission, {work, versionMask, elapsed});
		assignments.note(assignment, hash);

		const {address, worker: name} = worker.user;
		const share: Share = {
			address, worker: name, work: assignment.work, time: nowMs, hash, height: job.template.height,
		};
		try {
			if (isBlock) {
				const bytes = blockOfSolution(job.template, job.work, {...solution, extranonce: extranonceOf(work, job, solution.extranonce)});
				await candidates.count({share, block: {bytes, reward: parseAmount(job.template.reward)}, previousHash: work.previousHash});
			} else {
				await ledger.share(share);
			}
		} catch (error) {
			onError(error);
			throw new StratumError(20, 'the pool could not write the share down');
		}

		const worth = hashesOfTarget(hashToNumber(hash));
		worker.accept(Number(share.work), worth, nowMs);
		worker.blocks += isBlock ? 1 : 0;
		emit({
			event: 'share', address, worker: name, height: share.height, work: Number(share.work), difficulty: worth,
		});
	}

	refused(worker: Worker, {code, message}: StratumError): void {
		if (code === 21) {
			worker.stale++;
		} else {
			worker.rejected++;
		}

		this.#dependencies.emit({
			event: 'rejected', ...worker.user, code, message,
		});
	}
}
