import {setTimeout as delay} from 'node:timers/promises';
import type {Hash} from '../../../protocol/brands.js';
import {ApiError, toApiError} from '../../../api/api-error.js';
import type {Follower} from '../../../api/event.js';
import type {Peer} from '../../../api/peer.js';
import {hostOf, reachOf} from '../../../api/reach.js';
import {Coming} from './coming.js';
import {
	afterFault, BAN_AT, type Fault, faults, isBanned,
} from './fault.js';
import {Inbound} from './inbound.js';
import {ENOUGH_PEERS, introduce} from './introduce.js';
import type {Link} from './link.js';
import {Neighbours} from './neighbours.js';
import {Offers} from './offers.js';
import type {PeersDependencies} from './peering.js';
import {PeerBook, type PeerRecord} from './peer-book.js';
import {clockOffsetOf, peerIdOf, peerOf} from './peer-object.js';
import {Registration} from './registration.js';
import {Signal} from './signal.js';
import {Sync} from './sync.js';
import {SyncReport} from './sync-report.js';

/** How long registering waits for the new peer to be connected, and resolving for the chain to be caught up with. Milliseconds. */
const CONNECT_MS = 5000;
const RESOLVE_MS = 30_000;

/** The other nodes: those we dial, those that dial us, and all that goes between. */
export class Peers {
	static async open(dependencies: PeersDependencies): Promise<Peers> {
		return new Peers(dependencies, await PeerBook.open(dependencies.storage));
	}

	readonly offers: Offers;
	readonly #dependencies: PeersDependencies;
	readonly #book: PeerBook;
	readonly #inbound: Inbound;
	readonly #neighbours: Neighbours | undefined;
	readonly #registration: Registration | undefined;
	readonly #comingBlocks: Coming;
	readonly #comingTransfers: Coming;
	readonly #sync: Sync;
	readonly #news = new Signal();
	readonly #stopped = new AbortController();

