import type {Address, Amount} from '../../protocol/brands.js';
import {parseAmount} from '../../protocol/amount.js';
import {bytesToHex, hexToBytes} from '../../protocol/bytes.js';
import type {Transfer, TransferDraft} from '../../protocol/transfer.js';
import {ApiError, hasCode, toApiError} from '../../api/api-error.js';
import type {LedgerApi} from '../../api/node-api.js';
import type {TransactionObject} from '../../api/transaction.js';
import {withBestChain} from './best-chain.js';
import type {Entries} from './entries.js';
import {choosePaid, MOST_PAID} from './payout-plan.js';
import {
	enterConfirmed, enterPlanned, enterReopened, enterSent, enterSigned, enterVoid,
} from './payout-entries.js';
import {draftOf, feeFor, higherFee} from './payout-transfer.js';
import type {PoolStore} from './pool-store.js';
import type {PayoutRecord} from './records.js';
import {findSpender} from './spender.js';
import {isUnreachable} from './verdict.js';

/** The key of the pool's account. */
export type PoolKey = {
	readonly address: Address;
	sign(draft: Omit<TransferDraft, 'publicKey'>): Transfer;
};

/** Between every two of them the process may die. */
export type PayoutStep = 'planning' | 'planned' | 'signing' | 'signed' | 'sending' | 'taken' | 'sent' | 'confirming' | 'confirmed' | 'voiding' | 'void';

export type PayoutsOptions = {
	/** Who is owed so much is paid, in base units. */
	readonly threshold: Amount;
	/** How deep in the chain a payout counts as confirmed, or as overtaken. Blocks. */
	readonly depth: number;
};

export type PayoutsDependencies = {
	readonly store: PoolStore;
	readonly node: Pick<LedgerApi, 'address' | 'blocks' | 'fees' | 'history' | 'status' | 'submitTransaction' | 'transaction'>;
	readonly key: PoolKey;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	readonly onPayout: (payout: PayoutRecord) => void;
	/** Told of each step before and after it is on disk; tests let the process die here. */
	readonly onStep?: (step: PayoutStep) => void | Promise<void>;
};

/** So many blocks without it, and a payout counts as stuck. */
const PATIENCE_BLOCKS = 6;

/**
Pays out what miners are owed, each exactly once, whatever dies when.

A payout is on disk before each step: planned, signed, sent, confirmed. Only the bytes that are on disk are ever sent, and whatever is signed for a payout has the one nonce that it got first, so that the chain takes one of them at most. A payout is owed again only when another transfer has taken that nonce for good.
*/
export class Payouts {
	readonly #options: PayoutsOptions;
	readonly #dependencies: PayoutsDependencies;

	constructor(options: PayoutsOptions, dependencies: PayoutsDependencies) {
		this.#options = options;
		this.#dependencies = dependencies;
	}

