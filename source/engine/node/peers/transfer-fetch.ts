import {setImmediate as othersFirst} from 'node:timers/promises';
import type {Hash} from '../../../protocol/brands.js';
import {type RuleCode, RuleError} from '../../../protocol/rule-error.js';
import {decodeTransfer} from '../../../protocol/transfer.js';
import {ApiError} from '../../../api/api-error.js';
import type {Chain} from '../chain.js';
import type {Mempool} from '../mempool.js';
import {type Coming, PATIENCE_MS} from './coming.js';
import type {Link} from './link.js';

/** Transfers of one peer that are being fetched, and that wait to be. What it tells of beyond that is passed over: blocks will bring it. */
const AT_ONCE = 8;
const MOST_WAITING = 1000;

/** Of a peer's mempool, how many may be refused before the rest is passed over: each costs us the check of a signature. */
const MOST_REFUSED = 200;

/** How many are looked at in one go. */
const IN_ONE_GO = 20;

/** These depend on what the chain or the mempool looks like: the peer's may look otherwise. */
const arguable: ReadonlySet<RuleCode> = new Set<RuleCode>(['nonce_wrong', 'balance_too_low', 'money_overflow']);

export type TransferFetchDependencies = {
	readonly chain: Chain;
	readonly mempool: Mempool;
	readonly coming: Coming;
	/** Told of what is nobody's fault but ours. */
	readonly onError: (error: unknown) => void;
};

/** Fetches what a peer tells of, transfer by transfer. Each goes the way of any other. */
export class TransferFetch {
	readonly #link: Link;
	readonly #dependencies: TransferFetchDependencies;
	readonly #waiting = new Set<Hash>();
	#busy = 0;
	/** Whether a look at what waits is due. */
	#isLater = false;

	constructor(link: Link, dependencies: TransferFetchDependencies) {
		this.#link = link;
		this.#dependencies = dependencies;
	}

	/** The peer has told of a transfer. */
	told(id: Hash): void {
		if (this.#waiting.size < MOST_WAITING && this.#isNew(id)) {
			this.#waiting.add(id);
			this.#next();
		}
	}

	/** Takes over what waits at the peer; after connecting. */
	async fetchPending(): Promise<void> {
		if (!this.#link.isConnected) {
			return;
		}

		try {
			const {signal} = this.#link;
			let refused = 0;
			const pending = await this.#link.remote.pendingBytes();
			for (const [index, bytes] of pending.entries()) {
				if (index % IN_ONE_GO === 0) {
					await othersFirst();
				}

				if (signal.aborted || refused >= MOST_REFUSED) {
					return;
				}

				refused += this.#take(bytes) ? 0 : 1;
			}
		} catch (error) {
			this.#pass(error);
		}
	}

	#isNew(id: Hash): boolean {
		const {chain, mempool} = this.#dependencies;
		return !mempool.get(id) && !chain.reader.transactionPlace(id);
	}

	#next(): void {
		const {coming} = this.#dependencies;
		for (const id of this.#waiting) {
			if (this.#busy >= AT_ONCE || !this.#link.isConnected) {
				return;
			}

			if (!this.#isNew(id)) {
				this.#waiting.delete(id);
			} else if (coming.has(id)) {
				// Somebody else is bringing it. If they do not, we are back.
				this.#later();
			} else {
				this.#waiting.delete(id);
				this.#busy++;
				void this.#fetch(id).finally(() => {
					this.#busy--;
					this.#next();
				});
			}
		}
	}

	#later(): void {
		if (this.#isLater) {
			return;
		}

		this.#isLater = true;
		setTimeout(() => {
			this.#isLater = false;
			this.#next();
		}, PATIENCE_MS).unref();
	}

	async #fetch(id: Hash): Promise<void> {
		const {coming} = this.#dependencies;
		coming.expect([id]);
		try {
			this.#take(await this.#link.remote.transactionBytes(id));
		} catch (error) {
			this.#pass(error);
		} finally {
			coming.settle(id);
		}
	}

	/** @returns Whether it was let in. */
	#take(bytes: Uint8Array): boolean {
		try {
			const transfer = decodeTransfer(Uint8Array.from(bytes));
			this.#link.known.add(transfer.id);
			this.#dependencies.mempool.add(transfer);
			return true;
		} catch (error) {
			if (error instanceof RuleError && !arguable.has(error.code)) {
				this.#link.fault('invalid', error.message);
			}

			this.#pass(error);
			return false;
		}
	}

	/** Refused, or gone by now: neither is worth a word. */
	#pass(error: unknown): void {
		if (!(error instanceof RuleError || error instanceof ApiError)) {
			this.#dependencies.onError(error);
		}
	}
}
