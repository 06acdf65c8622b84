import type {Address, Hash} from '../../protocol/brands.js';
import type {AddressObject} from '../../api/account.js';
import {ApiError} from '../../api/api-error.js';
import type {LedgerApi} from '../../api/node-api.js';
import type {HistoryEntry, TransactionObject} from '../../api/transaction.js';
import {signTransfer, type Transfer} from '../../protocol/transfer.js';
import {type Balance, readBalance} from './balance.js';
import {waitForConfirmation, type WaitOptions} from './confirmation.js';
import {countUsedAddresses} from './find-addresses.js';
import {historyCsv} from './history-csv.js';
import {type HistoryFilter, walletHistory} from './history.js';
import type {PrivateKeys} from './keys.js';
import type {Keystore} from './keystore.js';
import {readAddress} from './network-address.js';
import {pendingTransfer, prepareReplacement, type ReplacementRequest} from './prepare-replacement.js';
import {prepareTransfer} from './prepare-transfer.js';
import {type PreparedTransfer, toDraft} from './prepared-transfer.js';
import {signMessage} from './signed-message.js';
import type {TransferRequest} from './transfer-request.js';

const DEFAULT_LIMIT = 25;

/**
A wallet at work on a node: what it has, what happened, and what it sends. Private keys stay in this process; the node gets signed bytes only.
*/
export class Wallet {
	readonly keystore: Keystore;
	readonly #node: LedgerApi;
	readonly #reserved: ReadonlySet<string>;
	#keys: PrivateKeys | undefined;

	/**
	@param options.reserved - Addresses that are spent from elsewhere only: a pool's account.
	@param dependencies.node - Of the keystore's network.
	*/
	constructor({keystore, reserved = []}: {keystore: Keystore; reserved?: readonly Address[]}, {node}: {node: LedgerApi}) {
		this.#reserved = new Set(reserved);
		this.keystore = keystore;
		this.#node = node;
	}

	get name(): string {
		return this.keystore.name;
	}

	/** Whether it can sign nothing until {@link unlock}. */
	get isLocked(): boolean {
		return this.#keys === undefined;
	}

	/**
	Makes the wallet able to sign, until {@link lock}.

	@param passphrase - Not needed where the wallet has none.
	@throws {ApiError} `passphrase_needed`, `passphrase_wrong` or `wallet_damaged`.
	*/
	async unlock(passphrase?: string): Promise<void> {
		const keys = await this.keystore.unlock(passphrase);
		this.lock();
		this.#keys = keys;
	}

	/** Wipes the private keys. */
	lock(): void {
		this.#keys?.wipe();
		this.#keys = undefined;
	}

