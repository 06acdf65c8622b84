import {type ApiError, toApiError} from '../../api/api-error.js';
import type {events, SyncProgress} from '../../api/event.js';
import type {Peer} from '../../api/peer.js';
import type {Status} from '../../api/status.js';
import type {Network} from '../../protocol/network.js';
import {EventLog} from '../events/event-log.js';
import type {Storage} from '../storage/storage.js';
import type {Chain, ChainChange} from './chain.js';
import type {Mempool} from './mempool.js';
import {keepPending} from './mempool-storage.js';
import {mempoolSize, tipOf} from './node-status.js';
import {blockSummary, pendingObject} from './objects.js';
import type {Templates} from './templates.js';

/** The least time between two `status` events. */
const STATUS_MS = 1000;

export type NodeEventsDependencies = {
	readonly network: Network;
	readonly chain: Chain;
	readonly mempool: Mempool;
	readonly templates: Templates;
	readonly storage: Storage;
	/** Names this run of the node. */
	readonly id: string;
	readonly status: () => Status;
	readonly onError: (error: ApiError) => void;
};

/** What happens in a node, told to whoever follows; what must outlive it is written down. */
export class NodeEvents {
	readonly log: EventLog<typeof events>;
	readonly #dependencies: NodeEventsDependencies;
	#statusTimer: NodeJS.Timeout | undefined;
	#saved: Promise<void> = Promise.resolve();

	constructor(dependencies: NodeEventsDependencies) {
		this.#dependencies = dependencies;
		this.log = new EventLog(dependencies.id, () => ({type: 'tip', data: this.#tip()}));
	}

	chainChanged(change: ChainChange): void {
		const {network, chain} = this.#dependencies;
		if (change.disconnected.length > 0) {
			this.log.append('reorg', {
				from: change.from.hash,
				to: change.to.hash,
				fork_height: change.fork.height,
				depth: change.disconnected.length,
			});
		}

		for (const {hash} of change.connected) {
			this.log.append('block', blockSummary(chain.reader.entry(hash)!, true, {network, tip: change.to}));
		}

		this.log.append('tip', this.#tip());
		this.#announceStatus();
	}

	mempoolChanged(change: Parameters<typeof keepPending>[1]): void {
		const {storage, network, mempool, onError} = this.#dependencies;
		this.#saved = keepPending(storage, change, this.#saved).catch((error: unknown) => {
			onError(toApiError(error));
		});
		if (change.added) {
			this.log.append('transaction', pendingObject(change.added, network));
		}

		if (change.added !== undefined || (change.removed ?? []).length > 0) {
			this.log.append('mempool', mempoolSize(mempool));
			this.#announceStatus();
		}
	}

	peerChanged(peer: Peer): void {
		this.log.append('peer', peer);
		this.#announceStatus();
	}

	syncProgressed(progress: SyncProgress): void {
		this.log.append('sync', progress);
		this.#announceStatus();
	}

	/** Ends all streams, once everything is written. */
	async close(): Promise<void> {
		await this.#saved;
		clearTimeout(this.#statusTimer);
		this.log.close();
	}

	/** At most once in {@link STATUS_MS}; what comes in between is told at its end. */
	#announceStatus(): void {
		this.#statusTimer ??= setTimeout(() => {
			this.#statusTimer = undefined;
			this.log.append('status', this.#dependencies.status());
		}, STATUS_MS).unref();
	}

	#tip() {
		const {chain, templates} = this.#dependencies;
		return tipOf(chain, templates.nextDifficulty);
	}
}
