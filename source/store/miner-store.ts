import type {ApiError} from '../api/api-error.js';
import type {ErrorCode} from '../api/error-codes.js';
import type {BlockObject} from '../api/block.js';
import type {Address, Hash} from '../protocol/brands.js';
import type {PoolAddress} from '../api/pool-address.js';
import type {
	Miner, MinerEvent, MinerState, PoolNews,
} from '../runtime/mine.js';
import {Earnings} from './earnings.js';
import type {LogLine} from './log-line.js';
import {minerWords, newsWords} from './miner-words.js';
import {Publisher} from './publisher.js';
import {append, prepend, type Series} from './series.js';
import {isSameTarget, type MiningTarget, targetName} from './work-choice.js';

/** `away`: it gave no work, and is called again. */
export type PoolLink = 'connecting' | 'connected' | 'away';

export type MinerView = {
	/** `undefined` until it has run once. */
	readonly miner: MinerState | undefined;
	readonly isRunning: boolean;
	/** Processes that are wanted. */
	readonly processes: number;
	/** Where the work comes from, or will when it starts. */
	readonly target: MiningTarget;
	/** How the pool is to be had, while one is mined on. */
	readonly link: PoolLink | undefined;
	/** Who is paid. */
	readonly address: Address | undefined;
	/** What its blocks since the program began have brought to that address, in coins; see {@link Earnings}. `undefined` until it has run once, or where the node did not say. */
	readonly earned: string | undefined;
	/** When it was started, in milliseconds. */
	readonly startedAt: number | undefined;
	/** Hashes per second, one value a second. */
	readonly rates: Series;
	/** The same for each process, by its place in the list. */
	readonly processRates: readonly Series[];
	/** When it was stopped last, in milliseconds. */
	readonly stoppedAt: number | undefined;
	/** Newest first. */
	readonly log: readonly LogLine[];
	/** Why nothing is mined. */
	readonly trouble: string | undefined;
};

export type MakeMiner = (request: {
	readonly address: Address;
	readonly threads: number;
	/** Where work comes from, unless it is the node. */
	readonly pool: PoolAddress | undefined;
	readonly onTrouble: (trouble: {readonly error: ApiError} | undefined) => void;
	readonly onNews: (news: PoolNews) => void;
}) => Miner;

export type MinerStoreDependencies = {
	readonly makeMiner: MakeMiner;
	/** Asks the node for a block. */
	readonly block: (hash: Hash) => Promise<BlockObject>;
	/** Milliseconds. */
	readonly clock: () => number;
};

/** The disk of the node, and not the work, is what is wrong. */
const diskCodes: ReadonlySet<string> = new Set<ErrorCode>(['storage_failed', 'storage_damaged', 'folder_not_writable']);

const TICK_MS = 1000;
const RATES = 900;
const PROCESS_RATES = 60;
const LOG_LINES = 500;

/** A miner that a person starts and stops, and what screens show of it. */
export class MinerStore extends Publisher<MinerView> {
	readonly #dependencies: MinerStoreDependencies;
	#miner: Miner | undefined;
	/** What the miner was made for. */
	#madeFor: MiningTarget = {kind: 'solo'};
	/** It stops only to go on with other work. */
	#goesOn = false;
	#earnings: Earnings | undefined;
	#ticker: NodeJS.Timeout | undefined;
	#hashes: readonly number[] = [];
	#stopping: Promise<void> = Promise.resolve();

	/** @param processes - That are wanted at first. */
	constructor(processes: number, dependencies: MinerStoreDependencies) {
		super({
			miner: undefined, isRunning: false, processes, target: {kind: 'solo'}, link: undefined, address: undefined, earned: undefined, startedAt: undefined, stoppedAt: undefined, rates: [], processRates: [], log: [], trouble: undefined,
		}, dependencies.clock);
		this.#dependencies = dependencies;
	}

	/** Chooses where work comes from. A miner that runs goes on with it at once, when the verdicts on what it has found are in. */
	async aim(target: MiningTarget): Promise<void> {
		const {address, isRunning} = this.state;
		const isSame = isSameTarget(target, this.state.target);
		this.set({target}, true);
		if (!isRunning || isSame || address === undefined) {
			return;
		}

		this.#goesOn = true;
		await this.#halt();
		if (this.#goesOn) {
			await this.start(address);
		}
	}

