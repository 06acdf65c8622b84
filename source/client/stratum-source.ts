import {ApiError} from '../api/api-error.js';
import {formatPool, type PoolAddress} from '../api/pool-address.js';
import type {
	Solution, Verdict, Work, WorkSource,
} from '../api/work.js';
import {Latest} from './latest.js';
import type {PoolNews} from './pool-news.js';
import {pause, waitBefore} from './reconnect.js';
import {type LinkEnd, StratumLink, type SubmitAnswer} from './stratum-link.js';
import {defaultStratumTimings, type StratumTimings} from './stratum-timings.js';
import {verdictOf} from './stratum-verdict.js';

export type StratumSourceOptions = {
	/** In order: the first that gives work is mined on. */
	readonly pools: readonly PoolAddress[];
	/** As the pool wants it; ours takes ADDRESS or ADDRESS.WORKER. */
	readonly user: string;
	/** Most pools do not look at it. */
	readonly password?: string | undefined;
	/** How we call ourselves, such as `chain-tui/1.0.0`. */
	readonly agent: string;
	readonly timings?: Partial<StratumTimings> | undefined;
};

export type StratumSourceDependencies = {
	/** From 0 up to 1. */
	readonly random: () => number;
	readonly onNews?: ((news: PoolNews) => void) | undefined;
};

/** A link that gives work. */
type Attached = {readonly link: StratumLink; readonly pool: PoolAddress; readonly index: number};

/** Work from Stratum V1 pools: from the first of a list that gives any, and from a better one as soon as it does again. */
export class StratumSource implements WorkSource {
	readonly kind = 'pool'; // eslint-disable-line @typescript-eslint/class-literal-property-style -- A getter would say no more.
	readonly #options: StratumSourceOptions;
	readonly #timings: StratumTimings;
	readonly #dependencies: StratumSourceDependencies;
	readonly #works = new Map<string, Work>();
	#current: Attached | undefined;
	#links = 0;
	#offered: Latest<Work | undefined> | undefined;

	constructor(options: StratumSourceOptions, dependencies: StratumSourceDependencies) {
		this.#options = options;
		this.#timings = {...defaultStratumTimings, ...options.timings};
		this.#dependencies = dependencies;
	}

	/** @throws {ApiError} `pool_refused` when no pool takes our name. */
	async * work(signal: AbortSignal): AsyncIterable<Work | undefined> {
		const ended = new AbortController();
		const works = new Latest<Work | undefined>();
		const end = (): void => {
			ended.abort();
			works.end();
		};

		const follow = async (): Promise<void> => {
			try {
				await this.#run(ended.signal);
			} catch (error) {
				failure = error;
			}

			end();
		};

		let failure: unknown;
		this.#offered = works;
		signal.addEventListener('abort', end, {once: true});
		if (signal.aborted) {
			end();
		}

		const following = follow();
		try {
			yield * works;
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
		const work = this.#works.get(solution.workId);
		let answer: SubmitAnswer | undefined;
		try {
			answer = await this.#current?.link.submit(solution);
		} catch (error) {
			return {accepted: false, code: 'stale', message: `the pool: ${(error as Error).message}`};
		}

		if (!answer || !work) {
			return {accepted: false, code: 'stale', message: 'the job is too old, or of another pool'};
		}

		return verdictOf(answer, work, solution);
	}

	async #run(signal: AbortSignal): Promise<void> {
		let failures = 0;
		while (!signal.aborted) {
			const found = await this.#dialAll(this.#options.pools, signal);
			if (found) {
				failures = 0;
				for (let next: Attached | undefined = found; next; next = await this.#mineOn(next, signal)) {
					this.#attach(next);
				}

				continue;
			}

			if (signal.aborted) {
				return;
			}

			const retryMs = waitBefore(failures, this.#timings.reconnectMs, this.#dependencies.random);
			failures++;
			this.#dependencies.onNews?.({kind: 'waiting', retryMs});
			await pause(retryMs, signal);
		}
	}

	/** The first pool that gives work. @throws {ApiError} `pool_refused` when each of them refuses our name. */
	async #dialAll(pools: readonly PoolAddress[], signal: AbortSignal): Promise<Attached | undefined> {
		const refusals: string[] = [];
		for (const [index, pool] of pools.entries()) {
			const result = await this.#dial(pool, index, signal);
			if ('link' in result) {
				return result;
			}

			if (signal.aborted) {
				return undefined;
			}

			this.#dependencies.onNews?.({kind: 'lost', pool, reason: result.reason});
			if (result.refused) {
				refusals.push(result.reason);
			}
		}

		if (refusals.length === pools.length && pools.length === this.#options.pools.length) {
			throw new ApiError('pool_refused', `the pool at ${formatPool(pools[0]!)}: ${refusals[0]}`);
		}

		return undefined;
	}

