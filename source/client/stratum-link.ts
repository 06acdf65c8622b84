import type {PoolAddress} from '../api/pool-address.js';
import {
	stratumNotifications, type StratumRequest, subscriptionSchema, versionRollingSchema,
} from '../api/stratum.js';
import type {Solution, Work} from '../api/work.js';
import {VERSION_ROLLING_MASK} from '../protocol/header.js';
import {type MiningTerms, type Notify, workOfNotify} from './stratum-work.js';
import {StratumChannel} from './stratum-channel.js';
import {encodeSubmission} from './stratum-submission.js';
import type {StratumTimings} from './stratum-timings.js';

export type LinkOptions = {
	readonly pool: PoolAddress;
	readonly user: string;
	readonly password: string;
	/** How we call ourselves. */
	readonly agent: string;
	readonly timings: StratumTimings;
	/** Makes ids of works unlike those of other links. */
	readonly name: string;
	readonly onWork: (work: Work) => void;
	/** The pool has something to say to a person. */
	readonly onMessage: (text: string) => void;
};

/** Why a link is over. `refused`: the pool does not take our name. */
export type LinkEnd = {readonly reason: string; readonly refused?: boolean; readonly reconnect?: {readonly port: number; readonly waitMs: number}};

export type SubmitAnswer = {readonly accepted: boolean; readonly code?: number; readonly message?: string};

/** Works that can still be handed in. */
const REMEMBERED_WORKS = 64;
/** A pool may ask us to come back later, but not in a week. */
const LONGEST_WAIT_MS = 60_000;

