import type {Hash, Height} from '../../../protocol/brands.js';
import type {Network} from '../../../protocol/network.js';
import {RuleError} from '../../../protocol/rule-error.js';
import {ApiError, hasCode} from '../../../api/api-error.js';
import {mostOf} from '../../../api/peer.js';
import {HEADER_SIZE} from '../../../protocol/header.js';
import type {Chain} from '../chain.js';
import {locatorOf} from './chain-sharing.js';
import type {Coming} from './coming.js';
import {Download} from './download.js';
import {branchOf, type HeaderBranch, MAX_BRANCH} from './header-branch.js';
import type {SyncReport} from './sync-report.js';
import type {Claim, SyncPeer} from './sync-peer.js';

/** How long a peer may take over a list of headers. Milliseconds. */
const HEADERS_MS = 10_000;

/** How long a peer that could not be followed is left alone, if it does not tell of another tip. Milliseconds. */
const RETRY_MS = 5000;

/** Blocks between two that wait for the disk, while many are taken in. */
const DURABLE_EVERY = 256;

export type SyncDependencies = {
	readonly network: Network;
	readonly chain: Chain;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Milliseconds that only ever go forward. */
	readonly ticks: () => number;
	/** The connected ones. */
	readonly peers: () => readonly SyncPeer[];
	readonly coming: Coming;
	readonly report: SyncReport;
	/** Told of what is nobody's fault but ours. */
	readonly onError: (error: unknown) => void;
};

/**
Catches up with the heaviest chain that a peer has: headers first, from one peer; then, once they have shown more work than our chain has, the bodies from all of them.

One chain at a time. What a peer claims only decides whom to ask first.
*/
export class Sync {
	readonly #dependencies: SyncDependencies;
	readonly #stopped = new AbortController();
	/** Claims that led nowhere, and until when they are not looked at again. */
	readonly #spent = new WeakMap<SyncPeer, {readonly hash: Hash; readonly until: number}>();
	#running: Promise<void> | undefined;
	#branch: HeaderBranch | undefined;
	#download: Download | undefined;
	#timer: NodeJS.Timeout | undefined;
	/** When the timer rings. */
	#due = Number.POSITIVE_INFINITY;

	constructor(dependencies: SyncDependencies) {
		this.#dependencies = dependencies;
	}

	/** The height of the best headers that are being caught up with. */
	get target(): Height | undefined {
		return this.#branch?.height;
	}

	/** Whether a block belongs to a branch that has shown more work than our chain. */
	isExpected(hash: Hash): boolean {
		return this.#branch !== undefined && this.#branch.has(hash);
	}

