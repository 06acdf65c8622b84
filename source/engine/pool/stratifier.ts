import {toApiError} from '../../api/api-error.js';
import type {LedgerApi, MiningApi} from '../../api/node-api.js';
import type {StratumApi, StratumConnection, StratumSession} from '../../api/stratum.js';
import type {Address} from '../../protocol/brands.js';
import {type Sleep, sleep as systemSleep} from '../work/sleep.js';
import {Templates} from '../work/templates.js';
import {Candidates} from './candidates.js';
import {EXTRANONCE1_SIZE} from './job.js';
import {Jobs} from './jobs.js';
import {Session} from './session.js';
import type {ShareLedger} from './share.js';
import {ShareDesk} from './share-desk.js';
import {prefixOf, type UserName} from './user-name.js';
import type {WorkEvent, WorkListener} from './work-event.js';
import {type Worker, Workers, type WorkerSnapshot} from './workers.js';

export type StratifierOptions = {
	readonly node: MiningApi & Pick<LedgerApi, 'events'>;
	/** The pool's own: every job pays it, so no share can pay anybody else. */
	readonly address: Address;
	readonly ledger: ShareLedger;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** From 0 up to 1. */
	readonly random: () => number;
	readonly sleep?: Sleep | undefined;
	/** Told of what should not happen, such as a ledger that cannot be written. */
	readonly onError?: ((error: unknown) => void) | undefined;
};

/** How often the difficulties of miners are looked at whose shares do not come. Milliseconds. */
const TICK_MS = 10_000;

const EXTRANONCES = 256 ** EXTRANONCE1_SIZE;

/**
Gives work to miners and takes their shares: makes jobs of the node's templates, each for one miner alone, and hands blocks to the node. (The name is ckpool's word for it.)

It knows no sockets: a door for miners is opened on it as a {@link StratumApi}. Who is paid what is the ledger's business.
*/
export class Stratifier implements StratumApi {
	readonly #options: StratifierOptions;
	readonly #templates: Templates;
	readonly #jobs: Jobs;
	readonly #candidates: Candidates;
	readonly #desk: ShareDesk;
	readonly #workers = new Workers();
	readonly #sessions = new Set<Session>();
	readonly #listeners = new Set<WorkListener>();
	readonly #stopping = new AbortController();
	#running: Promise<unknown> | undefined;
	#extranonce: number;

	constructor(options: StratifierOptions) {
		const {node, ledger, clock, random, sleep = systemSleep, onError = () => undefined} = options;
		this.#options = options;
		this.#extranonce = Math.floor(random() * EXTRANONCES);
		this.#jobs = new Jobs(clock, random);
		this.#templates = new Templates({
			...options,
			onTrouble: trouble => {
				this.#emit({event: 'trouble', trouble});
			},
		});
		this.#candidates = new Candidates({
			node, ledger, sleep, random, emit: this.#emit, onError, tip: () => this.#templates.tip,
		});
		this.#desk = new ShareDesk({
			ledger, clock, onError, candidates: this.#candidates, emit: this.#emit,
		});
	}

	/** Begins to follow the node; the first event `job` tells that there is work. */
	start(): void {
		this.#running ??= Promise.all([this.#follow(), this.#tick()]);
	}

	/** Gives out no more work, and waits until the last block is with the node. Stopping twice is fine. */
	async stop(): Promise<void> {
		this.#stopping.abort();
		await this.#candidates.stop();
		await this.#running;
	}

	/** Calls the listener with every event from now on. @returns What ends that. */
	subscribe(listener: WorkListener): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	/** Everybody who mines here, and who did in the last minutes. */
	workers(): WorkerSnapshot[] {
		return this.#workers.snapshot(this.#options.clock());
	}

	/** Has every miner's program show a text to a person, where it can. */
	show(text: string): void {
		for (const session of this.#sessions) {
			session.show(text);
		}
	}

	connect(connection: StratumConnection): StratumSession {
		const {clock, address} = this.#options;
		const session = new Session({
			connection,
			clock,
			prefix: prefixOf(address),
			extranonce1: this.#nextExtranonce(),
			jobs: this.#jobs,
			desk: this.#desk,
			roster: {
				join: (user, agent) => this.#join(user, agent),
				left: worker => {
					this.#left(worker);
				},
			},
		});
		this.#sessions.add(session);
		return {
			get isAuthorized() {
				return session.isAuthorized;
			},
			receive: async message => session.receive(message),
			end: () => {
				if (this.#sessions.delete(session)) {
					session.end();
				}
			},
		};
	}

	async #follow(): Promise<void> {
		try {
			for await (const template of this.#templates.follow(this.#stopping.signal)) {
				if (template) {
					this.#assignAll(this.#jobs.take(template));
				} else {
					this.#jobs.pause();
				}
			}
		} catch (error) {
			this.#emit({event: 'failed', error: toApiError(error)});
		}
	}

	#assignAll(clean: boolean): void {
		for (const session of this.#sessions) {
			session.feed.assign(clean);
		}

		this.#emit({event: 'job', height: this.#jobs.current!.template.height, clean});
	}

	async #tick(): Promise<void> {
		const {sleep = systemSleep} = this.#options;
		const {signal} = this.#stopping;
		while (!signal.aborted) {
			await sleep(TICK_MS, signal);
			for (const session of this.#sessions) {
				session.feed.tick();
			}
		}
	}

	/** One after the other: after four billion connections the first comes again. */
	#nextExtranonce(): string {
		this.#extranonce = (this.#extranonce + 1) % EXTRANONCES;
		return this.#extranonce.toString(16).padStart(2 * EXTRANONCE1_SIZE, '0');
	}

	#join(user: UserName, agent: string): Worker {
		const nowMs = this.#options.clock();
		const worker = this.#workers.join(user, nowMs);
		worker.agent = agent;
		this.#emit({event: 'worker', state: 'joined', worker: worker.snapshot(nowMs)});
		return worker;
	}

	#left(worker: Worker): void {
		const nowMs = this.#options.clock();
		worker.connections--;
		worker.lastSeenMs = nowMs;
		this.#emit({event: 'worker', state: 'left', worker: worker.snapshot(nowMs)});
	}

	readonly #emit = (event: WorkEvent): void => {
		for (const listener of this.#listeners) {
			listener(event);
		}
	};
}