	private constructor(dependencies: PeersDependencies, book: PeerBook) {
		const {network, chain, mempool, clock, ticks, peering, id, onSync, onPeer, onError} = dependencies;
		const genesis = network.genesis.hash;
		const [comingBlocks, comingTransfers] = [new Coming(ticks), new Coming(ticks)];
		const report = (error: unknown) => {
			onError(toApiError(error));
		};

		this.#dependencies = dependencies;
		this.#book = book;
		this.#comingBlocks = comingBlocks;
		this.#comingTransfers = comingTransfers;
		this.#inbound = new Inbound(clock, onPeer);
		this.#sync = new Sync({
			network,
			chain,
			clock,
			ticks,
			coming: comingBlocks,
			peers: () => this.#connected,
			report: new SyncReport(ticks, () => chain.tip.height, onSync),
			onError: report,
		});
		this.offers = new Offers({
			network, chain, mempool, clock, comingBlocks, comingTransfers, isFetched: hash => this.#sync.isExpected(hash),
		});
		this.#neighbours = peering && new Neighbours({
			...peering,
			id,
			genesis,
			chain,
			mempool,
			coming: comingTransfers,
			clock,
			ticks,
			onError: report,
			isAllowed: url => {
				const record = book.get(url);
				return record !== undefined && !isBanned(record, this.#now());
			},
			onChange: link => {
				this.#changed(link);
			},
			onFault: (link, fault) => {
				this.#faulted(link, fault);
			},
			onConnect: link => {
				this.#connect(link);
			},
			onTip: () => {
				this.#sync.wake();
			},
		});
		this.#registration = peering && new Registration({
			...peering,
			id,
			genesis,
			clock,
			ticks,
			book,
			neighbours: this.#neighbours!,
			onGone: ({url}) => {
				this.#unattended(this.remove(url));
			},
		});
	}

	/** Connected ones, whoever dialled. */
	get count(): number {
		return this.#connected.length + this.#inbound.count;
	}

	/** Seconds by which most peers' clocks are ahead of ours. */
	get clockOffset(): number | null {
		return clockOffsetOf(this.#connected);
	}

	/** The height of the best headers that are being caught up with; `undefined` when there are none. */
	get target(): number | undefined {
		return this.#sync.target;
	}

	/** Whether a block belongs to a branch whose headers have shown more work than our chain. */
	isExpected(hash: Hash): boolean {
		return this.#sync.isExpected(hash) || this.offers.isExpected(hash);
	}

	/** Dials everybody who is remembered. */
	start(): void {
		for (const url of this.#dependencies.peering?.urls ?? []) {
			this.#registration?.keep(new URL(url).origin, 'loopback');
		}

		for (const {url, reach} of this.#book.all()) {
			this.#neighbours?.dial(url, reach);
		}
	}

	async stop(): Promise<void> {
		this.#stopped.abort();
		this.#registration?.stop();
		await Promise.all([this.#sync.stop(), this.#neighbours?.stop()]);
		await this.#book.settled();
	}

	list(): Peer[] {
		return [...this.#book.all().map(record => this.#peer(record)), ...this.#inbound.list()];
	}

	/** @throws {ApiError} What the first was refused for, when none was taken. */
	async register(urls: readonly string[], from: string | undefined): Promise<void> {
		const registration = this.#registration;
		if (!registration) {
			throw new ApiError('not_available', 'this node does not dial others');
		}

		const taken = await registration.registerAny(urls, from);
		const isPending = () => taken.some(url => this.#neighbours?.link(url)?.isConnected === false);
		const {ticks} = this.#dependencies;
		const {signal} = this.#stopped;
		const endMs = ticks() + CONNECT_MS;
		for (let leftMs = CONNECT_MS; isPending() && leftMs > 0 && !signal.aborted; leftMs = endMs - ticks()) {
			await this.#news.wait(signal, leftMs);
		}
	}

	/** @throws {ApiError} `not_found`; `invalid_request` for one that dialled us. */
	async remove(id: string): Promise<void> {
		const record = this.#book.all().find(({url}) => peerIdOf(url) === id || url === id);
		if (!record) {
			throw this.#inbound.list().some(peer => peer.id === id)
				? new ApiError('invalid_request', `the peer ${id} has dialled this node: only it can end that`)
				: new ApiError('not_found', `there is no peer ${id}`);
		}

		this.#book.delete(record.url);
		await this.#neighbours?.drop(record.url);
		this.#dependencies.onPeer({...peerOf(record, undefined, this.#now()), state: 'removed'});
	}

	/** Asks everybody anew. @returns Whether the chain was replaced. */
	async resolve(): Promise<boolean> {
		const {tip} = this.#dependencies.chain;
		for (const link of this.#neighbours?.links ?? []) {
			link.hurry();
		}

		const enough = new AbortController();
		const signal = AbortSignal.any([enough.signal, this.#stopped.signal]);
		try {
			await Promise.race([this.#sync.settled(), delay(RESOLVE_MS, undefined, {signal}).catch(() => undefined)]);
		} finally {
			enough.abort();
		}

		return this.#dependencies.chain.tip.hash !== tip.hash;
	}

	/** Our chain has another tip. */
	chainChanged(): void {
		this.#comingBlocks.settle(this.#dependencies.chain.tip.hash);
		this.#sync.wake();
		this.#neighbours?.tipChanged();
	}

	/** A transfer has come into our mempool. */
	transferAdded(id: Hash): void {
		this.#comingTransfers.settle(id);
		this.#neighbours?.transferAdded(id);
	}

	/** Our events, to somebody who is counted for as long as they listen if they are a node. */
	followed<Event>(follower: Follower | undefined, events: AsyncIterable<Event>): AsyncIterable<Event> {
		return follower ? this.#inbound.during(follower, events) : events;
	}

	get #connected(): Link[] {
		return this.#neighbours?.connected ?? [];
	}

	#now(): number {
		return Math.floor(this.#dependencies.clock() / 1000);
	}

	#peer(record: PeerRecord): Peer {
		return peerOf(record, this.#neighbours?.link(record.url), this.#now());
	}

	#changed(link: Link): void {
		const record = this.#book.get(link.url);
		this.#news.ring();
		if (record && !this.#stopped.signal.aborted) {
			this.#dependencies.onPeer(this.#peer(record));
		}
	}

	#faulted(link: Link, fault: Fault): void {
		const record = this.#book.get(link.url);
		if (record) {
			const standing = afterFault(record, fault, {now: this.#now(), mayBan: reachOf(hostOf(link.url)) !== 'loopback'});
			this.#book.set({...record, ...standing});
			if (faults[fault].penalty >= BAN_AT || isBanned(standing, this.#now())) {
				link.disconnect();
			}
		}
	}

	#connect(link: Link): void {
		const record = this.#book.get(link.url);
		if (record) {
			this.#book.set({...record, seen: this.#now()});
		}

		this.#unattended(introduce(link, {
			ownUrl: this.#dependencies.peering?.ownUrl?.(hostOf(link.url)),
			register: async (urls, from) => this.register(urls, from),
			hasEnough: () => this.#connected.length >= ENOUGH_PEERS,
			isKnown: url => this.#book.get(url) !== undefined,
		}));
		this.#unattended(this.#fetchPending(link));
	}

	/** What waits at a peer may spend what only the chain there has. */
	async #fetchPending(link: Link): Promise<void> {
		await this.#sync.settled();
		await this.#neighbours?.fetchPending(link);
	}

	/** For what nobody waits for: what goes wrong with it is told, and ends nothing else. */
	#unattended(work: Promise<void>): void {
		void work.catch((error: unknown) => {
			this.#dependencies.onError(toApiError(error));
		});
	}
}
