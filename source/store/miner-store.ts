import type {ApiError} from '../api/api-error.js';
import type {ErrorCode} from '../api/error-codes.js';
import type {BlockObject} from '../api/block.js';
import type {Address, Hash} from '../protocol/brands.js';
import type {Miner, MinerEvent, MinerState} from '../runtime/mine.js';
import {Earnings} from './earnings.js';
import type {LogLine} from './log-line.js';
import {Publisher} from './publisher.js';
import {append, prepend, type Series} from './series.js';

export type MinerView = {
	/** `undefined` until it has run once. */
	readonly miner: MinerState | undefined;
	readonly isRunning: boolean;
	/** Processes that are wanted. */
	readonly processes: number;
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
	readonly onTrouble: (trouble: {readonly error: ApiError} | undefined) => void;
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
	#earnings: Earnings | undefined;
	#ticker: NodeJS.Timeout | undefined;
	#hashes: readonly number[] = [];
	#stopping: Promise<void> = Promise.resolve();

	/** @param processes - That are wanted at first. */
	constructor(processes: number, dependencies: MinerStoreDependencies) {
		super({
			miner: undefined, isRunning: false, processes, address: undefined, earned: undefined, startedAt: undefined, stoppedAt: undefined, rates: [], processRates: [], log: [], trouble: undefined,
		}, dependencies.clock);
		this.#dependencies = dependencies;
	}

	/** Mines for an address; another one than before takes a new miner, and new figures. */
	async start(address: Address): Promise<void> {
		await this.#stopping;
		if (this.state.isRunning) {
			return;
		}

		if (!this.#miner || address !== this.state.address) {
			this.#earnings = new Earnings(address, this.#dependencies.block);
			this.set({earned: this.#earnings.total});
			this.#miner = this.#dependencies.makeMiner({
				address,
				threads: this.state.processes,
				onTrouble: trouble => {
					this.set({trouble: trouble?.error.message});
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
			isRunning: true, address, startedAt: this.#dependencies.clock(), trouble: undefined, miner: this.#miner.state(), rates: this.#afterPause(), processRates: [],
		}, true);
		this.#note('note', `mining for ${address}`);
	}

	async stop(): Promise<void> {
		if (!this.state.isRunning) {
			await this.#stopping;
			return;
		}

		clearInterval(this.#ticker);
		this.set({isRunning: false, startedAt: undefined, stoppedAt: this.#dependencies.clock(), trouble: undefined}, true);
		this.#stopping = this.#miner!.stop();
		await this.#stopping;
		this.set({miner: this.#miner!.state()}, true);
		this.#note('note', 'stopped');
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

	#take(event: MinerEvent): void {
		switch (event.event) {
			case 'ready': {
				this.#note('note', `${event.threads} process${event.threads === 1 ? '' : 'es'}, kernel ${event.kernel}`);
				break;
			}

			case 'kernel': {
				this.#note('note', `kernel ${event.kernel}, the fastest here`);
				break;
			}

			case 'block': {
				this.#note('good', `block #${event.height} ${event.hash}`);
				void this.#reckon(async earnings => earnings.add(event.hash, event.height));
				break;
			}

			case 'share': {
				this.#note('good', `share worth ${Math.round(event.difficulty).toLocaleString('en')} hashes`);
				break;
			}

			case 'stale': {
				this.#note('note', 'too late: the chain had moved on');
				break;
			}

			case 'rejected': {
				this.#note('bad', `refused: ${event.message}`);
				if (diskCodes.has(event.code)) {
					void this.#giveUp('the disk refused a block, so mining stopped; make room, and start the node anew');
				}

				break;
			}

			case 'restart': {
				this.#note('bad', `process ${event.pid ?? ''} died (${event.reason}); another one takes its place`);
				break;
			}

			case 'failed': {
				clearInterval(this.#ticker);
				this.set({isRunning: false, startedAt: undefined, stoppedAt: this.#dependencies.clock(), trouble: event.error.message, miner: this.#miner!.state()}, true);
				this.#note('bad', event.error.message);
				break;
			}

			case 'hashrate': {
				break;
			}
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
