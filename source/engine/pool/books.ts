import {encodeAddress} from '../../protocol/address.js';
import type {
	Address, Amount, Hash, Height,
} from '../../protocol/brands.js';
import {ApiError} from '../../api/api-error.js';
import type {Storage} from '../storage/storage.js';
import {rangeOf} from '../storage/key-parts.js';
import {
	accountOfKey, hashOfKey, heightRange, keyOf, minerPayoutRange, numberOfKey, payoutRange, rankRange,
} from './layout.js';
import {
	type Credit, decodeRecord, type FoundBlock, type MinerAccount, NO_ACCOUNT, NO_TOTALS, type PayoutRecord, type Totals,
} from './records.js';

/** The pool's records as they are on disk. */
export class Books {
	readonly #storage: Storage;
	readonly #prefix: string;

	/** @param prefix - Of the network's addresses. */
	constructor(storage: Storage, prefix: string) {
		this.#storage = storage;
		this.#prefix = prefix;
	}

	get totals(): Totals {
		return this.#read<Totals>(keyOf.meta('totals')) ?? NO_TOTALS;
	}

	block(hash: Hash): FoundBlock | undefined {
		return this.#read(keyOf.block(hash));
	}

	credits(hash: Hash): readonly Credit[] {
		return this.#read<Credit[]>(keyOf.credits(hash)) ?? [];
	}

	/** The bytes of a block that the node has not said anything about yet. */
	blockBytes(hash: Hash): Uint8Array | undefined {
		return this.#storage.get(keyOf.bytes(hash));
	}

	/** @returns `undefined` for who never was credited anything. */
	miner(address: Address): MinerAccount | undefined {
		return this.#read(keyOf.miner(address));
	}

	payout(number: number): PayoutRecord | undefined {
		return this.#read(keyOf.payout(number));
	}

	/** Highest first. @param before - Only blocks below this height. */
	async * blocks(before?: Height): AsyncGenerator<FoundBlock> {
		for await (const key of this.#storage.keys(heightRange(before))) {
			yield this.#sure(this.block(hashOfKey(key)), 'a block');
		}
	}

	/** Blocks whose reward is still to come, and those that nobody knows of yet whether it will. */
	async unsettled(): Promise<FoundBlock[]> {
		const blocks: FoundBlock[] = [];
		for await (const key of this.#storage.keys(rangeOf('u'))) {
			blocks.push(this.#sure(this.block(hashOfKey(key)), 'a block'));
		}

		return blocks;
	}

	/** Newest first. @param before - Only payouts below this number. */
	async * payouts(before?: number): AsyncGenerator<PayoutRecord> {
		for await (const key of this.#storage.keys(payoutRange(before))) {
			yield this.#sure(this.payout(numberOfKey(key)), 'a payout');
		}
	}

	/** Those that are not over, oldest first. */
	async openPayouts(): Promise<PayoutRecord[]> {
		const payouts: PayoutRecord[] = [];
		for await (const key of this.#storage.keys(rangeOf('o'))) {
			payouts.push(this.#sure(this.payout(numberOfKey(key)), 'a payout'));
		}

		return payouts;
	}

	/** Newest first. */
	async payoutsOf(address: Address, limit: number): Promise<PayoutRecord[]> {
		const payouts: PayoutRecord[] = [];
		for await (const key of this.#storage.keys({...minerPayoutRange(address), limit})) {
			payouts.push(this.#sure(this.payout(numberOfKey(key)), 'a payout'));
		}

		return payouts;
	}

	/** Who is owed so much or more, those who are owed most first. */
	async owed(least: Amount, limit: number): Promise<Array<{readonly address: Address; readonly balance: Amount}>> {
		const miners: Array<{address: Address; balance: Amount}> = [];
		for await (const key of this.#storage.keys({...rankRange(least), limit})) {
			const address = encodeAddress(accountOfKey(key), this.#prefix);
			miners.push({address, balance: (this.miner(address) ?? NO_ACCOUNT).balance});
		}

		return miners;
	}

	#read<Record>(key: Uint8Array): Record | undefined {
		const bytes = this.#storage.get(key);
		return bytes && decodeRecord<Record>(bytes);
	}

	/** @throws {ApiError} `storage_damaged` when a value that others refer to is missing. */
	#sure<Value>(value: Value | undefined, name: string): Value {
		if (value === undefined) {
			throw new ApiError('storage_damaged', `the pool's books are damaged: ${name} is missing`);
		}

		return value;
	}
}