	async balance(): Promise<Balance> {
		return readBalance(this.keystore, {node: this.#node});
	}

	/** The watched addresses, with their labels and what is on them. */
	async watched(): Promise<Array<AddressObject & {label: string}>> {
		return Promise.all(this.keystore.watched.map(async ({address, label}) => ({...await this.#node.address(address), label})));
	}

	/** What happened, newest first. @param options.limit - The most entries, by default 25. */
	async history({limit = DEFAULT_LIMIT, ...filter}: HistoryFilter & {limit?: number | undefined} = {}): Promise<HistoryEntry[]> {
		const entries: HistoryEntry[] = [];
		if (limit > 0) {
			for await (const entry of this.historyEntries({limit, ...filter})) {
				entries.push(entry);
				if (entries.length >= limit) {
					break;
				}
			}
		}

		return entries;
	}

	/** The whole history, newest first, read as far as it is taken. */
	historyEntries(filter: HistoryFilter & {limit?: number | undefined} = {}): AsyncGenerator<HistoryEntry, void> {
		return walletHistory({...filter, addresses: this.keystore.addresses}, {node: this.#node});
	}

	/** The whole history as CSV, a line at a time. */
	historyCsv(filter: HistoryFilter = {}): AsyncGenerator<string, void> {
		return historyCsv(this.historyEntries(filter), {own: this.keystore.addresses});
	}

	/**
	Decides everything about a transfer, for a person to look at. Nothing is signed, and the wallet may be locked.

	Without `from` it is paid from the first address, or, when that has not enough, from any other that has.

	@throws {ApiError} `pool_account`; `balance_too_low`; `split_needed`, with `details.addresses`; `wallet_watch_only`, `address_not_in_wallet`, `fee_too_low`; and what a wrong request fails with.
	*/
	async prepareTransfer(request: TransferRequest): Promise<PreparedTransfer> {
		const addresses = request.from === undefined ? this.keystore.addresses : [this.keystore.addresses[this.#indexOf(request.from)]!];
		const free = addresses.filter(address => !this.#reserved.has(address));
		if (free.length === 0) {
			throw poolAccount(addresses[0]!);
		}

		return prepareTransfer(request, free, this.#dependencies);
	}

	/**
	Prepares a transfer in place of one of the wallet's that is pending: the same, but for a higher fee and what the request changes.

	@throws {ApiError} `not_found` when it is not pending (any more), `replacement_fee_too_low`, and what {@link prepareTransfer} throws.
	*/
	async prepareReplacement(request: ReplacementRequest): Promise<PreparedTransfer> {
		const pending = await pendingTransfer(request.id, this.#dependencies);
		this.#indexOf(pending.sender);
		this.#refuseReserved(pending.sender);
		return prepareReplacement(request, pending, this.#dependencies);
	}

	/** @throws {ApiError} `passphrase_needed` while the wallet is locked; `wallet_watch_only`, `address_not_in_wallet`, `pool_account`. */
	sign(prepared: PreparedTransfer): Transfer {
		this.#refuseReserved(prepared.from);
		return this.#withKeyOf(prepared.from, privateKey => signTransfer(toDraft(prepared), privateKey, this.keystore.network.genesis.hash));
	}

	/** Signs and hands in. Sending the same once more does no harm: it is the same transfer, byte for byte. */
	async send(prepared: PreparedTransfer): Promise<TransactionObject> {
		return this.#node.submitTransaction(this.sign(prepared).bytes);
	}

	/** Waits until a transaction is in a block; see {@link waitForConfirmation}. */
	async waitForConfirmation(id: Hash, options: WaitOptions = {}): Promise<TransactionObject> {
		return waitForConfirmation(id, options, {node: this.#node});
	}

	/** @returns What `verifyMessage` takes. Fails as {@link sign} does. */
	signMessage(address: string, message: string): string {
		return this.#withKeyOf(address, privateKey => signMessage(message, privateKey));
	}

	/**
	After restoring: looks for addresses that were in use, and takes them into the wallet.

	@returns How many addresses the wallet has now.
	*/
	async findAddresses(): Promise<number> {
		await this.keystore.extendTo(await countUsedAddresses(this.keystore.publicKeys, this.#dependencies));
		return this.keystore.addresses.length;
	}

	get #dependencies() {
		return {node: this.#node, network: this.keystore.network};
	}

	#refuseReserved(address: Address): void {
		if (this.#reserved.has(address)) {
			throw poolAccount(address);
		}
	}

	#withKeyOf<Result>(address: string, use: (privateKey: Uint8Array) => Result): Result {
		const index = this.#indexOf(address);
		if (!this.#keys) {
			throw new ApiError('passphrase_needed', `wallet ${this.name} is locked: signing takes its passphrase`);
		}

		return this.#keys.withKeyAt(index, use);
	}

	#indexOf(text: string): number {
		const address = readAddress(text, this.keystore.network);
		const index = this.keystore.addresses.indexOf(address);
		if (index === -1) {
			throw this.keystore.watched.some(watched => watched.address === address)
				? new ApiError('wallet_watch_only', `wallet ${this.name} only watches ${address}: it has no key for it`)
				: new ApiError('address_not_in_wallet', `wallet ${this.name} has no address ${address}`);
		}

		return index;
	}
}

const poolAccount = (address: Address): ApiError => new ApiError('pool_account', `${address} is the account of the pool: what is in it is owed to miners, and only payouts spend it`);
