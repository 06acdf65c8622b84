import {setTimeout as delay} from 'node:timers/promises';
import type {Hash, Height} from '../../../protocol/brands.js';
import type {Network} from '../../../protocol/network.js';
import {RuleError} from '../../../protocol/rule-error.js';
import {ApiError, toApiError} from '../../../api/api-error.js';
import type {Chain} from '../chain.js';
import {Claims} from './claims.js';
import type {Coming} from './coming.js';
import {Download} from './download.js';
import {type HeaderBranch, MAX_BRANCH} from './header-branch.js';
import {fetchHeaders} from './header-fetch.js';
import type {SyncReport} from './sync-report.js';
import type {Claim, SyncPeer} from './sync-peer.js';

/** Before a block that somebody else is bringing is looked at again. Milliseconds. */
const COMING_MS = 100;

/** How long a chain whose next header is too new is left alone, at most: the clock may be set. Milliseconds. */
const HELD_MS = [100, 10_000] as const;

/** How long it may take to notice that a peer has gone, who is not to blame then. Milliseconds. */
const NOTICE_MS = 100;

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
	readonly #claims: Claims;
	#running: Promise<void> | undefined;
	#branch: HeaderBranch | undefined;
	#download: Download | undefined;
	#timer: NodeJS.Timeout | undefined;
	/** When the timer rings. */
	#due = Number.POSITIVE_INFINITY;

	constructor(dependencies: SyncDependencies) {
		this.#dependencies = dependencies;
		this.#claims = new Claims(dependencies.ticks);
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
		if (!this.#running && this.#next()) {
			this.#running = this.#run().finally(() => {
				this.#running = undefined;
				// Whoever woke us since the last look was not heard.
				this.wake();
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
		for (let peer = this.#next(); peer && !signal.aborted; peer = this.#next()) {
			const claim = peer.claim!;
			try {
				await this.#follow(peer, claim);
			} catch (error) {
				if (!signal.aborted) {
					this.#later(this.#claims.failed(peer, claim, {mayChange: true}));
				}

				if (!(signal.aborted || error instanceof RuleError || error instanceof ApiError)) {
					this.#dependencies.onError(error);
				}
			} finally {
				this.#branch = undefined;
				this.#download = undefined;
				this.#dependencies.report.end();
			}
		}
	}

	/** The peer to follow, if there is one with more work than we have. */
	#next(): SyncPeer | undefined {
		const {chain, peers, coming} = this.#dependencies;
		const {chainwork} = chain.tip;
		const ahead = peers().filter(({claim}) => claim !== undefined && claim.chainwork > chainwork);
		const free = ahead.filter(({claim}) => !coming.has(claim!.hash));
		if (free.length < ahead.length) {
			this.#later(COMING_MS);
		}

		// Looked at anew each time: a timer may ring too early, or for somebody else.
		for (const peer of free) {
			this.#lookAgain(this.#claims.waitFor(peer, peer.claim!));
		}

		return this.#claims.best(free, chainwork);
	}

	#lookAgain(ms: number): void {
		if (ms > 0 && Number.isFinite(ms)) {
			this.#later(ms);
		}
	}

	#later(ms: number): void {
		const due = this.#dependencies.ticks() + ms;
		if (due >= this.#due || this.#stopped.signal.aborted) {
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
		const {chain, report} = this.#dependencies;
		const branch = await fetchHeaders(peer, {
			...this.#dependencies,
			signal: this.#stopped.signal,
			onProgress(height) {
				report.headers(height);
			},
		});
		if (!branch || branch.chainwork <= chain.tip.chainwork) {
			this.#disbelieve(peer, claim, branch);
			return;
		}

		this.#branch = branch;
		report.headers(branch.height);
		try {
			await this.#fetchBodies(branch);
			this.#claims.kept(peer);
		} catch (error) {
			if (error instanceof RuleError && error.code === 'time_too_new') {
				// Our clock was set back: what was in time is not any more.
				this.#hold(peer, claim, HELD_MS[1]);
				return;
			}

			await this.#blame(peer, error);
			throw error;
		}
	}

	/** There is less behind a claim than our chain has. */
	#disbelieve(peer: SyncPeer, claim: Claim, branch: HeaderBranch | undefined): void {
		const {chain, clock} = this.#dependencies;
		if (branch?.heldBy !== undefined) {
			this.#hold(peer, claim, branch.heldBy * 1000 - clock());
		} else if (claim.chainwork > chain.tip.chainwork) {
			peer.fault(branch && branch.length >= MAX_BRANCH ? 'worthless' : 'boasting');
			this.#later(this.#claims.failed(peer, claim, {mayChange: false}));
		}
	}

	#hold(peer: SyncPeer, claim: Claim, heldMs: number): void {
		const [least, most] = HELD_MS;
		const ms = Math.min(Math.max(heldMs, least), most);
		this.#claims.wait(peer, claim, ms);
		this.#later(ms);
	}

	/** The one that has shown headers answers for the bodies. */
	async #blame(peer: SyncPeer, error: unknown): Promise<void> {
		const {signal} = this.#stopped;
		if (signal.aborted) {
			return;
		}

		if (error instanceof RuleError) {
			// The headers are those of a chain that nobody may build on.
			peer.fault('invalid', error.message);
		} else if (error instanceof ApiError && error.code !== 'node_unreachable') {
			// The disk.
			this.#dependencies.onError(error);
		} else {
			await delay(NOTICE_MS, undefined, {signal}).catch(() => undefined);
			if (this.#dependencies.peers().includes(peer)) {
				peer.fault('stalling', toApiError(error).message);
			}
		}
	}

	async #fetchBodies(branch: HeaderBranch): Promise<void> {
		const {chain, network, peers, ticks, report, coming} = this.#dependencies;
		const {hashes} = branch;
		coming.expect(hashes.slice(0, 1));
		const download = new Download({
			hashes,
			peers,
			ticks,
			mostBytes: network.maxBlockBytes,
			isRefused: hash => chain.reader.entry(hash)?.refusal !== undefined,
			prepare: bytes => chain.prepare(bytes),
			async accept(block, index) {
				await chain.accept(block, {durable: index === hashes.length - 1 || index % DURABLE_EVERY === DURABLE_EVERY - 1});
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