/** One connection to a Stratum V1 pool, from greeting to hanging up. */
export class StratumLink {
	/** Resolves when it is over, for whatever reason. */
	readonly ended: Promise<LinkEnd>;
	readonly #options: LinkOptions;
	readonly #channel: StratumChannel;
	readonly #jobs = new Map<string, {readonly jobId: string; readonly terms: MiningTerms}>();
	readonly #late: NodeJS.Timeout;
	#over: ((end: LinkEnd) => void) | undefined;
	#lastWork = 0;
	#latest: Work | undefined;
	#terms: MiningTerms = {
		extranonce1: '', extranonce2Size: 0, difficulty: 1, versionMask: 0,
	};

	#isOpen = false;
	/** A job that came before the greeting was over. */
	#early: Notify | undefined;

	constructor(options: LinkOptions) {
		const {pool, timings} = options;
		this.#options = options;
		this.ended = new Promise(resolve => {
			this.#over = resolve;
		});
		this.#late = setTimeout(() => {
			this.#end({reason: 'it gave no work'});
		}, timings.firstJobMs);
		this.#channel = new StratumChannel({
			pool,
			silenceMs: timings.silenceMs,
			onRequest: request => {
				this.#obey(request);
			},
			onEnd: reason => {
				this.#end({reason});
			},
		});
		void this.#greet();
	}

	/** The newest work; `undefined` before there is any. */
	get latest(): Work | undefined {
		return this.#latest;
	}

	/** Hangs up. */
	close(): void {
		this.#end({reason: 'closed'});
	}

	/** @returns `undefined` for a work that is too old, or of another link. Fails when the link does. */
	async submit(solution: Solution): Promise<SubmitAnswer | undefined> {
		const job = this.#jobs.get(solution.workId);
		if (!job) {
			return undefined;
		}

		const {result, error} = await this.#channel.ask('mining.submit', encodeSubmission(this.#options.user, job.jobId, solution, job.terms.versionMask), this.#options.timings.answerMs);
		return result === true ? {accepted: true} : {accepted: false, ...refusalOf(error)};
	}

	#end(end: LinkEnd): void {
		clearTimeout(this.#late);
		this.#over?.(end);
		this.#channel.end(end.reason);
	}

	async #greet(): Promise<void> {
		const {user, password, agent, timings: {answerMs}} = this.#options;
		try {
			await this.#configure();
			const subscription = await this.#channel.ask('mining.subscribe', [agent], answerMs);
			const [, extranonce1, extranonce2Size] = subscriptionSchema.parse(subscription.result);
			this.#terms = {...this.#terms, extranonce1, extranonce2Size};
			const {result, error} = await this.#channel.ask('mining.authorize', [user, password], answerMs);
			if (result !== true) {
				this.#end({reason: `it does not take ${user}: ${refusalOf(error).message}`, refused: true});
				return;
			}

			this.#isOpen = true;
			// Those who can tell us of another extranonce do so only when asked; of the others we hear a refusal or nothing.
			void this.#channel.ask('mining.extranonce.subscribe', [], answerMs).catch(() => undefined);
			if (this.#early) {
				this.#take(this.#early);
			}
		} catch (error) {
			this.#end({reason: error instanceof Error && error.name === 'ZodError' ? 'its answer makes no sense' : (error as Error).message});
		}
	}

	/** Asks for version rolling. Pools of old refuse, or do not answer: so be it. */
	async #configure(): Promise<void> {
		const wanted = VERSION_ROLLING_MASK.toString(16);
		try {
			const {result} = await this.#channel.ask('mining.configure', [['version-rolling'], {'version-rolling.mask': wanted, 'version-rolling.min-bit-count': 2}], this.#options.timings.configureMs);
			const {'version-rolling': isOn, ...rest} = result as Record<string, unknown>;
			const {data} = versionRollingSchema.safeParse(rest);
			if (isOn === true) {
				this.#terms = {...this.#terms, versionMask: ((data?.['version-rolling.mask'] ?? 0) & VERSION_ROLLING_MASK) >>> 0};
			}
		} catch (error) {
			if (this.#channel.isOver) {
				throw error;
			}
		}
	}

	#obey({id, method, params}: StratumRequest): void {
		switch (method) {
			case 'mining.notify': {
				this.#with(stratumNotifications.notify.safeParse(params).data, notify => {
					this.#early = notify;
					this.#take(notify);
				});
				break;
			}

			case 'mining.set_difficulty': {
				this.#with(stratumNotifications.setDifficulty.safeParse(params).data, ([difficulty]) => {
					this.#terms = {...this.#terms, difficulty};
				});
				break;
			}

			case 'mining.set_extranonce': {
				this.#with(stratumNotifications.setExtranonce.safeParse(params).data, ([extranonce1, extranonce2Size]) => {
					this.#terms = {...this.#terms, extranonce1, extranonce2Size};
				});
				break;
			}

			case 'mining.set_version_mask': {
				this.#with(stratumNotifications.setVersionMask.safeParse(params).data, ([mask]) => {
					this.#terms = {...this.#terms, versionMask: (mask & VERSION_ROLLING_MASK) >>> 0};
				});
				break;
			}

			case 'client.reconnect': {
				this.#with(stratumNotifications.reconnect.safeParse(params).data, ([host, port, wait]) => {
					this.#reconnect(host ?? '', port ?? this.#options.pool.port, wait ?? 0);
				});
				break;
			}

			case 'client.show_message': {
				this.#with(stratumNotifications.showMessage.safeParse(params).data, ([text]) => {
					this.#options.onMessage(text.replaceAll(/[\p{Cc}\p{Cf}]/gv, ' ').slice(0, 500));
				});
				break;
			}

			case 'mining.ping': {
				this.#channel.answer(id, 'pong');
				break;
			}

			case 'client.get_version': {
				this.#channel.answer(id, this.#options.agent);
				break;
			}

			default: {
				break;
			}
		}
	}

	/** Only to the same host: whoever speaks for the pool, or between it and us, cannot send our work elsewhere. */
	#reconnect(host: string, port: number, waitSeconds: number): void {
		const isSame = host === '' || host.toLowerCase() === this.#options.pool.host.toLowerCase();
		if (isSame && Number.isInteger(port) && port > 0 && port < 65_536) {
			this.#end({reason: 'it asked to connect anew', reconnect: {port, waitMs: Math.min(waitSeconds * 1000, LONGEST_WAIT_MS)}});
		} else {
			this.#options.onMessage(`the pool wanted us to go to ${host}:${port}; we stay`);
		}
	}

	#with<Value>(value: Value | undefined, use: (value: Value) => void): void {
		if (value === undefined) {
			this.#channel.puzzle();
		} else {
			use(value);
		}
	}

	#take(notify: Notify): void {
		if (!this.#isOpen) {
			return;
		}

		clearTimeout(this.#late);
		this.#lastWork++;
		const work = workOfNotify(notify, this.#terms, `${this.#options.name}-${this.#lastWork}`);
		this.#jobs.set(work.id, {jobId: notify[0], terms: this.#terms});
		this.#jobs.delete(`${this.#options.name}-${this.#lastWork - REMEMBERED_WORKS}`);
		this.#latest = work;
		this.#options.onWork(work);
	}
}

/** What a refusal says: usually a list of code and text, now and then an object or a mere text. */
function refusalOf(error: unknown): {code: number; message: string} {
	if (Array.isArray(error)) {
		return {code: Number(error[0]) || 20, message: String(error[1] ?? 'refused')};
	}

	const {code, message} = (error ?? {}) as {code?: unknown; message?: unknown};
	return {code: Number(code) || 20, message: typeof error === 'string' ? error : (typeof message === 'string' ? message : 'refused')};
}
