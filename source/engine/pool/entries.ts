import type {Address, Hash} from '../../protocol/brands.js';
import type {BlockState} from '../../api/pool.js';
import {Overlay} from '../storage/overlay.js';
import type {Reader, Write} from '../storage/storage.js';
import {keyOf} from './layout.js';
import {
	type Credit, decodeRecord, encodeRecord, type FoundBlock, type MinerAccount, NO_ACCOUNT, NO_TOTALS, type PayoutRecord, type Totals,
} from './records.js';

/** Blocks of which the reward is still to come, or may be. */
const unsettled: ReadonlySet<BlockState> = new Set(['candidate', 'immature']);

const isOver = ({state}: PayoutRecord): boolean => state === 'confirmed' || state === 'void';

/** What is to be written into the books at once: all of it, or nothing. Ranks, lists and totals follow by themselves. */
export class Entries {
	readonly #overlay: Overlay;

	constructor(below: Reader) {
		this.#overlay = new Overlay(below);
	}

	get totals(): Totals {
		return this.#read<Totals>(keyOf.meta('totals')) ?? NO_TOTALS;
	}

	writes(): Write[] {
		return this.#overlay.writes();
	}

	set(key: Uint8Array, value: Uint8Array | undefined): void {
		this.#overlay.set(key, value);
	}

	block(hash: Hash): FoundBlock | undefined {
		return this.#read(keyOf.block(hash));
	}

	setBlock(block: FoundBlock): void {
		const before = this.block(block.hash);
		const {blocks} = this.totals;
		const counts = {...blocks, [block.state]: (blocks[block.state] ?? 0) + 1};
		if (before) {
			counts[before.state] = (counts[before.state] ?? 0) - 1;
		}

		this.#setTotals({blocks: counts});
		this.#overlay.set(keyOf.block(block.hash), encodeRecord(block));
		this.#overlay.set(keyOf.height(block.height, block.hash), new Uint8Array());
		this.#overlay.set(keyOf.unsettled(block.hash), unsettled.has(block.state) ? new Uint8Array() : undefined);
		if (block.state !== 'candidate') {
			this.#overlay.set(keyOf.bytes(block.hash), undefined);
		}
	}

	setCredits(hash: Hash, credits: readonly Credit[]): void {
		this.#overlay.set(keyOf.credits(hash), encodeRecord(credits));
	}

	credits(hash: Hash): readonly Credit[] {
		return this.#read<Credit[]>(keyOf.credits(hash)) ?? [];
	}

	/** Adds to an account; what is left out stays, and what is below 0 is taken off. */
	adjust(address: Address, by: Partial<MinerAccount>): void {
		const before = this.#read<MinerAccount>(keyOf.miner(address));
		const after = plus(before ?? NO_ACCOUNT, by);
		this.#overlay.set(keyOf.miner(address), encodeRecord(after));
		if (before && before.balance > 0n) {
			this.#overlay.set(keyOf.rank(address, before.balance), undefined);
		}

		if (after.balance > 0n) {
			this.#overlay.set(keyOf.rank(address, after.balance), new Uint8Array());
		}

		const {totals} = this;
		this.#setTotals({...plus(totals, by), miners: totals.miners + (before ? 0 : 1)});
	}

	/** The number of a payout that does not exist yet. */
	nextPayout(): number {
		const payouts = this.totals.payouts + 1;
		this.#setTotals({payouts});
		return payouts;
	}

	setPayout(payout: PayoutRecord): void {
		this.#overlay.set(keyOf.payout(payout.number), encodeRecord(payout));
		this.#overlay.set(keyOf.openPayout(payout.number), isOver(payout) ? undefined : new Uint8Array());
		for (const {address} of payout.outputs) {
			this.#overlay.set(keyOf.minerPayout(address, payout.number), new Uint8Array());
		}
	}

	#setTotals(change: Partial<Totals>): void {
		this.#overlay.set(keyOf.meta('totals'), encodeRecord({...this.totals, ...change}));
	}

	#read<Record>(key: Uint8Array): Record | undefined {
		const bytes = this.#overlay.get(key);
		return bytes && decodeRecord<Record>(bytes);
	}
}

const plus = (account: MinerAccount, {balance = 0n, pending = 0n, paid = 0n, fees = 0n}: Partial<MinerAccount>): MinerAccount => ({
	balance: account.balance + balance,
	pending: account.pending + pending,
	paid: account.paid + paid,
	fees: account.fees + fees,
});