	/** Something has changed: a peer, its tip, or ours. */
	wake(): void {
		if (this.#stopped.signal.aborted) {
			return;
		}

		this.#download?.peersChanged();
		if (!this.#running && this.#heaviest()) {
			this.#running = this.#run().finally(() => {
				this.#running = undefined;
			});
		}
	}

	/** Waits until there is nothing left to catch up with, for the moment. */
	async settled(): Promise<void> {
		this.wake();
		await this.#running;
	}

	async stop(): Promise<void> {
		this.#stopped.abort();
		clearTimeout(this.#timer);
		await this.#running;
	}

	async #run(): Promise<void> {
		const {signal} = this.#stopped;
		for (let peer = this.#heaviest(); peer && !signal.aborted; peer = this.#heaviest()) {
			const claim = peer.claim!;
			try {
				await this.#follow(peer, claim);
			} catch (error) {
				if (!signal.aborted && !(error instanceof RuleError || error instanceof ApiError)) {
					this.#dependencies.onError(error);
				}

				this.#spend(peer, claim, RETRY_MS);
			} finally {
				this.#branch = undefined;
				this.#download = undefined;
				this.#dependencies.report.end();
			}
		}
	}

	/** The peer that claims the most work, if it is more than we have. */
	#heaviest(): SyncPeer | undefined {
		const {chain, peers, coming, ticks} = this.#dependencies;
		let best: SyncPeer | undefined;
		let most = chain.tip.chainwork;
		for (const peer of peers()) {
			const {claim} = peer;
			const spent = this.#spent.get(peer);
			if (!claim || claim.chainwork <= most) {
				continue;
			}

			if (coming.has(claim.hash)) {
				this.#later(100);
			} else if (spent?.hash !== claim.hash || spent.until <= ticks()) {
				best = peer;
				most = claim.chainwork;
			}
		}

		return best;
	}

	#spend(peer: SyncPeer, {hash}: Claim, ms: number): void {
		this.#spent.set(peer, {hash, until: this.#dependencies.ticks() + ms});
		if (ms !== Number.POSITIVE_INFINITY) {
			this.#later(ms);
		}
	}

	#later(ms: number): void {
		const due = this.#dependencies.ticks() + ms;
		if (due >= this.#due) {
			return;
		}

		this.#due = due;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#due = Number.POSITIVE_INFINITY;
			this.wake();
		}, ms).unref();
	}

	async #follow(peer: SyncPeer, claim: Claim): Promise<void> {
		const {chain, clock, report} = this.#dependencies;
		const branch = await this.#fetchHeaders(peer);
		if (!branch || branch.chainwork <= chain.tip.chainwork) {
			const heldMs = branch?.heldBy === undefined ? undefined : branch.heldBy * 1000 - clock();
			if (heldMs === undefined && claim.chainwork > chain.tip.chainwork) {
				peer.fault(branch && branch.length >= MAX_BRANCH ? 'worthless' : 'boasting');
			}

			this.#spend(peer, claim, heldMs === undefined ? Number.POSITIVE_INFINITY : Math.max(heldMs, 100));
			return;
		}

		this.#branch = branch;
		report.headers(branch.height);
		try {
			await this.#fetchBodies(branch);
		} catch (error) {
			if (error instanceof RuleError) {
				// The headers are those of a chain that nobody may build on.
				peer.fault('invalid', error.message);
			}

			throw error;
		}
	}

	/** @returns `undefined` when the peer has nothing that we do not have. */
	async #fetchHeaders(peer: SyncPeer): Promise<HeaderBranch | undefined> {
		const {chain, network, clock, report} = this.#dependencies;
		let branch: HeaderBranch | undefined;
		let locator = locatorOf(chain.reader, chain.tip);
		try {
			for (;;) {
				const bytes = await this.#inTime(peer.remote.headers(locator, mostOf.headers));
				const now = Math.floor(clock() / 1000);
				const before = branch?.length ?? 0;
				if (branch) {
					branch.append(bytes, now);
				} else {
					branch = branchOf(bytes, {network, reader: chain.reader, now});
				}

				report.headers(branch?.height ?? chain.tip.height);
				const isWhole = bytes.length < mostOf.headers * HEADER_SIZE;
				if (!branch || isWhole || branch.heldBy !== undefined || branch.length >= MAX_BRANCH) {
					return branch;
				}

				if (branch.length === before && before > 0) {
					peer.fault('nonsense');
					return branch;
				}

				locator = [branch.tip, branch.root.hash];
			}
		} catch (error) {
			if (branch && error instanceof RuleError && error.code === 'parent_unknown') {
				// Its chain has changed between two answers.
				return branch;
			}

			this.#blame(peer, error);
			throw error;
		}
	}

	#blame(peer: SyncPeer, error: unknown): void {
		if (error instanceof RuleError) {
			peer.fault(error.code === 'parent_unknown' || error.code === 'truncated' ? 'nonsense' : 'invalid', error.message);
		} else if (hasCode(error, 'wait_timeout')) {
			peer.fault('stalling', error.message);
		}
	}

	async #inTime<Value>(promise: Promise<Value>): Promise<Value> {
		const {signal} = this.#stopped;
		const timer = AbortSignal.any([signal, AbortSignal.timeout(HEADERS_MS)]);
		return Promise.race([promise, new Promise<never>((_resolve, reject) => {
			timer.addEventListener('abort', () => {
				reject(new ApiError('wait_timeout', 'the headers took too long'));
			}, {once: true});
		})]);
	}

	async #fetchBodies(branch: HeaderBranch): Promise<void> {
		const {chain, peers, ticks, report, coming} = this.#dependencies;
		const {hashes} = branch;
		coming.expect(hashes.slice(0, 1));
		const download = new Download({
			hashes,
			peers,
			ticks,
			isRefused: hash => chain.reader.entry(hash)?.refusal !== undefined,
			async accept(bytes, index) {
				await chain.accept(bytes, {durable: index === hashes.length - 1 || index % DURABLE_EVERY === DURABLE_EVERY - 1});
				coming.settle(hashes[index]!);
				report.blocks({
					height: branch.root.height + index + 1, headers: branch.height, from: branch.root.height, sources: download.sources,
				});
			},
		});
		this.#download = download;
		await download.run(this.#stopped.signal);
	}
}
