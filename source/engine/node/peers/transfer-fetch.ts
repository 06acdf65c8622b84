import type {Hash} from '../../../protocol/brands.js';
import {type RuleCode, RuleError} from '../../../protocol/rule-error.js';
import {decodeTransfer} from '../../../protocol/transfer.js';
import {ApiError} from '../../../api/api-error.js';
import type {Chain} from '../chain.js';
import type {Mempool} from '../mempool.js';
import type {Coming} from './coming.js';
import type {Link} from './link.js';

/** Transfers of one peer that are being fetched, and that wait to be. What it tells of beyond that is passed over: blocks will bring it. */
const AT_ONCE = 8;
const MOST_WAITING = 1000;

/** These depend on what the chain or the mempool looks like: the peer's may look otherwise. */
const arguable: ReadonlySet<RuleCode> = new Set<RuleCode>(['nonce_wrong', 'balance_too_low', 'money_overflow']);

export type TransferFetchDependencies = {
	readonly chain: Chain;
	readonly mempool: Mempool;
	readonly coming: Coming;
};

/** Fetches what a peer tells of, transfer by transfer. Each goes the way of any other. */
export class TransferFetch {
	readonly #link: Link;
	readonly #dependencies: TransferFetchDependencies;
	readonly #waiting: Hash[] = [];
	#busy = 0;

	constructor(link: Link, dependencies: TransferFetchDependencies) {
		this.#link = link;
		this.#dependencies = dependencies;
	}

	/** The peer has told of a transfer. */
	told(id: Hash): void {
		if (this.#waiting.length < MOST_WAITING && this.#isNew(id)) {
			this.#waiting.push(id);
			this.#next();
		}
	}

	/** Takes over what waits at the peer; after connecting. */
	async fetchPending(): Promise<void> {
		if (this.#link.isConnected) {
			try {
				for (const bytes of await this.#link.remote.pendingBytes()) {
					this.#take(bytes);
				}
			} catch (error) {
				this.#pass(error);
			}
		}
	}

	#isNew(id: Hash): boolean {
		const {chain, mempool, coming} = this.#dependencies;
		return !mempool.get(id) && !coming.has(id) && !chain.reader.transactionPlace(id);
	}

	#next(): void {
		while (this.#busy < AT_ONCE && this.#waiting.length > 0 && this.#link.isConnected) {
			const id = this.#waiting.shift()!;
			if (this.#isNew(id)) {
				this.#busy++;
				void this.#fetch(id).finally(() => {
					this.#busy--;
					this.#next();
				});
			}
		}
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

	#take(bytes: Uint8Array): void {
		try {
			const transfer = decodeTransfer(Uint8Array.from(bytes));
			this.#link.known.add(transfer.id);
			this.#dependencies.mempool.add(transfer);
		} catch (error) {
			if (error instanceof RuleError && !arguable.has(error.code)) {
				this.#link.fault('invalid', error.message);
			}

			this.#pass(error);
		}
	}

	/** Refused, or gone by now: neither is worth a word. */
	#pass(error: unknown): void {
		if (!(error instanceof RuleError || error instanceof ApiError)) {
			throw error;
		}
	}
}
