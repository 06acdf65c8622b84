import {hasCode, toApiError} from '../api/api-error.js';
import type {HistoryEntry, TransactionObject} from '../api/transaction.js';
import type {Address} from '../protocol/brands.js';
import type {Balance, PreparedTransfer, Wallet} from '../runtime/wallet.js';
import {Publisher} from './publisher.js';
import {SendFlow} from './send-flow.js';

export type WalletState = {
	readonly name: string;
	readonly isEncrypted: boolean;
	readonly addresses: readonly Address[];
	readonly watched: ReadonlyArray<{readonly address: Address; readonly label: string; readonly balance: string}>;
	/** `undefined` until the node has answered. */
	readonly balance: Balance | undefined;
	/** Newest first, pending ones ahead; as far as it was asked for. */
	readonly history: readonly HistoryEntry[];
	/** Whether there is more than that. */
	readonly hasMore: boolean;
	readonly trouble: string | undefined;
};

const PAGE = 100;

/** A wallet on a node, and what screens show of it. It looks again when the chain or the mempool move. */
export class WalletStore extends Publisher<WalletState> {
	readonly wallet: Wallet;
	readonly #clock: () => number;
	#wanted = PAGE;
	#refreshing: Promise<void> | undefined;
	#isStale = false;

	constructor(wallet: Wallet, clock: () => number) {
		const {name, isEncrypted, addresses, watched} = wallet.keystore;
		super({
			name, isEncrypted, addresses, watched: watched.map(each => ({...each, balance: 'n/a'})), balance: undefined, history: [], hasMore: false, trouble: undefined,
		}, clock);
		this.wallet = wallet;
		this.#clock = clock;
	}

	/** Looks again; while it looks, once more is enough. */
	async refresh(): Promise<void> {
		this.#isStale = true;
		this.#refreshing ??= this.#refreshAll();
		await this.#refreshing;
	}

	/** Reads further back. */
	async more(): Promise<void> {
		this.#wanted += PAGE;
		await this.refresh();
	}

	async addAddress(): Promise<Address> {
		const address = await this.wallet.keystore.addAddress();
		await this.refresh();
		return address;
	}

	/** Begins a payment. @param resolve - What a person writes for a recipient, as an address. */
	startSend(resolve: (text: string) => Promise<Address>): SendFlow {
		return new SendFlow({
			isEncrypted: this.state.isEncrypted,
			resolve,
			prepare: async request => this.prepare(request),
			send: async (prepared, passphrase) => this.send(prepared, passphrase),
			clock: this.#clock,
		});
	}

	/** Writes the history as CSV. @returns Where. */
	async exportCsv(): Promise<string> {
		const {exportHistory} = await import('../runtime/export-history.js');
		return exportHistory(this.wallet, this.#clock);
	}

	/** Decides everything about a transfer; see {@link Wallet.prepareTransfer}. */
	async prepare(request: Parameters<Wallet['prepareTransfer']>[0]): Promise<PreparedTransfer> {
		return this.wallet.prepareTransfer(request);
	}

	/** Signs and sends; the keys are open only for that moment. @throws {ApiError} `passphrase_wrong`, and what the node refuses. */
	async send(prepared: PreparedTransfer, passphrase: string | undefined): Promise<TransactionObject> {
		await this.wallet.unlock(passphrase);
		try {
			const sent = await this.wallet.send(prepared);
			await this.refresh();
			return sent;
		} finally {
			this.wallet.lock();
		}
	}

	async #refreshAll(): Promise<void> {
		try {
			while (this.#isStale) {
				this.#isStale = false;
				await this.#refreshOnce();
			}
		} finally {
			this.#refreshing = undefined;
		}
	}

	async #refreshOnce(): Promise<void> {
		try {
			await this.wallet.keystore.reload();
			const [balance, watched, history] = await Promise.all([
				this.wallet.balance(),
				this.wallet.watched(),
				this.wallet.history({limit: this.#wanted + 1}),
			]);
			this.set({
				addresses: this.wallet.keystore.addresses,
				balance,
				watched: watched.map(({address, label, balance: amount}) => ({address, label, balance: amount})),
				history: history.slice(0, this.#wanted),
				hasMore: history.length > this.#wanted,
				trouble: undefined,
			});
		} catch (error) {
			// A reorganisation in the middle of reading: the next event brings the rest.
			if (!hasCode(error, 'not_found')) {
				this.set({trouble: toApiError(error).message});
			}
		}
	}
}