	/**
	Takes every payout as far as it goes, and plans the next one; for each new tip.

	@returns What the node has against a payout, if anything.
	@throws {ApiError} when the node or the disk cannot be worked with.
	*/
	async run(): Promise<ApiError | undefined> {
		const {store, node} = this.#dependencies;
		const {height} = await node.status();
		await this.#reopen();
		const troubles: Array<ApiError | undefined> = [];
		for (const payout of await store.books.openPayouts()) {
			troubles.push(await this.#advance(payout, height));
		}

		const planned = await this.#plan();
		if (planned) {
			troubles.push(await this.#advance(planned, height));
		}

		return troubles.find(trouble => trouble !== undefined);
	}

	/** Looks again after what was confirmed, from the newest down to the first that is where it was: those before it are below it in the chain. */
	async #reopen(): Promise<void> {
		const {store, node} = this.#dependencies;
		const lost = await withBestChain(node, async chain => {
			const payouts: PayoutRecord[] = [];
			for await (const payout of store.books.payouts()) {
				if (payout.state === 'confirmed') {
					if (await chain.hashAt(payout.included!.height) === payout.included!.block) {
						break;
					}

					payouts.push(payout);
				}
			}

			return payouts;
		});
		for (const payout of lost) {
			await this.#step(undefined, 'sent', entries => enterReopened(payout, entries));
		}
	}

	/** One at a time until it is in a block: all who are owed enough are in it, and the next block is soon. */
	async #plan(): Promise<PayoutRecord | undefined> {
		const {store, node, key, clock} = this.#dependencies;
		const open = await store.books.openPayouts();
		const owed = await store.books.owed(this.#options.threshold, MOST_PAID);
		if (owed.length === 0 || open.some(({included}) => !included)) {
			return undefined;
		}

		const {spendable} = await node.address(key.address);
		const outputs = choosePaid(owed, parseAmount(spendable), this.#options.threshold);
		if (outputs.length === 0 || feeFor({number: 0, outputs}, await node.fees()) === undefined) {
			return undefined;
		}

		return this.#step('planning', 'planned', entries => enterPlanned(outputs, clock(), entries));
	}

	/** @returns What the node has against it. */
	async #advance(payout: PayoutRecord, height: number): Promise<ApiError | undefined> {
		if (payout.state === 'planned') {
			const signed = await this.#sign(payout, height);
			return signed && this.#send(signed);
		}

		const found = await this.#find(payout);
		if (found?.status.confirmed) {
			await this.#include(payout, found);
			return undefined;
		}

		if (!found) {
			const spender = await findSpender(payout.nonce!, this.#dependencies);
			const isLost = spender && !payout.versions.some(({id}) => id === spender.id) && spender.status.confirmations >= this.#options.depth;
			if (!isLost) {
				return this.#send(payout);
			}

			await this.#step('voiding', 'void', entries => enterVoid(payout, entries));
			return undefined;
		}

		if (payout.state !== 'sent' || payout.included) {
			await this.#step(undefined, 'sent', entries => enterSent(payout, undefined, entries));
		}

		const higher = height - payout.versions.at(-1)!.height >= PATIENCE_BLOCKS ? higherFee(payout, await this.#dependencies.node.fees()) : undefined;
		return higher === undefined ? undefined : this.#send(await this.#signWith(payout, payout.nonce!, higher, height));
	}

	/** @returns `undefined` while the network would take too much. */
	async #sign(payout: PayoutRecord, height: number): Promise<PayoutRecord | undefined> {
		const {store, node, key} = this.#dependencies;
		const fee = feeFor(payout, await node.fees());
		if (fee === undefined) {
			return undefined;
		}

		const account = await node.address(key.address);
		const open = await store.books.openPayouts();
		// After those that are under way already, also where the node has forgotten them.
		const nonce = Math.max(account.nonce, ...open.flatMap(({nonce: taken}) => taken === undefined ? [] : [taken + 1]));
		return this.#signWith(payout, nonce, fee, height);
	}

	async #signWith(payout: PayoutRecord, nonce: number, fee: Amount, height: number): Promise<PayoutRecord> {
		const {id, bytes} = this.#dependencies.key.sign(draftOf(payout, nonce, fee));
		const version = {
			id, fee, bytes: bytesToHex(bytes), height,
		};
		return this.#step('signing', 'signed', entries => enterSigned(payout, nonce, version, entries));
	}

	/** Hands the newest version in: bytes that are on disk, and no others. */
	async #send(payout: PayoutRecord): Promise<ApiError | undefined> {
		const {node} = this.#dependencies;
		try {
			await this.#at('sending');
			await node.submitTransaction(hexToBytes(payout.versions.at(-1)!.bytes));
		} catch (error) {
			if (!(error instanceof ApiError) || isUnreachable(error)) {
				throw error;
			}

			return toApiError(error);
		}

		if (payout.state !== 'sent') {
			await this.#step('taken', 'sent', entries => enterSent(payout, undefined, entries));
		}

		return undefined;
	}

	async #include(payout: PayoutRecord, {id, status}: TransactionObject): Promise<void> {
		const included = {id, height: status.height!, block: status.block_hash!};
		if (status.confirmations >= this.#options.depth) {
			await this.#step('confirming', 'confirmed', entries => enterConfirmed(payout, included, entries));
		} else if (payout.state !== 'sent' || payout.included?.block !== included.block) {
			await this.#step(undefined, 'sent', entries => enterSent(payout, included, entries));
		}
	}

	/** The version of it that the node knows, if any: the one in a block, or one that waits. */
	async #find({versions}: PayoutRecord): Promise<TransactionObject | undefined> {
		let waiting: TransactionObject | undefined;
		for (const {id} of versions.toReversed()) {
			try {
				const transaction = await this.#dependencies.node.transaction(id);
				if (transaction.status.confirmed) {
					return transaction;
				}

				waiting ??= transaction;
			} catch (error) {
				if (!hasCode(error, 'not_found')) {
					throw error;
				}
			}
		}

		return waiting;
	}

	async #step(before: PayoutStep | undefined, after: PayoutStep, enter: (entries: Entries) => PayoutRecord): Promise<PayoutRecord> {
		const {store, onPayout} = this.#dependencies;
		if (before) {
			await this.#at(before);
		}

		const payout = await store.change(enter, {durable: true});
		onPayout(payout);
		await this.#at(after);
		return payout;
	}

	async #at(step: PayoutStep): Promise<void> {
		await this.#dependencies.onStep?.(step);
	}
}
