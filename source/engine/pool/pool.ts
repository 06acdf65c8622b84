import {randomBytes} from 'node:crypto';
import {encodeAddress, parseAddress} from '../../protocol/address.js';
import {formatAmount} from '../../protocol/amount.js';
import type {Address, Height} from '../../protocol/brands.js';
import {bytesToHex} from '../../protocol/bytes.js';
import {ApiError, toApiError} from '../../api/api-error.js';
import type {FollowOptions} from '../../api/event.js';
import type {
	Payout, PoolBlock, PoolMiner, PoolStats, PoolWorker,
} from '../../api/pool.js';
import type {PoolApi} from '../../api/pool-api.js';
import type {PoolEvent, PoolEventOf, PoolEventType, poolEvents} from '../../api/pool-event.js';
import {EventLog} from '../events/event-log.js';
import {Accounting, type AccountingDependencies, type AccountingOptions} from './accounting.js';
import type {LiveWorkers} from './live-workers.js';
import type {WorkerSnapshot} from './workers.js';
import {
	blockObject, creditObjects, hashrateOf, minerPayout, payoutObject, ratioOf, workerObject,
} from './objects.js';
import {poolStats} from './pool-stats.js';
import {NO_ACCOUNT} from './records.js';
import type {ShareLedger} from './share.js';
import {ShareTeller} from './share-teller.js';

export type PoolOptions = AccountingOptions & {
	/** Of the program, for whoever asks. */
	readonly version: string;
};

export type PoolDependencies = Pick<AccountingDependencies, 'storage' | 'node' | 'key' | 'clock' | 'onStep'> & {
	/** Told what keeps the pool from its work, and with `undefined` when nothing does any more. */
	readonly onTrouble?: (trouble: ApiError | undefined) => void;
};

type Tip = {readonly height: number; readonly difficulty: number};

const PAGE = 25;
const WORKERS_PAGE = 100;
const PAYOUTS_OF_MINER = 10;

/** The least time between two `stats` events. */
const STATS_MS = 1000;

/** Until somebody serves miners. */
const nobody: LiveWorkers = {workers: () => []};

