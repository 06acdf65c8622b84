
import {ApiError} from '../../api/api-error.js';
import type {Template} from '../../api/mining.js';
import type {LedgerApi, MiningApi} from '../../api/node-api.js';
import type {Address, Hash} from '../../protocol/brands.js';
import {backoffMs} from './backoff.js';
import {followNode} from './follow-node.js';
import {isFinal, type NodeTrouble} from './node-trouble.js';
import {paceMs} from './pace.js';
import {Refresh} from './refresh.js';
import {type Sleep, sleep as systemSleep} from './sleep.js';
import {blockOfSolution, workOfTemplate} from './template-work.js';
import type {
	Solution, Verdict, Work, WorkSource,
} from './work-source.js';

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

/** How long to wait where a node says `too_early` and not for how long. */
const TOO_EARLY_MS = 1000;

/** Work from a node: its templates, made into blocks. */
export class SoloSource implements WorkSource {
	readonly kind = 'solo'; // eslint-disable-line @typescript-eslint/class-literal-property-style -- A getter would say no more.
	readonly #options: SoloOptions;
	readonly #dependencies: SoloDependencies;
	readonly #sleep: Sleep;
	readonly #assignments = new Map<string, Assignment>();
	#lastId = 0;
	#tip: Hash | undefined;
	#refresh: Refresh | undefined;
	#signal: AbortSignal | undefined;
	#isTroubled = false;

	constructor(options: SoloOptions, dependencies: SoloDependencies) {
		this.#options = options;
		this.#dependencies = dependencies;
		this.#sleep = dependencies.sleep ?? systemSleep;
	}

	/** @throws {ApiError} when trying again does not help: a wrong address, another network. */
	async * work(signal: AbortSignal): AsyncIterable<Work | undefined> {
		const refresh = new Refresh(this.#dependencies.clock, this.#sleep);
		const ended = new AbortController();
		let failure: unknown;
		const end = (): void => {
			ended.abort();
			refresh.wake();
		};

		const follow = async (): Promise<void> => {
			try {
				await this.#follow(refresh, ended.signal);
			} catch (error) {
				failure = error;
				end();
			}
		};

		this.#refresh = refresh;
		this.#signal = ended.signal;
		signal.addEventListener('abort', end, {once: true});
		const following = follow();
		try {
			if (!signal.aborted) {
				yield * this.#templates(refresh, ended.signal);
			}
		} finally {
			signal.removeEventListener('abort', end);
			end();
			await following;
		}

		if (failure instanceof Error) {
			throw failure;
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
			this.#refresh?.changed();
		}

		return verdict;
	}

	async * #templates(refresh: Refresh, signal: AbortSignal): AsyncIterable<Work | undefined> {
		let attempt = 0;
		for (;;) {
			await refresh.due(signal);
			if (signal.aborted) {
				return;
			}

			try {
				const waitMs = refresh.isAtOnce ? await this.#paceMs() : 0;
				if (waitMs > 0) {
					yield undefined;
					await this.#sleep(waitMs, signal);
					if (signal.aborted) {
						return;
					}
				}

				refresh.asked();
				const template = await this.#dependencies.node.template(this.#options.address);
				attempt = 0;
				this.#tell(undefined);
				if (this.#tip === template.previous_hash) {
					refresh.settled();
				}

				this.#tip = template.previous_hash;
				yield this.#remember(template);
			} catch (error) {
				if (!(error instanceof ApiError) || isFinal(error)) {
					throw error;
				}

				// What was due still is.
				refresh.tipChanged();
				if (error.code === 'too_early') {
					yield undefined;
					await this.#sleep(retryAfterMs(error), signal);
				} else {
					const retryMs = backoffMs(attempt, this.#dependencies.random);
					attempt++;
					this.#tell({error, retryMs});
					await this.#sleep(retryMs, signal);
				}
			}
		}
	}

	async #follow(refresh: Refresh, signal: AbortSignal): Promise<void> {
		const onTrouble = (trouble: NodeTrouble): void => {
			this.#tell(trouble);
		};

		const {node, random} = this.#dependencies;
		for await (const event of followNode({node, signal, random, sleep: this.#sleep, onTrouble})) {
			this.#tell(undefined);
			if (event.type === 'reset' || (event.type === 'tip' && event.data.hash !== this.#tip)) {
				this.#tip = event.type === 'tip' ? event.data.hash : undefined;
				refresh.tipChanged();
			} else if (event.type === 'mempool') {
				refresh.changed();
			}
		}
	}

	/** How long to wait before the next block: 0 where nothing has to be waited for. */
	async #paceMs(): Promise<number> {
		if (!this.#options.paced) {
			return 0;
		}

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

	/** A node that is away is waited for, as long as the block can still become the next one: it took work to find. */
	async #submitBlock({work}: Assignment, bytes: Uint8Array): Promise<Verdict> {
		for (let attempt = 0; ; attempt++) {
			try {
				const {best, height, hash} = await this.#dependencies.node.submitBlock(bytes);
				return best ? {accepted: true, block: {height, hash}} : {accepted: false, code: 'stale', message: 'another block came first'};
			} catch (error) {
				if (!(error instanceof ApiError)) {
					throw error;
				}

				if (error.code !== 'node_unreachable' || this.#signal?.aborted === true || this.#tip !== work.previousHash) {
					return {accepted: false, code: error.code, message: error.message};
				}

				await this.#sleep(backoffMs(attempt, this.#dependencies.random), this.#signal);
			}
		}
	}

	#tell(trouble: NodeTrouble | undefined): void {
		if (trouble !== undefined || this.#isTroubled) {
			this.#isTroubled = trouble !== undefined;
			this.#dependencies.onTrouble?.(trouble);
		}
	}
}

function retryAfterMs({details}: ApiError): number {
	const ms = details?.['retry_after_ms'];
	return typeof ms === 'number' && ms >= 0 && Number.isFinite(ms) ? ms : TOO_EARLY_MS;
}
