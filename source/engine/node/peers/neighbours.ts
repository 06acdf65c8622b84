import type {Hash} from '../../../protocol/brands.js';
import {ApiError} from '../../../api/api-error.js';
import type {DialNode} from '../../../api/node-api.js';
import type {Reach} from '../../../api/reach.js';
import type {Chain} from '../chain.js';
import type {Mempool} from '../mempool.js';
import type {Coming} from './coming.js';
import type {Fault} from './fault.js';
import {Link} from './link.js';
import {Pusher} from './pusher.js';
import {TransferFetch} from './transfer-fetch.js';

export type NeighboursDependencies = {
	readonly dial: DialNode;
	/** Our own name in this run. */
	readonly id: string;
	readonly genesis: Hash;
	readonly chain: Chain;
	readonly mempool: Mempool;
	/** Transfers that somebody is bringing. */
	readonly coming: Coming;
	/** Told of what is nobody's fault but ours. */
	readonly onError: (error: unknown) => void;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Milliseconds that only ever go forward. */
	readonly ticks: () => number;
	/** From 0 up to 1. */
	readonly random: () => number;
	/** Whether a peer may be dialled now. */
	readonly isAllowed: (url: string) => boolean;
	readonly onChange: (link: Link) => void;
	readonly onFault: (link: Link, fault: Fault) => void;
	readonly onConnect: (link: Link) => void;
	readonly onTip: () => void;
};

type Neighbour = {readonly link: Link; readonly pusher: Pusher; readonly fetch: TransferFetch};

/** The links that a node keeps, each with what goes over it. */
export class Neighbours {
	readonly #dependencies: NeighboursDependencies;
	readonly #neighbours = new Map<string, Neighbour>();
	#isStopped = false;

	constructor(dependencies: NeighboursDependencies) {
		this.#dependencies = dependencies;
	}

	get links(): Link[] {
		return [...this.#neighbours.values()].map(({link}) => link);
	}

	get connected(): Link[] {
		return this.links.filter(({isConnected}) => isConnected);
	}

	link(url: string): Link | undefined {
		return this.#neighbours.get(url)?.link;
	}

	/** Keeps a link to a node from now on. @throws {ApiError} `node_unreachable` once they are stopped. */
	dial(url: string, reach: Reach): Link {
		if (this.#isStopped) {
			throw new ApiError('node_unreachable', 'this node is stopping');
		}

		return this.link(url) ?? this.#start(url, reach);
	}

	async drop(url: string): Promise<void> {
		const neighbour = this.#neighbours.get(url);
		this.#neighbours.delete(url);
		await neighbour?.link.stop();
	}

	async stop(): Promise<void> {
		this.#isStopped = true;
		await Promise.all(this.links.map(async link => link.stop()));
	}

	/** Our chain has another tip. */
	tipChanged(): void {
		for (const {pusher} of this.#neighbours.values()) {
			pusher.tipChanged();
		}
	}

	/** A transfer has come into our mempool. */
	transferAdded(id: Hash): void {
		for (const {pusher} of this.#neighbours.values()) {
			pusher.transferAdded(id);
		}
	}

	/** Takes over what waits at a peer. */
	async fetchPending({url}: Link): Promise<void> {
		await this.#neighbours.get(url)?.fetch.fetchPending();
	}

	#start(url: string, reach: Reach): Link {
		const {isAllowed, onChange, onFault, onConnect, onTip, ...rest} = this.#dependencies;
		const link: Link = new Link({url, reach}, {
			...rest,
			isAllowed: () => isAllowed(url),
			onChange() {
				onChange(link);
			},
			onFault(fault) {
				onFault(link, fault);
			},
			onConnect() {
				pusher.offerPending();
				onConnect(link);
			},
			onTip() {
				onTip();
				pusher.tipChanged();
			},
			onTransfer(id) {
				fetch.told(id);
			},
		});
		const pusher = new Pusher(link, rest);
		const fetch = new TransferFetch(link, rest);
		this.#neighbours.set(url, {link, pusher, fetch});
		link.start();
		return link;
	}
}
