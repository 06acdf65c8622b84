import {setTimeout as delay} from 'node:timers/promises';
import type {Hash} from '../../../protocol/brands.js';
import {decodeHeader, HEADER_SIZE} from '../../../protocol/header.js';
import {ApiError} from '../../../api/api-error.js';
import {mostOf, type Wanted} from '../../../api/peer.js';
import type {Chain} from '../chain.js';
import type {Mempool} from '../mempool.js';
import {headersFrom, locatorOf} from './chain-sharing.js';
import type {Link} from './link.js';

/** What comes in at the same time goes out together. Milliseconds. */
const GATHER_MS = 20;

/** How long to wait when the other side says later: at least and at most, whatever it says. Milliseconds. */
const LATER_MS = [100, 10_000] as const;

export type PusherDependencies = {
	readonly chain: Chain;
	readonly mempool: Mempool;
	/** Told of what is nobody's fault but ours. */
	readonly onError: (error: unknown) => void;
};

/**
Brings to the other side of a link what it lacks: our chain, when it has more work than theirs, and the transfers that are new here. Each thing once: what the other side has told of or was given is not offered again.
*/
export class Pusher {
	readonly #link: Link;
	readonly #dependencies: PusherDependencies;
	readonly #transfers = new Set<Hash>();
	#isPushing = false;
	#isGathering = false;
	#isOffering = false;

	constructor(link: Link, dependencies: PusherDependencies) {
		this.#link = link;
		this.#dependencies = dependencies;
	}

	/** Our tip, or theirs, has changed. */
	tipChanged(): void {
		if (!this.#isPushing) {
			this.#isPushing = true;
			void this.#pushChain().finally(() => {
				this.#isPushing = false;
			});
		}
	}

	/** A transfer has come in. */
	transferAdded(id: Hash): void {
		if (this.#link.isConnected && !this.#link.known.has(id)) {
			this.#transfers.add(id);
			this.#gather(GATHER_MS);
		}
	}

	/** Offers what waits; after connecting. */
	offerPending(): void {
		this.#transfers.clear();
		for (const {transfer} of this.#dependencies.mempool.all()) {
			this.transferAdded(transfer.id);
		}
	}

	#gather(ms: number): void {
		if (!this.#isGathering) {
			this.#isGathering = true;
			setTimeout(() => {
				this.#isGathering = false;
				void this.#offer();
			}, ms).unref();
		}
	}

	/** One offer at a time: what comes in while the other side takes its time waits for the next. */
	async #offer(): Promise<void> {
		if (this.#isOffering) {
			return;
		}

		this.#isOffering = true;
		await this.#quietly(async () => this.#pushTransfers());
		this.#isOffering = false;
		if (this.#transfers.size > 0) {
			this.#gather(GATHER_MS);
		}
	}

	/** The link notices itself when the other side is gone; and what it refuses it does not get. */
	async #quietly(push: () => Promise<void>): Promise<void> {
		try {
			await push();
		} catch (error) {
			if (!(error instanceof ApiError)) {
				this.#dependencies.onError(error);
			}
		}
	}

	async #pushTransfers(): Promise<void> {
		const {mempool} = this.#dependencies;
		const waiting = [...this.#transfers].filter(id => mempool.get(id) && !this.#link.known.has(id));
		const ids = waiting.splice(0, mostOf.ids);
		this.#transfers.clear();
		if (ids.length === 0 || !this.#link.isConnected) {
			return;
		}

		for (const id of waiting) {
			this.#transfers.add(id);
		}

		const {remote} = this.#link;
		const {wanted, retry_after_ms: retryMs} = await remote.offerTransactions(ids);
		const later: Hash[] = [];
		const isWanted = new Set(wanted);
		for (const id of ids) {
			const pending = isWanted.has(id) ? mempool.get(id) : undefined;
			if (pending) {
				this.#link.known.add(id);
				await this.#quietly(async () => {
					await remote.submitTransaction(pending.transfer.bytes);
				});
			} else if (retryMs === undefined) {
				this.#link.known.add(id);
			} else {
				later.push(id);
			}
		}

		if (later.length > 0) {
			await pause(retryMs!, this.#link.signal);
			for (const id of later) {
				this.#transfers.add(id);
			}
		}
	}

	async #pushChain(): Promise<void> {
		const {chain} = this.#dependencies;
		while (this.#isBehind()) {
			const {tip} = chain;
			this.#link.known.add(tip.hash);
			await this.#quietly(async () => this.#bring(tip.height));
		}
	}

	/** Whether the other side has less work than we have, and has not been offered our tip yet. */
	#isBehind(): boolean {
		return this.#hasLess() && !this.#link.known.has(this.#dependencies.chain.tip.hash);
	}

	#hasLess(): boolean {
		const {claim, isConnected} = this.#link;
		return isConnected && claim !== undefined && claim.chainwork < this.#dependencies.chain.tip.chainwork;
	}

	/** Shows our headers from where their chain and ours part, then brings the bodies that are wanted, until none is. */
	async #bring(height: number): Promise<void> {
		const {remote, signal} = this.#link;
		const {chain} = this.#dependencies;
		const brought = new Set<Hash>();
		let from = await this.#forkHeight() + 1;
		while (from <= height && !signal.aborted && this.#hasLess()) {
			const headers = headersFrom(chain.reader, from, mostOf.headers);
			const answer = await remote.offerHeaders(headers);
			if (answer.wanted.length === 0 && answer.retry_after_ms !== undefined) {
				await pause(answer.retry_after_ms, signal);
			} else if (answer.wanted.length === 0) {
				from += mostOf.headers;
			} else {
				await this.#bringBodies(answer, brought);
				// Shown again, they ask for the next.
			}
		}
	}

	/** @param brought - What was brought already: nobody gets a block twice, however often they want it. */
	async #bringBodies({wanted}: Wanted, brought: Set<Hash>): Promise<void> {
		for (const hash of wanted) {
			const bytes = this.#dependencies.chain.reader.blockBytes(hash);
			if (!bytes || brought.has(hash)) {
				this.#link.fault('nonsense');
				throw new ApiError('not_found', `${this.#link.url} wants a block that it was not shown, or has been brought`);
			}

			brought.add(hash);
			await this.#link.remote.submitBlock(bytes);
		}
	}

	/** The height of the last block that both chains have. */
	async #forkHeight(): Promise<number> {
		const {chain: {reader, tip}} = this.#dependencies;
		const {claim, remote} = this.#link;
		const theirs = claim && reader.entry(claim.hash);
		if (theirs && reader.isOnBestChain(theirs)) {
			return theirs.height;
		}

		const headers = await remote.headers(locatorOf(reader, tip), 1);
		const common = headers.length >= HEADER_SIZE ? reader.entry(decodeHeader(headers).previousHash) : undefined;
		// Without an answer that helps, everything is shown: what is known is passed over.
		return common && reader.isOnBestChain(common) ? common.height : 0;
	}
}

/** As long as the other side says, within reason, or until the connection is over. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
	const [least, most] = LATER_MS;
	try {
		await delay(Math.min(Math.max(ms, least), most), undefined, {signal, ref: false});
	} catch {
		// Aborted: the loop looks for itself.
	}
}
