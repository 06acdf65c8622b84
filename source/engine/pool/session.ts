import * as z from 'zod';
import {
	type StratumConnection, StratumError, type StratumId, stratumIdSchema, stratumParameters, type StratumReply, stratumReplySchema, type StratumRequest, stratumRequestSchema, type StratumSession, versionRollingSchema,
} from '../../api/stratum.js';
import {HASHES_OF_ONE, hashesOfTarget} from '../../protocol/difficulty.js';
import {VERSION_ROLLING_MASK} from '../../protocol/header.js';
import {EXTRANONCE2_SIZE} from './job.js';
import type {Jobs} from './jobs.js';
import {readParameters} from './read-parameters.js';
import type {ShareDesk} from './share-desk.js';
import {difficultyInPassword, parseUserName, type UserName} from './user-name.js';
import {WorkFeed} from './work-feed.js';
import type {Worker} from './workers.js';

/** Names that may be authorized on one connection: a proxy in front of many machines has some. */
const MOST_USERS = 64;

/** The only question that we ask. */
const VERSION_QUESTION = 1;

/** Who keeps the workers of all sessions. */
export type Roster = {
	join(user: UserName, agent: string): Worker;
	left(worker: Worker): void;
};

export type SessionDependencies = {
	readonly connection: StratumConnection;
	/** This connection's alone, in hexadecimal. */
	readonly extranonce1: string;
	/** The address prefix of the network. */
	readonly prefix: string;
	readonly jobs: Jobs;
	readonly desk: ShareDesk;
	readonly roster: Roster;
	/** Milliseconds. */
	readonly clock: () => number;
};

type Method = (parameters: readonly unknown[], id: StratumId) => void | Promise<void>;

/** One miner's connection: what it has said, and what is answered. */
export class Session implements StratumSession {
	/** Its work; begins once the miner has subscribed and is authorized. */
	readonly feed: WorkFeed;
	readonly #dependencies: SessionDependencies;
	readonly #workers = new Map<string, Worker>();
	#isSubscribed = false;
	#agent = '';
	#versionMask = 0;
	#isAsked = false;