	/** Greets a pool. @returns Once it has given work; why not, when it does not. */
	async #dial(pool: PoolAddress, index: number, signal: AbortSignal): Promise<Attached | LinkEnd> {
		this.#links++;
		const {user, password = 'x', agent} = this.#options;
		return new Promise(resolve => {
			const close = (): void => {
				link.close();
			};

			const link: StratumLink = new StratumLink({
				pool,
				user,
				password,
				agent,
				timings: this.#timings,
				name: String(this.#links),
				onWork: work => {
					this.#remember(work);
					if (this.#current?.link === link) {
						this.#offered?.put(work);
					}

					signal.removeEventListener('abort', close);
					resolve({link, pool, index});
				},
				onMessage: text => {
					this.#dependencies.onNews?.({kind: 'message', pool, text});
				},
			});
			signal.addEventListener('abort', close, {once: true});
			void (async () => {
				resolve(await link.ended);
				signal.removeEventListener('abort', close);
			})();

			if (signal.aborted) {
				close();
			}
		});
	}

	/**
	Until the pool is lost, the signal aborts, or a better pool takes its place.

	@returns What to mine on next; `undefined` when that has to be looked for.
	*/
	async #mineOn(found: Attached, signal: AbortSignal): Promise<Attached | undefined> {
		const close = (): void => {
			found.link.close();
		};

		signal.addEventListener('abort', close, {once: true});
		if (signal.aborted) {
			close();
		}

		const over = new AbortController();
		const looking = this.#lookForBetter(found, over.signal);
		const end = await found.link.ended;
		over.abort();
		signal.removeEventListener('abort', close);
		const better = await looking;
		if (better) {
			return better;
		}

		this.#current = undefined;
		this.#offered?.put(undefined);
		if (signal.aborted) {
			return undefined;
		}

		this.#dependencies.onNews?.({kind: 'lost', pool: found.pool, reason: end.reason});
		return end.reconnect && this.#comeBack(found, end.reconnect, signal);
	}

	/** A pool that asked us to connect anew, perhaps on another port. */
	async #comeBack({pool, index}: Attached, {port, waitMs}: NonNullable<LinkEnd['reconnect']>, signal: AbortSignal): Promise<Attached | undefined> {
		await pause(waitMs, signal);
		const result = await this.#dial({...pool, port}, index, signal);
		return 'link' in result ? result : undefined;
	}

	/** @returns The better pool, once it gives work and is mined on; the link to the worse is closed then. */
	async #lookForBetter({index, link}: Attached, signal: AbortSignal): Promise<Attached | undefined> {
		const better = this.#options.pools.slice(0, index);
		while (better.length > 0 && !signal.aborted) {
			await pause(this.#timings.betterMs, signal);
			const found = signal.aborted ? undefined : await this.#dialBetter(better, signal);
			if (found) {
				this.#attach(found);
				link.close();
				return found;
			}
		}

		return undefined;
	}

	async #dialBetter(pools: readonly PoolAddress[], signal: AbortSignal): Promise<Attached | undefined> {
		for (const [index, pool] of pools.entries()) {
			const result = await this.#dial(pool, index, signal);
			if ('link' in result) {
				return result;
			}
		}

		return undefined;
	}

	#attach(found: Attached): void {
		if (this.#current === found) {
			return;
		}

		this.#current = found;
		this.#dependencies.onNews?.({kind: 'connected', pool: found.pool});
		const work = found.link.latest;
		if (work) {
			this.#offered?.put(work);
		}
	}

	#remember(work: Work): void {
		this.#works.set(work.id, work);
		if (this.#works.size > 200) {
			const [oldest] = this.#works.keys();
			this.#works.delete(oldest!);
		}
	}
}
