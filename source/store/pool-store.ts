import {ApiError, hasCode, toApiError} from '../api/api-error.js';
import type {
	Payout, PoolBlock, PoolMiner, PoolStats, PoolWorker,
} from '../api/pool.js';
import type {PoolApi} from '../api/pool-api.js';
import type {PoolEvent} from '../api/pool-event.js';
import type {Address} from '../protocol/brands.js';
import type {LogLine} from './log-line.js';
import {poolWords} from './pool-words.js';
import {Publisher} from './publisher.js';
import {append, prepend, type Series} from './series.js';

export type PoolState = {
	/** `undefined` until the pool has answered. */
	readonly stats: PoolStats | undefined;
	/** The fastest first. */
	readonly workers: readonly PoolWorker[];
	/** Highest first. */
	readonly blocks: readonly PoolBlock[];
	/** Newest first. */
	readonly payouts: readonly Payout[];
	/** Those that workers, blocks and payouts speak of, as many as were asked for; who is owed most comes first. */
	readonly miners: readonly PoolMiner[];
	/** Whether there are more than that. */
	readonly hasMoreMiners: boolean;
	/** Hashes per second, one value a second. */
	readonly rates: Series;
	/** The same by worker, as {@link workerId} calls it. */
	readonly workerRates: ReadonlyMap<string, Series>;
	/** Newest first. */
	readonly log: readonly LogLine[];
	/** Why the pool does not answer: whatever else is known of it is old. */
	readonly trouble: string | undefined;
};

export type PoolStoreOptions = {
	/** Milliseconds. */
	readonly clock: () => number;
	/** Between two looks at how fast everybody is. */
	readonly tickMs?: number;
	/** Between two tries to reach a pool that has gone. */
	readonly retryMs?: number;
};

const TICK_MS = 1000;
const RETRY_MS = 3000;
const RATES = 900;
const WORKER_RATES = 60;
const PAGE = 100;
const MOST_WORKERS = 1000;
/** Miners that are asked for at first, and so many more whenever somebody comes to the end of them: each is a question of its own. */
const MINERS = 50;
const LOG_LINES = 500;
/** Looks after which the miners are looked at too: what each has of the round moves with every share. */
const MINERS_EVERY = 5;

const nothing: PoolState = {
	stats: undefined, workers: [], blocks: [], payouts: [], miners: [], hasMoreMiners: false, rates: [], workerRates: new Map(), log: [], trouble: undefined,
};

/** Names a worker among all. */
export const workerId = ({address, worker}: Pick<PoolWorker, 'address' | 'worker'>): string => `${address}.${worker}`;

/** Nobody can tell how fast somebody is who has not handed in anything yet. */
const knownRate = (hashrate: number, isThere: boolean): number | null => hashrate > 0 || !isThere ? hashrate : null;

/** Follows a pool, in this process or elsewhere, and keeps what screens show of it. */
export class PoolStore extends Publisher<PoolState> {
	readonly #pool: PoolApi;
	readonly #options: Required<PoolStoreOptions>;
	readonly #ended = new AbortController();
	#ticks = 0;
	#wantedMiners = MINERS;
	#reading: Promise<void> | undefined;
	#isOld = false;

	constructor(pool: PoolApi, {clock, tickMs = TICK_MS, retryMs = RETRY_MS}: PoolStoreOptions) {
		super(nothing, clock);
		this.#pool = pool;
		this.#options = {clock, tickMs, retryMs};
	}

	/** Follows until it is stopped. A pool that goes away is tried again. */
	async run(): Promise<void> {
		await Promise.all([this.#follow(), this.#watch()]);
	}

	/** Asks for more miners, for who has come to the end of those that are known. */
	async moreMiners(): Promise<void> {
		if (this.state.hasMoreMiners) {
			this.set({hasMoreMiners: false});
			this.#wantedMiners += MINERS;
			await this.#read();
		}
	}

	stop(): void {
		this.#ended.abort();
		this.close();
	}

	async #follow(): Promise<void> {
		const {signal} = this.#ended;
		while (!signal.aborted) {
			try {
				for await (const event of this.#pool.events({
					signal,
					onConnection: trouble => {
						this.#connection(trouble);
					},
				})) {
					this.#take(event);
				}

				if (!signal.aborted) {
					this.#connection(new ApiError('node_unreachable', 'the pool has stopped'));
				}
			} catch (error) {
				this.#connection(toApiError(error));
			}

			await pause(this.#options.retryMs, signal);
		}
	}

