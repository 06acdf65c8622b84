import type {Hash} from '../../../protocol/brands.js';
import type {Network} from '../../../protocol/network.js';
import {RuleError} from '../../../protocol/rule-error.js';
import {mostOf, type Wanted} from '../../../api/peer.js';
import {ApiError} from '../../../api/api-error.js';
import {HEADER_SIZE} from '../../../protocol/header.js';
import type {Chain} from '../chain.js';
import type {Mempool} from '../mempool.js';
import {type Coming, PATIENCE_MS} from './coming.js';
import {branchOf, type HeaderBranch, MAX_BRANCH} from './header-branch.js';

/** Blocks that are asked for at once. */
const WANTED_AT_ONCE = 16;

/** Of how many that show headers a branch is kept: of more, those go first that were not shown for a while, then those with the least work. */
const MOST_BRANCHES = 8;
const STALE_MS = 60_000;

/** For headers that are too new, when to show them again: at least, at most, and when they are too far off to wait for. Milliseconds. */
const HELD_MS = [100, 10_000, 600_000] as const;

type Shown = {
	readonly branch: HeaderBranch;
	/** How many of its first blocks we have by now. */
	stored: number;
	/** When it was shown last. */
	shownMs: number;
};

export type OffersDependencies = {
	readonly network: Network;
	readonly chain: Chain;
	readonly mempool: Mempool;
	/** Milliseconds. */
	readonly clock: () => number;
	/** Blocks, and transfers, that somebody is bringing. */
	readonly comingBlocks: Coming;
	readonly comingTransfers: Coming;
	/** Whether somebody is being asked for this block already. */
	readonly isFetched: (hash: Hash) => boolean;
};

/** What others would bring us, and which of it we want: they dialled us, and perhaps we could not dial them. */
export class Offers {
	readonly #dependencies: OffersDependencies;
	/** By who shows them; the one shown longest ago comes first. */
	readonly #branches = new Map<string, Shown>();

	constructor(dependencies: OffersDependencies) {
		this.#dependencies = dependencies;
	}

	/** Whether a block belongs to a branch that has shown more work than our chain. */
	isExpected(hash: Hash): boolean {
		const {chainwork} = this.#dependencies.chain.tip;
		return [...this.#branches.values()].some(({branch}) => branch.chainwork > chainwork && branch.has(hash));
	}

	/**
	Headers that continue each other, and then the branch that the same side has shown before, or a block of ours. Bodies are wanted once they have more work than our chain, a few at a time: whoever has brought those shows the last header again.

	@throws {RuleError} `parent_unknown` when they continue nothing that we know, and whatever rule they break; {ApiError} `branch_too_weak` when as many as are kept have too little work.
	*/
	headers(bytes: Uint8Array, from: string): Wanted {
		if (bytes.length > mostOf.headers * HEADER_SIZE) {
			throw new ApiError('invalid_request', `at most ${mostOf.headers} headers at a time`);
		}

		const shown = this.#grow(bytes, from);
		if (!shown) {
			return {wanted: []};
		}

		const {branch} = shown;
		const isWorthMore = branch.chainwork > this.#dependencies.chain.tip.chainwork;
		if (!isWorthMore && branch.length >= MAX_BRANCH) {
			this.#branches.delete(from);
			throw new ApiError('branch_too_weak', `${MAX_BRANCH} headers with less work than the best chain has`);
		}

		this.#keep(from, shown);
		return isWorthMore ? this.#wantedOf(shown, from) : {wanted: [], ...this.#heldUntil(branch)};
	}

	/** @param ids - Of transfers. */
	transactions(ids: readonly Hash[]): Wanted {
		const {chain, mempool, comingTransfers: coming} = this.#dependencies;
		const missing = ids.filter(id => !mempool.get(id) && !chain.reader.transactionPlace(id));
		const wanted = missing.filter(id => !coming.has(id));
		coming.expect(wanted);
		return {wanted, ...(wanted.length < missing.length && {retry_after_ms: PATIENCE_MS})};
	}

	#grow(bytes: Uint8Array, from: string): Shown | undefined {
		const {network, chain: {reader}, clock} = this.#dependencies;
		const now = Math.floor(clock() / 1000);
		const known = this.#branches.get(from);
		try {
			known?.branch.append(bytes, now);
			if (known) {
				return known;
			}
		} catch (error) {
			if (!(error instanceof RuleError && error.code === 'parent_unknown')) {
				throw error;
			}
		}

		const branch = branchOf(bytes, {network, reader, now});
		return branch && {branch, stored: 0, shownMs: clock()};
	}

	#keep(from: string, shown: Shown): void {
		this.#branches.delete(from);
		this.#branches.set(from, shown);
		shown.shownMs = this.#dependencies.clock();
		let headers = [...this.#branches.values()].reduce((sum, {branch}) => sum + branch.length, 0);
		for (const [other, {branch}] of this.#leastFirst()) {
			if (headers <= MAX_BRANCH && this.#branches.size <= MOST_BRANCHES) {
				break;
			}

			this.#branches.delete(other);
			headers -= branch.length;
		}
	}

	#leastFirst(): Array<[string, Shown]> {
		const now = this.#dependencies.clock();
		const isStale = ({shownMs}: Shown) => Number(now - shownMs > STALE_MS);
		return [...this.#branches].toSorted(([, a], [, b]) => isStale(b) - isStale(a) || Number(a.branch.chainwork > b.branch.chainwork) - Number(a.branch.chainwork < b.branch.chainwork));
	}

	/** When headers that are too new now may be shown again. */
	#heldUntil({heldBy}: HeaderBranch): Partial<Wanted> {
		const [least, most, hopeless] = HELD_MS;
		const ms = heldBy === undefined ? hopeless : heldBy * 1000 - this.#dependencies.clock();
		return ms < hopeless ? {retry_after_ms: Math.min(Math.max(ms, least), most)} : {};
	}

	#wantedOf(shown: Shown, from: string): Wanted {
		const {chain: {reader}, comingBlocks: coming, isFetched} = this.#dependencies;
		const {hashes} = shown.branch;
		for (; shown.stored < hashes.length; shown.stored++) {
			const entry = reader.entry(hashes[shown.stored]!);
			if (!entry) {
				break;
			}

			if (entry.refusal) {
				this.#branches.delete(from);
				throw new RuleError(entry.refusal, {hash: entry.hash});
			}
		}

		const missing = hashes.slice(shown.stored, shown.stored + WANTED_AT_ONCE);
		if (missing[0] === undefined) {
			this.#branches.delete(from);
			return {wanted: []};
		}

		if (isFetched(missing[0]) || coming.has(missing[0])) {
			return {wanted: [], retry_after_ms: PATIENCE_MS};
		}

		coming.expect(missing);
		return {wanted: missing};
	}
}
