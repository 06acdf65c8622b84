import {ApiError, toApiError} from '../api/api-error.js';
import type {BlockObject, BlockSummary} from '../api/block.js';
import type {NodeEvent, SyncProgress} from '../api/event.js';
import type {BlockId, NodeApi} from '../api/node-api.js';
import {originOf} from '../api/node-url.js';
import type {Peer} from '../api/peer.js';
import type {Fees, Status} from '../api/status.js';
import type {LogLine} from './log-line.js';
import {Publisher} from './publisher.js';
import {append, prepend, type Series} from './series.js';

export type NodeState = {
	/** `undefined` until the node has answered. */
	readonly status: Status | undefined;
	readonly fees: Fees | undefined;
	/** Of the best chain, newest first. */
	readonly blocks: readonly BlockSummary[];
	readonly reorgs: {readonly count: number; readonly last: {readonly depth: number; readonly time: number} | undefined};
	/** Transfers waiting, each time that they or the chain changed. */
	readonly mempool: Series;
	/** Those that the node dials first. */
	readonly peers: readonly Peer[];
	/** While a heavier chain is being caught up with. */
	readonly sync: SyncProgress | undefined;
	/** Newest first. */
	readonly log: readonly LogLine[];
	/** Why the node does not answer: whatever else is known of it is old. */
	readonly trouble: string | undefined;
	/** When the node was heard of last. Seconds since 1970. */
	readonly heardAt: number | undefined;
};

const BLOCKS = 100;
const LOG_LINES = 500;
const RETRY_MS = 3000;

const nothing: NodeState = {
	status: undefined, fees: undefined, blocks: [], reorgs: {count: 0, last: undefined}, mempool: [], peers: [], sync: undefined, log: [], trouble: undefined, heardAt: undefined,
};

const sortedPeers = (peers: readonly Peer[]): readonly Peer[] => peers.toSorted((a, b) => b.direction.localeCompare(a.direction) || a.address.localeCompare(b.address, 'en', {numeric: true}));

/** What is worth a line: who came, and who went. A peer that cannot be reached is tried again and again, and told of once. */
function peerWords({direction, state, address, trouble}: Peer, before: Peer['state'] | undefined): string | undefined {
	const name = direction === 'out' ? `peer ${address}` : `peer from ${address}`;
	if (state === 'connected' && before !== 'connected') {
		return `${name} connected`;
	}

	const isGone = before === 'connected' && state !== 'connected';
	return isGone || state === 'banned' ? `${name} ${state === 'banned' ? 'banned' : 'gone'}${trouble === null ? '' : `: ${trouble}`}` : undefined;
}

/** Follows a node, in this process or elsewhere, and keeps what screens show of it. */
export class NodeStore extends Publisher<NodeState> {
	readonly #node: NodeApi;
	readonly #now: () => number;
	readonly #ended = new AbortController();
	readonly #onEvent: (event: NodeEvent) => void;
	readonly #onConnection: (trouble: ApiError | undefined) => void;

	/**
	@param onEvent - Told of every event, for what else depends on the chain.
	@param onConnection - Told each time that the node is found gone, and that it is there.
	*/
	constructor(node: NodeApi, clock: () => number, onEvent: (event: NodeEvent) => void, onConnection: (trouble: ApiError | undefined) => void = () => undefined) {
		super(nothing, clock);
		this.#node = node;
		this.#now = () => Math.floor(clock() / 1000);
		this.#onEvent = onEvent;
		this.#onConnection = onConnection;
	}

	/** Follows until it is stopped. A node that goes away is tried again. */
	async run(): Promise<void> {
		const {signal} = this.#ended;
		while (!signal.aborted) {
			try {
				for await (const event of this.#node.events({
					signal,
					onConnection: trouble => {
						this.#connection(trouble);
					},
				})) {
					await this.#take(event);
					this.#onEvent(event);
				}

				if (!signal.aborted) {
					this.#connection(new ApiError('node_unreachable', 'the node has stopped'));
				}
			} catch (error) {
				this.#connection(toApiError(error));
			}

