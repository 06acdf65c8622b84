import {toApiError} from '../api/api-error.js';
import type {Session} from '../runtime/open-session.js';
import type {RunningPool} from '../runtime/pool.js';
import type {Settings} from '../runtime/settings.js';
import type {Protection} from '../runtime/wallet.js';
import {PoolStore} from './pool-store.js';
import {Publisher} from './publisher.js';

/** What a person is asked for before a pool starts: how its new wallet shall be protected, the passphrase of the one there is, or nothing. */
export type PoolQuestion = 'protection' | 'passphrase' | 'nothing';

export type PoolHostState = {
	readonly phase: 'off' | 'starting' | 'running' | 'stopping';
	/** Where miners find it; `undefined` while it does not run. */
	readonly running: (Pick<RunningPool, 'url' | 'stratum' | 'lanStratum' | 'address'> & {/** Whether it lets other machines in, as was chosen when it started. */ readonly isOpenToLan: boolean}) | undefined;
	/** What it tells, while it runs. */
	readonly store: PoolStore | undefined;
	/** Why it did not start. */
	readonly trouble: string | undefined;
};

export type PoolHostOptions = {
	/** Milliseconds. */
	readonly clock: () => number;
	/** Whether other machines are let in. */
	readonly isLan: () => boolean;
	/** Told that a person has started it, or stopped. */
	readonly onChosen: (isOn: boolean) => void;
	/** Where it listens; by default the usual port, or the next that is free. */
	readonly port?: number;
};

/** The choices that are remembered for a pool. @param genesis - Of its network. */
export const poolChoice = (memory: {readonly settings: Settings; remember(change: Partial<Settings>): void}, genesis: string): Pick<PoolHostOptions, 'isLan' | 'onChosen'> => ({
	isLan: () => memory.settings.isLan ?? false,
	onChosen(isOn) {
		memory.remember({pool: isOn ? genesis : undefined});
	},
});

/** The pool that a person starts and stops on the session that is open. */
export class PoolHost extends Publisher<PoolHostState> {
	readonly #session: Session;
	readonly #options: PoolHostOptions;
	#pool: RunningPool | undefined;
	#changing: Promise<unknown> = Promise.resolve();
	#isEnded = false;

	constructor(session: Session, options: PoolHostOptions) {
		super({phase: 'off', running: undefined, store: undefined, trouble: undefined}, options.clock);
		this.#session = session;
		this.#options = options;
	}

	/** @throws {ApiError} What opening the pool's wallet fails with. */
	async question(): Promise<PoolQuestion> {
		const {openedPoolWallet} = await import('../runtime/pool-key.js');
		const keystore = await openedPoolWallet(this.#session.workspace);
		return keystore ? (keystore.isEncrypted ? 'passphrase' : 'nothing') : 'protection';
	}

	/**
	Starts the pool. The first start makes its wallet.

	@param protection - How a new wallet is protected, or what opens the one there is.
	@returns The phrase of a wallet that was made just now, to be shown once.
	@throws {ApiError} `passphrase_needed`, `passphrase_wrong`, `folder_in_use` and what else keeps a pool from starting.
	*/
	async start(protection: Protection): Promise<string | undefined> {
		const started = this.#inTurn(async () => {
			if (this.#isEnded || this.state.phase === 'running') {
				return undefined;
			}

			this.set({phase: 'starting', trouble: undefined}, true);
			try {
				return await this.#open(protection);
			} catch (error) {
				const failure = toApiError(error);
				this.set({phase: 'off', trouble: failure.code === 'passphrase_wrong' ? undefined : failure.message}, true);
				throw failure;
			}
		});
		return started;
	}

	/** Stops it because a person wants that. */
	async stop(): Promise<void> {
		await this.#inTurn(async () => this.#close());
		this.#options.onChosen(false);
	}

	/** Stops it for good, because its session ends. */
	async end(): Promise<void> {
		this.#isEnded = true;
		await this.#inTurn(async () => this.#close());
		this.close();
	}

	async #open(protection: Protection): Promise<string | undefined> {
		const [{openPool, DEFAULT_POOL_PORT}, {openPoolWallet, unlockPoolKey}] = await Promise.all([import('../runtime/pool.js'), import('../runtime/pool-key.js')]);
		const {clock, isLan, onChosen, port} = this.#options;
		const isOpenToLan = isLan();
		const {keystore, phrase} = await openPoolWallet(this.#session.workspace, async () => protection);
		const key = await unlockPoolKey(keystore, protection === 'none' ? undefined : protection.passphrase);
		try {
			this.#pool = await openPool(this.#session, {key, isOpenToLan, port: {port: port ?? DEFAULT_POOL_PORT, isDefault: port === undefined}});
		} catch (error) {
			if (phrase === undefined) {
				throw error;
			}

			// Its words are shown all the same: nobody can ask for them any more once the passphrase is forgotten.
			this.set({phase: 'off', trouble: toApiError(error).message}, true);
			return phrase;
		}

		const {pool, url, stratum, lanStratum, address} = this.#pool;
		const store = new PoolStore(pool, {clock});
		void store.run();
		this.set({
			phase: 'running', store, running: {url, stratum, lanStratum, address, isOpenToLan},
		}, true);
		onChosen(true);
		return phrase;
	}

	async #close(): Promise<void> {
		if (!this.#pool) {
			return;
		}

		this.set({phase: 'stopping'}, true);
		this.state.store?.stop();
		try {
			await this.#pool.stop();
		} finally {
			this.#pool = undefined;
			this.set({phase: 'off', running: undefined, store: undefined}, true);
		}
	}

	/** One thing after the other, whatever keys are pressed meanwhile. */
	async #inTurn<Result>(action: () => Promise<Result>): Promise<Result> {
		const before = this.#changing;
		const mine = (async () => {
			await before;
			return action();
		})();
		this.#changing = mine.catch(() => undefined);
		return mine;
	}
}

