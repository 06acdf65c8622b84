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

/** Of how many that show headers a branch is kept: whoever shows another one loses the first. */
const MOST_BRANCHES = 8;

type Shown = {
	readonly branch: HeaderBranch;
	/** How many of its first blocks we have by now. */
	stored: number;
};

export type OffersDependencies = {
	readonly network: Network;
	readonly chain: Chain;
	readonly mempool: Mempool;
	/** Milliseconds. */
	readonly clock: () => number;
	readonly coming: Coming;
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

	@throws {RuleError} `parent_unknown` when they continue nothing that we know, and whatever rule they break.
	*/
	headers(bytes: Uint8Array, from: string): Wanted {
		if (bytes.length > mostOf.headers * HEADER_SIZE) {
			throw new ApiError('invalid_request', `at most ${mostOf.headers} headers at a time`);
		}

		const shown = this.#grow(bytes, from);
		if (!shown) {
			return {wanted: []};
		}

		this.#keep(from, shown);
		return shown.branch.chainwork > this.#dependencies.chain.tip.chainwork ? this.#wantedOf(shown, from) : {wanted: []};
	}

	/** @param ids - Of transfers. */
	transactions(ids: readonly Hash[]): Wanted {
		const {chain, mempool, coming} = this.#dependencies;
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
		return branch && {branch, stored: 0};
	}

	#keep(from: string, shown: Shown): void {
		this.#branches.delete(from);
		this.#branches.set(from, shown);
		let headers = 0;
		for (const [other, {branch: {length}}] of [...this.#branches].toReversed()) {
			headers += length;
			if (other !== from && (headers > MAX_BRANCH || this.#branches.size > MOST_BRANCHES)) {
				this.#branches.delete(other);
			}
		}
	}

	#wantedOf(shown: Shown, from: string): Wanted {
		const {chain: {reader}, coming, isFetched} = this.#dependencies;
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
