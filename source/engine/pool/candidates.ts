import {ApiError, toApiError} from '../../api/api-error.js';
import type {AcceptedBlock} from '../../api/mining.js';
import type {MiningApi} from '../../api/node-api.js';
import type {Hash} from '../../protocol/brands.js';
import type {Sleep} from '../work/sleep.js';
import {submitBlock} from '../work/submit-block.js';
import type {Share, ShareLedger} from './share.js';
import type {WorkListener} from './work-event.js';

export type CandidatesDependencies = {
	readonly node: Pick<MiningApi, 'submitBlock'>;
	readonly ledger: ShareLedger;
	readonly sleep: Sleep;
	readonly random: () => number;
	/** The tip that the node was last heard to have. */
	readonly tip: () => Hash | undefined;
	readonly emit: WorkListener;
	/** Told of what should not happen: the ledger cannot be written. */
	readonly onError: (error: unknown) => void;
};

type Block = NonNullable<Share['block']>;

/** A share that is a block, and what it builds on. */
export type Candidate = {readonly share: Share; readonly block: Block; readonly previousHash: Hash};

/**
Shares that are blocks: into the ledger first, to the node after that.

One by one: of two blocks on the same tip the second would lose against the first, so it is told apart only once the verdict on the first is in, and then counts as a share like any other.
*/
export class Candidates {
	readonly #dependencies: CandidatesDependencies;
	readonly #stopping = new AbortController();
	#underWay: Promise<void> | undefined;
	#solvedTip: Hash | undefined;

	constructor(dependencies: CandidatesDependencies) {
		this.#dependencies = dependencies;
	}

	/** Resolves when the ledger has the share; the node's verdict comes later. Fails when the ledger does. */
	async count({share, block, previousHash}: Candidate): Promise<void> {
		while (this.#underWay) {
			await this.#underWay;
		}

		const {ledger} = this.#dependencies;
		if (previousHash === this.#solvedTip || this.#isPast(previousHash)) {
			await ledger.share(share);
			return;
		}

		const recorded = ledger.share({...share, block});
		const handIn = async (): Promise<void> => {
			try {
				await recorded;
			} catch {
				// Whoever handed it in hears of it; a block that nobody accounts for is not handed on.
				return;
			}

			await this.#handIn({share, block, previousHash});
		};

		this.#underWay = handIn();
		void this.#underWay.finally(() => {
			this.#underWay = undefined;
		});
		await recorded;
	}

	/** Waits for the verdict that is due, but not for a node that is away. */
	async stop(): Promise<void> {
		this.#stopping.abort();
		await this.#underWay;
	}

	/** Whether the chain is known to have moved on. */
	#isPast(previousHash: Hash): boolean {
		const tip = this.#dependencies.tip();
		return tip !== undefined && tip !== previousHash;
	}

	async #handIn({share, block, previousHash}: Candidate): Promise<void> {
		const {node, sleep, random, onError} = this.#dependencies;
		try {
			const accepted = await submitBlock(block.bytes, {
				node, sleep, random, signal: this.#stopping.signal, isOver: () => this.#isPast(previousHash),
			});
			if (accepted.best) {
				this.#solvedTip = previousHash;
			}

			await this.#settle({share, block, previousHash}, accepted);
		} catch (error) {
			const refusal = toApiError(error);
			if (refusal.code === 'internal') {
				onError(error);
			}

			await this.#settle({share, block, previousHash}, refusal);
		}
	}

	async #settle({share, block}: Candidate, verdict: AcceptedBlock | ApiError): Promise<void> {
		const {ledger, emit, onError} = this.#dependencies;
		const {hash, height, address, worker} = share;
		const refusal = verdict instanceof ApiError ? verdict : undefined;
		try {
			// A node that never answered may have the block or not: that is for the chain to say, later.
			if (refusal?.code !== 'node_unreachable') {
				await ledger.candidate(hash, refusal ? {accepted: false, code: refusal.code} : {accepted: true});
			}
		} catch (error) {
			onError(error);
		}

		emit({
			event: 'block', address, worker, hash, height, reward: block.reward, accepted: !refusal, best: verdict instanceof ApiError ? false : verdict.best, code: refusal?.code,
		});
	}
}