			await this.#pause();
		}
	}

	stop(): void {
		this.#ended.abort();
		this.close();
	}

	/** A block with its transactions. @throws {ApiError} `not_found`, or that the node does not answer. */
	async block(id: BlockId): Promise<BlockObject> {
		return this.#node.block(id);
	}

	/** @param text - Where another node is; `http://` may be left out. @returns Its URL. @throws {ApiError} What it is refused for. */
	async addPeer(text: string): Promise<string> {
		const url = originOf(text.trim());
		await this.#node.registerPeers([url]);
		return url;
	}

	async dropPeer(id: string): Promise<void> {
		await this.#node.removePeer(id);
	}

	/** Adds a line to the log. */
	note(kind: LogLine['kind'], text: string): void {
		this.set({log: prepend(this.state.log, {time: this.#now(), kind, text}, LOG_LINES)});
	}

	#connection(trouble: ApiError | undefined): void {
		if (trouble) {
			this.set({trouble: trouble.message}, true);
			this.#onConnection(trouble);
		} else if (this.state.trouble !== undefined) {
			void this.#lookAgain();
		}
	}

	/** A node that is back may be another one, and need not tell of its own accord how it is. */
	async #lookAgain(): Promise<void> {
		try {
			await this.#refresh();
			this.#onConnection(undefined);
		} catch (error) {
			this.#connection(toApiError(error));
		}
	}

	async #take(event: NodeEvent): Promise<void> {
		this.set({heardAt: this.#now()});
		switch (event.type) {
			case 'tip':
			case 'reset': {
				await this.#refresh();
				break;
			}

			case 'block': {
				const {height, hash, transaction_count: count} = event.data;
				this.note('block', `block #${height} ${hash} (${count} tx)`);
				break;
			}

			case 'transaction': {
				this.note('transaction', `transfer ${event.data.id} waits`);
				break;
			}

			case 'reorg': {
				const {depth, fork_height: forkHeight} = event.data;
				this.set({reorgs: {count: this.state.reorgs.count + 1, last: {depth, time: this.#now()}}});
				this.note('reorg', `reorganisation above #${forkHeight}: ${depth} block${depth === 1 ? '' : 's'} replaced`);
				break;
			}

			case 'peer': {
				this.#takePeer(event.data);
				break;
			}

			case 'sync': {
				const {state, height} = event.data;
				const isOver = state === 'done' || state === 'stopped';
				this.set({sync: isOver ? undefined : event.data});
				if (isOver) {
					this.note('block', `caught up ${state === 'done' ? 'at' : 'as far as'} #${height}`);
				}

				break;
			}

			case 'mempool': {
				const {status, mempool} = this.state;
				this.set({mempool: append(mempool, event.data.count, BLOCKS), ...(status && {status: {...status, mempool: event.data}})});
				break;
			}

			case 'status': {
				this.set({status: event.data});
				break;
			}
		}
	}

	#takePeer(peer: Peer): void {
		const {peers} = this.state;
		const before = peers.find(({id}) => id === peer.id);
		const others = peers.filter(({id}) => id !== peer.id);
		this.set({peers: peer.state === 'removed' ? others : sortedPeers([...others, peer])});
		const words = peerWords(peer, before?.state);
		if (words !== undefined) {
			this.note('peer', words);
		}
	}

	async #refresh(): Promise<void> {
		const [status, blocks, fees, peers] = await Promise.all([this.#node.status(), this.#node.blocks({limit: BLOCKS}), this.#node.fees(), this.#node.peers()]);
		const before = this.state.status;
		if (before && before.genesis !== status.genesis) {
			throw new ApiError('wrong_network', `what answers now is a node of another network, ${status.network}`);
		}

		const change = {
			status, blocks, fees, peers: sortedPeers(peers), mempool: append(this.state.mempool, status.mempool.count, BLOCKS), trouble: undefined, heardAt: this.#now(),
		};
		// Whoever has just opened the screens waits for the first.
		this.set(change, before === undefined);
	}

	async #pause(): Promise<void> {
		const {signal} = this.#ended;
		await new Promise<void>(resolve => {
			const done = () => {
				clearTimeout(timer);
				signal.removeEventListener('abort', done);
				resolve();
			};

			const timer = setTimeout(done, RETRY_MS);
			signal.addEventListener('abort', done);
			if (signal.aborted) {
				done();
			}
		});
	}
}