	/** Rates fall without anything happening: they are looked at, not waited for. */
	async #watch(): Promise<void> {
		const {signal} = this.#ended;
		while (!signal.aborted) {
			if (this.state.stats && this.state.trouble === undefined) {
				await this.#tick();
			}

			await pause(this.#options.tickMs, signal);
		}
	}

	#connection(trouble: ApiError | undefined): void {
		const isNew = trouble?.message !== this.state.trouble;
		if (this.#ended.signal.aborted || !isNew) {
			return;
		}

		this.set({trouble: trouble?.message}, true);
		if (trouble) {
			this.#note('bad', trouble.message);
		} else {
			void this.#read();
		}
	}

	#take(event: PoolEvent): void {
		if (event.type === 'stats') {
			this.#takeStats(event.data);
			return;
		}

		const line = poolWords(event);
		if (line) {
			this.#note(...line);
		}

		if (event.type !== 'share') {
			void this.#read();
		}
	}

	#takeStats(stats: PoolStats): void {
		const before = this.state.stats;
		this.set({stats, trouble: undefined});
		if (before?.genesis !== stats.genesis) {
			void this.#read();
		}

		if (stats.trouble?.message !== before?.trouble?.message) {
			this.#note(stats.trouble ? 'bad' : 'good', stats.trouble?.message ?? 'the pool works again');
		}
	}

	async #tick(): Promise<void> {
		try {
			const [stats, workers] = await Promise.all([this.#pool.stats(), this.#pool.workers({limit: MOST_WORKERS})]);
			this.#takeStats(stats);
			this.set({
				workers,
				rates: append(this.state.rates, knownRate(stats.hashrate, stats.workers > 0), RATES),
				workerRates: new Map(workers.map(worker => [
					workerId(worker), append(this.state.workerRates.get(workerId(worker)) ?? [], knownRate(worker.hashrate, worker.connections > 0), WORKER_RATES),
				])),
			});
			this.#ticks++;
			if (this.#ticks % MINERS_EVERY === 0) {
				await this.#readMiners();
			}
		} catch (error) {
			this.#connection(toApiError(error));
		}
	}

	/** Looks at blocks, payouts and who is owed what; while it looks, once more is enough. */
	async #read(): Promise<void> {
		this.#isOld = true;
		this.#reading ??= this.#readAll();
		await this.#reading;
	}

	async #readAll(): Promise<void> {
		try {
			while (this.#isOld && !this.#ended.signal.aborted) {
				this.#isOld = false;
				const [blocks, payouts, workers] = await Promise.all([this.#pool.blocks({limit: PAGE}), this.#pool.payouts({limit: PAGE}), this.#pool.workers({limit: MOST_WORKERS})]);
				this.set({blocks, payouts, workers});
				await this.#readMiners();
			}
		} catch (error) {
			this.#connection(toApiError(error));
		} finally {
			this.#reading = undefined;
		}
	}

	async #readMiners(): Promise<void> {
		const {workers, blocks, payouts} = this.state;
		const addresses = new Set([
			...workers.map(({address}) => address),
			...payouts.flatMap(({outputs}) => outputs.map(({address}) => address)),
			...blocks.flatMap(({credits}) => credits.map(({address}) => address)),
		]);
		const asked = await Promise.all([...addresses].slice(0, this.#wantedMiners).map(async address => this.#minerAt(address)));
		const miners = asked.filter(miner => miner !== undefined);
		this.set({hasMoreMiners: addresses.size > this.#wantedMiners, miners: miners.toSorted((a, b) => Number(b.balance) - Number(a.balance) || Number(b.immature) - Number(a.immature) || b.round.part - a.round.part)});
	}

	/** @returns `undefined` for who has left before anything came of it. */
	async #minerAt(address: Address): Promise<PoolMiner | undefined> {
		try {
			return await this.#pool.miner(address);
		} catch (error) {
			if (hasCode(error, 'not_found')) {
				return undefined;
			}

			throw error;
		}
	}

	#note(kind: LogLine['kind'], text: string): void {
		this.set({log: prepend(this.state.log, {time: Math.floor(this.#options.clock() / 1000), kind, text}, LOG_LINES)});
	}
}

/** Waits, or until the end comes. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted) {
		return;
	}

	await new Promise<void>(resolve => {
		const done = () => {
			clearTimeout(timer);
			signal.removeEventListener('abort', done);
			resolve();
		};

		const timer = setTimeout(done, milliseconds).unref();
		signal.addEventListener('abort', done);
	});
}
