import {performance} from 'node:perf_hooks';
import type {ApiError} from '../../api/api-error.js';
import type {Network} from '../../protocol/network.js';
import type {Storage} from '../storage/storage.js';
import {Chain, type ChainChange} from './chain.js';
import {CheckedTransfers} from './checked-transfers.js';
import type {TransferChecks} from './checks/transfer-checks.js';
import {Ledger} from './ledger.js';
import {Mempool} from './mempool.js';
import {loadPending} from './mempool-storage.js';
import {NodeEvents} from './node-events.js';
import {type NodeRun, nodeStatus} from './node-status.js';
import type {Peering} from './peers/peering.js';
import {Peers} from './peers/peers.js';
import {Templates} from './templates.js';

export type NodeOptions = {
	readonly network: Network;
	readonly storage: Storage;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Milliseconds that only ever go forward: how long something takes. By default the system's. */
	readonly ticks?: () => number;
	/** Of the program, for whoever asks. */
	readonly version?: string;
	/** Whether each block waits for the disk; by default it does. */
	readonly durable?: boolean;
	/** How many blocks of the best chain a branch may be behind in work; by default {@link BRANCH_REACH}. */
	readonly branchReach?: number;
	/** Threads that check transfers beside this one. They are lent to it: whoever made them closes them. */
	readonly checks?: TransferChecks | undefined;
	/** How it comes to peers; without, it has none. */
	readonly peering?: Peering | undefined;
	/** Told of what went wrong where nobody waits for an answer. */
	readonly onError?: (error: ApiError) => void;
};

/** Blocks that others hand in are kept while their branch is no further behind than this: policy, not consensus. */
const BRANCH_REACH = 1000;

/** What a node is made of. */
export type NodeParts = {
	readonly network: Network;
	readonly chain: Chain;
	readonly mempool: Mempool;
	readonly ledger: Ledger;
	readonly templates: Templates;
	readonly peers: Peers;
	readonly events: NodeEvents;
};

/**
Makes the parts of a node, and has each told of what concerns it: what happens to the chain goes on to the events, the mempool and the peers, in this order.

@throws {ApiError} `folder_wrong_network`, `schema_too_new` or `storage_damaged`.
*/
export async function openParts({network, storage, clock, durable = true, branchReach = BRANCH_REACH, ticks = () => performance.now(), checks, peering, onError = () => undefined}: NodeOptions, run: NodeRun): Promise<NodeParts> {
	const {id} = run;
	const checked = new CheckedTransfers();
	// Nothing happens to the chain before the others are there: it waits to be given blocks.
	const late: {chainChanged?: (change: ChainChange) => void; peers?: Peers} = {};
	const chain = await Chain.open({
		network,
		storage,
		clock,
		checked,
		checks,
		durable,
		branchReach,
		isExpected: hash => late.peers?.isExpected(hash) === true,
		onChange(change) {
			late.chainChanged?.(change);
		},
	});
	const mempool: Mempool = new Mempool({
		network,
		clock,
		checked,
		account: account => chain.reader.account(account),
		onChange(change) {
			events.mempoolChanged(change);
			if (change.added) {
				late.peers?.transferAdded(change.added.transfer.id);
			}
		},
	});
	const templates = new Templates({
		network, chain, mempool, clock,
	});
	const events: NodeEvents = new NodeEvents({
		network, chain, mempool, templates, storage, id, onError, status: () => nodeStatus(parts, run),
	});
	const peers = await Peers.open({
		peering,
		network,
		storage,
		clock,
		ticks,
		chain,
		mempool,
		id,
		onError,
		onPeer(peer) {
			events.peerChanged(peer);
		},
		onSync(progress) {
			events.syncProgressed(progress);
		},
	});
	const ledger = new Ledger({
		network, chain, mempool, storage,
	});
	const parts: NodeParts = {
		network, chain, mempool, ledger, templates, peers, events,
	};
	late.peers = peers;
	late.chainChanged = change => {
		events.chainChanged(change);
		mempool.follow(change);
		peers.chainChanged();
	};

	await loadPending(storage, mempool);
	return parts;
}