	/** Mines for an address; another one than before, or other work, takes a new miner, and new figures. */
	async start(address: Address): Promise<void> {
		await this.#stopping;
		if (this.state.isRunning) {
			return;
		}

		const {target} = this.state;
		const pool = target.kind === 'pool' ? target.pool : undefined;
		if (!this.#earnings || address !== this.state.address) {
			this.#earnings = new Earnings(address, this.#dependencies.block);
			this.set({earned: this.#earnings.total});
		}

		if (!this.#miner || address !== this.state.address || !isSameTarget(target, this.#madeFor)) {
			this.#madeFor = target;
			this.#miner = this.#dependencies.makeMiner({
				address,
				threads: this.state.processes,
				pool,
				onTrouble: trouble => {
					this.set({trouble: trouble?.error.message});
				},
				onNews: news => {
					this.#hear(news);
				},
			});
			this.#miner.subscribe(event => {
				this.#take(event);
			});
		}

		this.#miner.setProcesses(this.state.processes);
		this.#miner.start();
		this.#hashes = [];
		this.#ticker = setInterval(() => {
			this.#tick();
		}, TICK_MS);
		this.set({
			isRunning: true, address, startedAt: this.#dependencies.clock(), trouble: undefined, link: pool && 'connecting', miner: this.#miner.state(), rates: this.#afterPause(), processRates: [],
		}, true);
		this.#note('note', `mining for ${address} on ${targetName(target)}`);
	}

	async stop(): Promise<void> {
		this.#goesOn = false;
		await this.#halt();
	}

	/** @param count - Already within its bounds. */
	setProcesses(count: number): void {
		this.set({processes: count}, true);
		if (this.state.isRunning) {
			this.#miner?.setProcesses(count);
		}
	}

	/** To be told of each reorganisation: blocks that were found may have come to nothing. */
	async reorganised(forkHeight: number): Promise<void> {
		await this.#reckon(async earnings => earnings.recheck(forkHeight));
	}

	async #halt(): Promise<void> {
		if (!this.state.isRunning) {
			await this.#stopping;
			return;
		}

		clearInterval(this.#ticker);
		this.set({isRunning: false, startedAt: undefined, stoppedAt: this.#dependencies.clock(), trouble: undefined, link: undefined}, true);
		this.#stopping = this.#miner!.stop();
		await this.#stopping;
		this.set({miner: this.#miner!.state()}, true);
		this.#note('note', 'stopped');
	}

	async #reckon(change: (earnings: Earnings) => Promise<void>): Promise<void> {
		const earnings = this.#earnings;
		if (!earnings) {
			return;
		}

		try {
			await change(earnings);
		} catch {
			// It stays unknown until the node answers.
		}

		// Another wallet may be paid by now.
		if (earnings === this.#earnings) {
			this.set({earned: earnings.total});
		}
	}

	#hear(news: PoolNews): void {
		if (!this.state.isRunning) {
			return;
		}

		const [kind, text] = newsWords(news);
		const isAgain = news.kind === 'lost' && this.state.link === 'away' && `the pool: ${news.reason}` === this.state.trouble;
		if (!isAgain && news.kind !== 'waiting') {
			this.#note(kind, text);
		}

		if (news.kind === 'connected') {
			this.set({link: 'connected', trouble: undefined}, true);
		} else if (news.kind === 'lost') {
			this.set({link: 'away', trouble: `the pool: ${news.reason}`}, true);
		}
	}

	#take(event: MinerEvent): void {
		const line = minerWords(event);
		if (line) {
			this.#note(...line);
		}

		// A pool's block pays the pool.
		if (event.event === 'block' && this.state.target.kind === 'solo') {
			void this.#reckon(async earnings => earnings.add(event.hash, event.height));
		} else if (event.event === 'rejected' && diskCodes.has(event.code)) {
			void this.#giveUp('the disk refused a block, so mining stopped; make room, and start the node anew');
		} else if (event.event === 'failed') {
			clearInterval(this.#ticker);
			this.set({isRunning: false, startedAt: undefined, stoppedAt: this.#dependencies.clock(), trouble: event.error.message, link: undefined, miner: this.#miner!.state()}, true);
		}
	}

	/** Mining goes on in vain: it ends, and the person is told why. */
	async #giveUp(why: string): Promise<void> {
		if (this.state.isRunning) {
			await this.stop();
			this.set({trouble: why}, true);
			this.#note('bad', why);
		}
	}

	/** The rates with a gap for the time that nothing ran. */
	#afterPause(): Series {
		const {rates, stoppedAt} = this.state;
		const seconds = stoppedAt === undefined ? 0 : Math.min(RATES, Math.ceil((this.#dependencies.clock() - stoppedAt) / 1000));
		return [...rates, ...Array.from({length: Math.max(0, seconds)}, () => null)].slice(-RATES);
	}

	#tick(): void {
		const miner = this.#miner!.state();
		const hashes = [miner.hashes, ...miner.processes.map(process => process.hashes)];
		const rates = hashes.map((count, index) => {
			const before = this.#hashes[index];
			return before === undefined || count < before ? null : count - before;
		});
		this.#hashes = hashes;
		this.set({
			miner,
			rates: append(this.state.rates, rates[0] ?? null, RATES),
			processRates: miner.processes.map((_, index) => append(this.state.processRates[index] ?? [], rates[index + 1] ?? null, PROCESS_RATES)),
		});
	}

	#note(kind: LogLine['kind'], text: string): void {
		this.set({log: prepend(this.state.log, {time: Math.floor(this.#dependencies.clock() / 1000), kind, text}, LOG_LINES)});
	}
}
