import type {Address, Amount, Hash} from '../../protocol/brands.js';
import {decodeHeader} from '../../protocol/header.js';
import {targetOfBits, workOfTarget} from '../../protocol/target.js';
import {type ApiError, toApiError} from '../../api/api-error.js';
import type {Entries} from './entries.js';
import {keyOf} from './layout.js';
import {type FeeMillionths, feeOf} from './pool-fee.js';
import type {PoolStore} from './pool-store.js';
import type {Credit, FoundBlock} from './records.js';
import type {Round} from './round.js';
import {type SchemeName, schemes} from './schemes/list.js';
import type {Work} from './schemes/scheme.js';
import type {Share, ShareLedger} from './share.js';
import {refusesForGood} from './verdict.js';
import type {WorkWindow} from './work-window.js';

/** How long a share may be in memory only: so much work is lost at most when the process is killed. */
const FLUSH_MS = 1000;

export type LedgerOptions = {
	readonly scheme: SchemeName;
	/** What the pool takes of each reward, and who gets it. */
	readonly fee?: {readonly millionths: FeeMillionths; readonly address: Address} | undefined;
};

export type LedgerDependencies = {
	readonly store: PoolStore;
	readonly round: Round;
	readonly window: WorkWindow;
	/** How much work the window of `pplns` holds. */
	readonly windowLength: () => bigint;
	/** Told of a block that is on disk, and of what became of it. */
	readonly onBlock: (block: FoundBlock) => void;
	readonly onError: (error: ApiError) => void;
};

/**
Counts shares, and writes down who gets what of a block when it is found.

Shares are summed by miner in memory and go to disk once a second. A block goes there at once, together with all the work that earns by it.
*/
export class Ledger implements ShareLedger {
	readonly #options: LedgerOptions;
	readonly #dependencies: LedgerDependencies;
	/** Blocks that whoever mines with us is about to hand to the node. */
	readonly #inHand = new Set<Hash>();
	#flush: NodeJS.Timeout | undefined;
	#failure: ApiError | undefined;

	constructor(options: LedgerOptions, dependencies: LedgerDependencies) {
		this.#options = options;
		this.#dependencies = dependencies;
	}

	/** Whether somebody is about to tell what the node says of a block. */
	isInHand(hash: Hash): boolean {
		return this.#inHand.has(hash);
	}

	/** @throws {ApiError} what the disk has refused: from then on nothing is counted any more. */
	async share(share: Share): Promise<void> {
		if (this.#failure) {
			throw this.#failure;
		}

		const {hash, block} = share;
		if (!block) {
			this.#count(share);
			this.#flush ??= setTimeout(() => {
				void this.flush().catch(() => undefined);
			}, FLUSH_MS).unref();
			return;
		}

		if (this.#inHand.has(hash) || this.#dependencies.store.books.block(hash)) {
			return;
		}

		this.#inHand.add(hash);
		const found = await this.#write(entries => this.#enterBlock({...share, block}, entries), true);
		this.#dependencies.onBlock(found);
	}

	async candidate(hash: Hash, outcome: {readonly accepted: true} | {readonly accepted: false; readonly code: string}): Promise<void> {
		try {
			await this.decide(hash, outcome);
		} finally {
			this.#inHand.delete(hash);
		}
	}

	/** Writes down what the node said of a candidate; what it said before stays, and what is no refusal for good is none. */
	async decide(hash: Hash, outcome: {readonly accepted: true} | {readonly accepted: false; readonly code: string}): Promise<void> {
		if (!outcome.accepted && !refusesForGood(outcome.code)) {
			return;
		}

		const decided = await this.#write(entries => {
			const block = entries.block(hash);
			if (block?.state !== 'candidate') {
				return undefined;
			}

			const {round} = this.#dependencies;
			const after: FoundBlock = outcome.accepted ? {...block, state: 'immature'} : {...block, state: 'refused', code: outcome.code};
			entries.setBlock(after);
			if (!outcome.accepted) {
				round.giveBack(new Map(entries.credits(hash).map(({address, work}) => [address, work])));
				round.write(entries);
			}

			return after;
		}, true);
		if (decided) {
			this.#dependencies.onBlock(decided);
		}
	}

	/** Writes the work that is in memory only. @throws {ApiError} what the disk refuses. */
	async flush(): Promise<void> {
		clearTimeout(this.#flush);
		this.#flush = undefined;
		await this.#write(entries => {
			this.#enterWork(entries);
		}, false);
	}

	#count({address, work}: Share): void {
		const {round, window, windowLength} = this.#dependencies;
		round.add(address, work);
		if (this.#options.scheme === 'pplns') {
			window.add(address, work, windowLength());
		}
	}

	#enterWork(entries: Entries): void {
		const {round, window} = this.#dependencies;
		round.write(entries);
		window.write(entries);
	}

	#enterBlock(share: Share & {readonly block: NonNullable<Share['block']>}, entries: Entries): FoundBlock {
		const {address, worker, time, hash, height, block: {bytes, reward}} = share;
		const {round, window} = this.#dependencies;
		const {scheme, fee: {millionths, address: operator} = {millionths: 0n, address}} = this.#options;
		// Only now: of two blocks at once, each has at least its own share in its round.
		this.#count(share);
		window.write(entries);
		const {work, total} = round.end(entries);
		const fee = feeOf(reward, millionths);
		const split = schemes[scheme]({
			amount: reward - fee, finder: address, round: work, window: window.work,
		});
		if (fee > 0n) {
			split.set(operator, (split.get(operator) ?? 0n) + fee);
		}

		const found: FoundBlock = {
			hash, height, time, reward, fee, finder: address, worker, scheme, difficulty: workOfTarget(targetOfBits(decodeHeader(bytes).bits)), work: total, state: 'candidate',
		};
		entries.setBlock(found);
		entries.setCredits(hash, creditsOf(work, split));
		entries.set(keyOf.bytes(hash), bytes);
		return found;
	}

	async #write<Result>(enter: (entries: Entries) => Result, durable: boolean): Promise<Result> {
		try {
			return await this.#dependencies.store.change(enter, {durable});
		} catch (error) {
			this.#failure ??= toApiError(error);
			this.#dependencies.onError(this.#failure);
			throw this.#failure;
		}
	}
}

/** Everybody who worked in the round or gets something, most first. */
function creditsOf(work: Work, split: ReadonlyMap<Address, Amount>): Credit[] {
	const addresses = new Set([...split.keys(), ...work.keys()]);
	return [...addresses]
		.map(address => ({address, work: work.get(address) ?? 0n, amount: split.get(address) ?? 0n}))
		.toSorted((a, b) => a.amount === b.amount ? 0 : (a.amount < b.amount ? 1 : -1));
}
