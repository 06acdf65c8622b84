import type {Address, Amount, Hash} from '../../protocol/brands.js';
import type {LedgerApi} from '../../api/node-api.js';
import type {HistoryEntry, TransactionObject} from '../../api/transaction.js';
import {parseAmount} from '../../protocol/amount.js';

type Options = {
	readonly address: Address;
	/** Confirmed transactions a request, 1 to 100. */
	readonly pageSize: number;
};

/** The history of one address, newest first, read from the node a page at a time. What is pending is kept apart. */
export class AddressHistory {
	readonly address: Address;
	readonly #pageSize: number;
	readonly #node: LedgerApi;
	readonly #pending: HistoryEntry[] = [];
	#page: HistoryEntry[] = [];
	#position = 0;
	/** The oldest confirmed one read; `undefined` before the first page. */
	#before: Hash | undefined;
	#isComplete = false;
	/** In base units, before the oldest entry that was taken; `undefined` while none was. */
	#earlier: Amount | undefined;

	constructor({address, pageSize}: Options, {node}: {node: LedgerApi}) {
		this.address = address;
		this.#pageSize = pageSize;
		this.#node = node;
	}

	/** All that is pending, once {@link load} is done. */
	get pending(): readonly HistoryEntry[] {
		return this.#pending;
	}

	/** The newest confirmed entry that was not taken yet, once {@link load} is done; `undefined` at the end. */
	get head(): HistoryEntry | undefined {
		return this.#page[this.#position];
	}

	/** What the address had after {@link head}, and before everything that was taken; in base units. */
	get balance(): Amount {
		return this.head === undefined ? this.#earlier ?? 0n : parseAmount(this.head.balance);
	}

	/** Sees to it that there is a head, if there is anything left. */
	async load(): Promise<void> {
		while (this.head === undefined && !this.#isComplete) {
			await this.#loadPage();
		}

		this.#earlier ??= this.head === undefined ? await this.#allocation() : undefined;
	}

	/** Takes the head. */
	shift(): void {
		this.#earlier = this.balance - effectOn(this.address, this.head!.transaction);
		this.#position++;
	}

	async #loadPage(): Promise<void> {
		const entries = await this.#node.history(this.address, {before: this.#before, limit: this.#pageSize});
		this.#pending.push(...entries.filter(({transaction}) => !transaction.status.confirmed));
		this.#page = entries.filter(({transaction}) => transaction.status.confirmed);
		this.#position = 0;
		this.#before = this.#page.at(-1)?.transaction.id;
		this.#isComplete = this.#page.length < this.#pageSize;
	}

	/** Who has no history can only have something since genesis. */
	async #allocation(): Promise<Amount> {
		const {balance} = await this.#node.address(this.address);
		return parseAmount(balance);
	}
}

/** By how much a transaction changes an account, in base units. */
export function effectOn(address: Address, {sender, fee, outputs}: TransactionObject): bigint {
	let effect = sender === address ? -parseAmount(fee) : 0n;
	for (const {recipient, amount} of outputs) {
		effect += recipient === address ? parseAmount(amount) : 0n;
		effect -= sender === address ? parseAmount(amount) : 0n;
	}

	return effect;
}