	readonly #methods: Readonly<Record<string, Method>> = {
		'mining.configure': (parameters, id) => {
			this.#reply(id, this.#configure(parameters));
		},
		'mining.subscribe': (parameters, id) => {
			this.#subscribe(parameters, id);
		},
		'mining.authorize': (parameters, id) => {
			this.#authorize(parameters, id);
		},
		'mining.submit': async (parameters, id) => this.#submit(parameters, id),
		'mining.suggest_difficulty': (parameters, id) => {
			const [difficulty] = readParameters(stratumParameters.suggestDifficulty, parameters);
			this.#reply(id, true);
			this.feed.suggest(difficulty * HASHES_OF_ONE);
		},
		'mining.suggest_target': (parameters, id) => {
			const [target] = readParameters(stratumParameters.suggestTarget, parameters);
			this.#reply(id, true);
			this.feed.suggest(hashesOfTarget(target));
		},
		'mining.extranonce.subscribe': (_, id) => {
			this.#reply(id, true);
		},
		'mining.ping': (_, id) => {
			this.#reply(id, 'pong');
		},
	};

	constructor(dependencies: SessionDependencies) {
		this.#dependencies = dependencies;
		this.feed = new WorkFeed({...dependencies, workers: this.#workers});
	}

	get isAuthorized(): boolean {
		return this.#workers.size > 0;
	}

	async receive(message: unknown): Promise<void> {
		if (typeof message === 'object' && message !== null && !Array.isArray(message) && !('method' in message)) {
			this.#hear(message);
			return;
		}

		const {success, data: request} = stratumRequestSchema.safeParse(message);
		if (!success) {
			this.#refuse(idOf(message), new StratumError(20, 'not a request: {"id","method","params":[]}'));
			return;
		}

		try {
			await this.#answer(request);
		} catch (error) {
			if (!(error instanceof StratumError)) {
				throw error;
			}

			this.#refuse(request.id, error);
		}
	}

	/** Has the miner's program show a text to a person, if it can. */
	show(text: string): void {
		if (this.isAuthorized) {
			this.#dependencies.connection.send({id: null, method: 'client.show_message', params: [text]});
		}
	}

	end(): void {
		for (const worker of this.#workers.values()) {
			this.#dependencies.roster.left(worker);
		}

		this.#workers.clear();
	}

	async #answer({id, method, params}: StratumRequest): Promise<void> {
		const answer = Object.hasOwn(this.#methods, method) ? this.#methods[method] : undefined;
		if (!answer) {
			throw new StratumError(20, `there is no method ${JSON.stringify(method)} here`);
		}

		await answer(params, id);
	}

	#configure(parameters: readonly unknown[]): Record<string, unknown> {
		const [extensions, options] = readParameters(stratumParameters.configure, parameters);
		return Object.fromEntries(extensions.flatMap((extension): Array<[string, unknown]> => {
			if (extension !== 'version-rolling') {
				return [[extension, false]];
			}

			const {'version-rolling.mask': mask = VERSION_ROLLING_MASK} = versionRollingSchema.safeParse(options).data ?? {};
			this.#versionMask = (mask & VERSION_ROLLING_MASK) >>> 0;
			return [[extension, this.#versionMask !== 0], ['version-rolling.mask', this.#versionMask.toString(16).padStart(8, '0')]];
		}));
	}

	#subscribe(parameters: readonly unknown[], id: StratumId): void {
		const {extranonce1} = this.#dependencies;
		const [agent] = readParameters(stratumParameters.subscribe, parameters);
		this.#agent = printable(agent ?? '');
		// A miner that asks twice, as cpuminer does when it did not understand, is given the same again.
		this.#reply(id, [[['mining.set_difficulty', extranonce1], ['mining.notify', extranonce1]], extranonce1, EXTRANONCE2_SIZE]);
		if (!this.#isSubscribed) {
			this.#isSubscribed = true;
			this.#begin();
		}
	}

	#authorize(parameters: readonly unknown[], id: StratumId): void {
		try {
			const [name, password] = readParameters(stratumParameters.authorize, parameters);
			this.#admit(name);
			const difficulty = difficultyInPassword(password ?? '');
			if (difficulty !== undefined) {
				this.feed.suggest(difficulty * HASHES_OF_ONE);
			}
		} catch (error) {
			if (error instanceof StratumError) {
				// Some take an answer without a result for a yes.
				this.#refuse(id, error, false);
				return;
			}

			throw error;
		}

		this.#reply(id, true);
		this.#begin();
	}

	#admit(name: string): void {
		if (this.#workers.has(name)) {
			return;
		}

		const user = parseUserName(name, this.#dependencies.prefix);
		if (this.#workers.size >= MOST_USERS) {
			throw new StratumError(24, `at most ${MOST_USERS} names on one connection`);
		}

		this.#workers.set(name, this.#dependencies.roster.join(user, this.#agent));
	}

	#begin(): void {
		if (this.#isSubscribed && this.isAuthorized) {
			this.feed.open();
		}
	}

	async #submit(parameters: readonly unknown[], id: StratumId): Promise<void> {
		const {desk, clock, extranonce1} = this.#dependencies;
		if (!this.#isSubscribed) {
			throw new StratumError(25, 'not subscribed');
		}

		const worker = this.#workers.get(String(parameters[0]));
		if (!worker) {
			throw new StratumError(24, 'this user is not authorized on this connection');
		}

		worker.lastSeenMs = clock();
		try {
			const [, jobId, extranonce2, time, nonce, versionBits] = readParameters(stratumParameters.submit, parameters);
			await desk.take({
				worker,
				assignments: this.feed.assignments,
				extranonce1,
				versionMask: this.#versionMask,
				jobId,
				submission: {extranonce2: Buffer.from(extranonce2, 'hex'), time, nonce, versionBits: versionBits ?? undefined},
			});
		} catch (error) {
			if (error instanceof StratumError) {
				desk.refused(worker, error);
			}

			throw error;
		}

		this.#reply(id, true);
		this.feed.count();
		this.#askVersion();
	}

	/** Asks a program for its name that did not give it. Not before the first share: some take any question before for the answer to theirs. */
	#askVersion(): void {
		if (this.#agent === '' && !this.#isAsked) {
			this.#isAsked = true;
			this.#dependencies.connection.send({id: VERSION_QUESTION, method: 'client.get_version', params: []});
		}
	}

	/** An answer to our question; to any other we have asked nothing, and say nothing. */
	#hear(message: object): void {
		const {data} = stratumReplySchema.safeParse(message);
		if (this.#isAsked && data?.id === VERSION_QUESTION && typeof data.result === 'string') {
			this.#agent = printable(data.result);
			for (const worker of this.#workers.values()) {
				worker.agent = this.#agent;
			}
		}
	}

	#reply(id: StratumId, result: unknown, error: StratumReply['error'] = null): void {
		// Without an id it is no question.
		if (id !== null) {
			this.#dependencies.connection.send({id, result, error});
		}
	}

	#refuse(id: StratumId, {code, message}: StratumError, result: false | null = null): void {
		this.#reply(id, result, [code, message, null]);
	}
}

function idOf(message: unknown): StratumId {
	const id = z.object({id: stratumIdSchema}).safeParse(message).data?.id;
	return id ?? null;
}

/** What a stranger's program calls itself, fit for a screen. */
const printable = (text: string): string => text.replaceAll(/[^\u0020-\u007E]/gv, '').slice(0, 64);
