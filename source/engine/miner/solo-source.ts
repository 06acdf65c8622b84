import {ApiError} from '../../api/api-error.js';
import type {Template} from '../../api/mining.js';
import type {LedgerApi, MiningApi} from '../../api/node-api.js';
import type {
	Solution, Verdict, Work, WorkSource,
} from '../../api/work.js';
import type {Address} from '../../protocol/brands.js';
import type {NodeTrouble} from '../work/node-trouble.js';
import {type Sleep, sleep as systemSleep} from '../work/sleep.js';
import {submitBlock} from '../work/submit-block.js';
import {blockOfSolution, workOfTemplate} from '../work/template-work.js';
import {Templates} from '../work/templates.js';
import {paceMs} from './pace.js';

export type SoloOptions = {
	/** Who is paid. */
	readonly address: Address;
	/** On a network where nothing retargets, whether to wait before each block for about the block time, as the difficulty would make one wait elsewhere. Changes nothing on other networks. */
	readonly paced: boolean;
};

export type SoloDependencies = {
	readonly node: MiningApi & Pick<LedgerApi, 'events' | 'network'>;
	/** Milliseconds. */
	readonly clock: () => number;
	/** From 0 up to 1. */
	readonly random: () => number;
	readonly sleep?: Sleep | undefined;
	/** Told when the node cannot be worked with, each time before it is tried again; and with `undefined` when it can. */
	readonly onTrouble?: ((trouble: NodeTrouble | undefined) => void) | undefined;
};

type Assignment = {readonly work: Work; readonly template: Template};

/** Works that can still be handed in: a solution may cross a refreshed template on its way, but not many. */
const REMEMBERED_WORKS = 4;

/** Work from a node: its templates, made into blocks. */
export class SoloSource implements WorkSource {
	readonly kind = 'solo'; // eslint-disable-line @typescript-eslint/class-literal-property-style -- A getter would say no more.
	readonly #dependencies: SoloDependencies;
	readonly #templates: Templates;
	readonly #assignments = new Map<string, Assignment>();
	#lastId = 0;
	#signal: AbortSignal | undefined;

	constructor({address, paced}: SoloOptions, dependencies: SoloDependencies) {
		this.#dependencies = dependencies;
		this.#templates = new Templates({...dependencies, address, ...(paced && {pauseMs: async () => this.#pauseMs()})});
	}

	/** @throws {ApiError} when trying again does not help: a wrong address, another network. */
	async * work(signal: AbortSignal): AsyncIterable<Work | undefined> {
		this.#signal = signal;
		for await (const template of this.#templates.follow(signal)) {
			yield template && this.#remember(template);
		}
	}

	async submit(solution: Solution): Promise<Verdict> {
		const assignment = this.#assignments.get(solution.workId);
		if (!assignment) {
			return {accepted: false, code: 'stale', message: 'the template is too old'};
		}

		const verdict = await this.#submitBlock(assignment, blockOfSolution(assignment.template, assignment.work, solution));
		if (!verdict.accepted) {
			// The miner has dropped the work, and without another tip nothing else would give it one.
			this.#templates.renew();
		}

		return verdict;
	}

	/** How long to wait before the next block: as long as one takes where the difficulty does not say so. */
	async #pauseMs(): Promise<number> {
		const {retarget_window: window, block_time: blockTime} = await this.#dependencies.node.network();
		return window === 0 ? paceMs(blockTime, this.#dependencies.random) : 0;
	}

	#remember(template: Template): Work {
		this.#lastId++;
		const work = workOfTemplate(template, String(this.#lastId));
		this.#assignments.set(work.id, {work, template});
		this.#assignments.delete(String(this.#lastId - REMEMBERED_WORKS));
		return work;
	}

	async #submitBlock({work}: Assignment, bytes: Uint8Array): Promise<Verdict> {
		const {node, random, sleep = systemSleep} = this.#dependencies;
		try {
			const {best, height, hash} = await submitBlock(bytes, {
				node, sleep, random, signal: this.#signal, isOver: () => this.#templates.tip !== work.previousHash,
			});
			return best ? {accepted: true, block: {height, hash}} : {accepted: false, code: 'stale', message: 'another block came first'};
		} catch (error) {
			if (error instanceof ApiError) {
				return {accepted: false, code: error.code, message: error.message};
			}

			throw error;
		}
	}
}