/**
A pool in this process, behind the {@link PoolApi}: it counts what miners do, credits and pays. Whoever serves them hands their shares to its {@link ledger}, and says by {@link serve} who is there.

The storage is lent to it: {@link stop} lets go of it, and does not close it.
*/
export class Pool implements PoolApi {
	/** @throws {ApiError} `folder_wrong_network`, `schema_too_new`, `pool_wallet_differs`, `node_unreachable`, or what the disk refuses. */
	static async open(options: PoolOptions, dependencies: PoolDependencies): Promise<Pool> {
		const pool = new Pool(options, dependencies, await dependencies.node.status());
		pool.#accounting = await Accounting.open(options, {
			...dependencies,
			onBlock(block) {
				pool.#changed('block', blockObject(block));
			},
			onPayout(payout) {
				pool.#changed('payout', payoutObject(payout));
			},
			onTip(tip) {
				pool.#follow(tip);
			},
			onTrouble(trouble) {
				pool.#troubled(trouble);
			},
		});
		return pool;
	}

	/** Where shares go. */
	readonly ledger: ShareLedger;
	readonly #options: PoolOptions;
	readonly #dependencies: PoolDependencies;
	#accounting!: Accounting;
	readonly #events = new EventLog<typeof poolEvents>(bytesToHex(randomBytes(8)), () => ({type: 'stats', data: this.#stats()}));
	readonly #startedMs: number;
	#floor = nobody;
	#tip: Tip;
	#trouble: ApiError | undefined;
	#statsTimer: NodeJS.Timeout | undefined;

	private constructor(options: PoolOptions, dependencies: PoolDependencies, tip: Tip) {
		this.#options = options;
		this.#dependencies = dependencies;
		this.#tip = tip;
		this.#startedMs = dependencies.clock();
		const teller = new ShareTeller(share => {
			this.#changed('share', share);
		});
		this.ledger = {
			share: async share => {
				await this.#accounting.ledger.share(share);
				teller.tell(share, dependencies.clock());
			},
			candidate: async (hash, outcome) => this.#accounting.ledger.candidate(hash, outcome),
		};
	}

	/** What the pool's blocks have to pay. */
	get address(): Address {
		return this.#dependencies.key.address;
	}

	/** Says who is connected, from now on. */
	serve(workers: LiveWorkers): void {
		this.#floor = workers;
	}

	/** Tells that a worker came or left. */
	tellWorker(worker: PoolEventOf<'worker'>['data']): void {
		this.#changed('worker', worker);
	}

	async stats(): Promise<PoolStats> {
		return this.#stats();
	}

	async workers({limit = WORKERS_PAGE}: {limit?: number | undefined} = {}): Promise<PoolWorker[]> {
		return fastestFirst(this.#floor.workers()).slice(0, limit).map(worker => workerObject(worker));
	}

	async blocks({before, limit = PAGE}: {before?: Height | undefined; limit?: number | undefined} = {}): Promise<PoolBlock[]> {
		const {books} = this.#accounting;
		return take(limit, books.blocks(before), block => ({...blockObject(block), credits: creditObjects(books.credits(block.hash))}));
	}

	async payouts({before, limit = PAGE}: {before?: number | undefined; limit?: number | undefined} = {}): Promise<Payout[]> {
		return take(limit, this.#accounting.books.payouts(before), payout => payoutObject(payout));
	}

	async miner(given: Address): Promise<PoolMiner> {
		const address = this.#read(given);
		const {books, round} = this.#accounting;
		const account = books.miner(address);
		const workers = this.#floor.workers().filter(worker => worker.address === address);
		const immature = await this.#accounting.immatureOf(address);
		const work = round.work.get(address);
		const payouts = await books.payoutsOf(address, PAYOUTS_OF_MINER);
		if (!account && work === undefined && immature === 0n && workers.length === 0) {
			throw new ApiError('not_found', `the pool knows nothing of ${address}`);
		}

		const {balance, pending, paid, fees} = account ?? NO_ACCOUNT;
		return {
			address,
			balance: formatAmount(balance),
			immature: formatAmount(immature),
			pending: formatAmount(pending),
			paid: formatAmount(paid),
			fees: formatAmount(fees),
			round: {work: (work ?? 0n).toString(), part: ratioOf(work ?? 0n, round.total)},
			hashrate: hashrateOf(workers),
			workers: fastestFirst(workers).map(worker => workerObject(worker)),
			payouts: payouts.map(payout => minerPayout(payout, address)),
		};
	}

	events(options?: FollowOptions): AsyncIterable<PoolEvent> {
		return this.#events.follow(options);
	}

	/** Waits until everything is done that the node's tip asks for. */
	async settled(): Promise<void> {
		await this.#accounting.settled();
	}

	/** Ends event streams, stops paying, and waits until everything is on disk. Shares have to have stopped before. */
	async stop(): Promise<void> {
		await this.#accounting.stop();
		clearTimeout(this.#statsTimer);
		this.#events.close();
	}

	/** @throws {ApiError} `address_invalid` or `address_wrong_network`. */
	#read(address: Address): Address {
		try {
			const {network} = this.#options;
			return encodeAddress(parseAddress(address, network.addressPrefix), network.addressPrefix);
		} catch (error) {
			throw toApiError(error);
		}
	}

	#changed<Type extends PoolEventType>(type: Type, data: PoolEventOf<Type>['data']): void {
		this.#events.append(type, data);
		this.#announceStats();
	}

	#follow(tip: Tip): void {
		this.#tip = tip;
		this.#announceStats();
	}

	#troubled(trouble: ApiError | undefined): void {
		if (trouble?.message !== this.#trouble?.message) {
			this.#trouble = trouble;
			this.#dependencies.onTrouble?.(trouble);
			this.#announceStats();
		}
	}

	/** At most once in {@link STATS_MS}; what comes in between is told at its end. */
	#announceStats(): void {
		this.#statsTimer ??= setTimeout(() => {
			this.#statsTimer = undefined;
			this.#events.append('stats', this.#stats());
		}, STATS_MS).unref();
	}

	#stats(): PoolStats {
		return poolStats({
			options: this.#options,
			key: this.#dependencies.key,
			accounting: this.#accounting,
			workers: this.#floor.workers(),
			tip: this.#tip,
			trouble: this.#trouble,
			nowMs: this.#dependencies.clock(),
			startedMs: this.#startedMs,
		});
	}
}

const fastestFirst = (workers: readonly WorkerSnapshot[]): WorkerSnapshot[] => workers.toSorted((a, b) => b.hashesPerSecond - a.hashesPerSecond);

/** The first of what an iterable has. */
async function take<Value, Result>(limit: number, values: AsyncIterable<Value>, form: (value: Value) => Result): Promise<Result[]> {
	const taken: Result[] = [];
	if (limit > 0) {
		for await (const value of values) {
			taken.push(form(value));
			if (taken.length >= limit) {
				break;
			}
		}
	}

	return taken;
}
