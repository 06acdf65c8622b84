import type {ApiError} from '../../../api/api-error.js';
import type {SyncProgress} from '../../../api/event.js';
import type {DialNode} from '../../../api/node-api.js';
import type {Peer} from '../../../api/peer.js';
import type {Network} from '../../../protocol/network.js';
import type {Storage} from '../../storage/storage.js';
import type {Chain} from '../chain.js';
import type {Mempool} from '../mempool.js';

/** How a node comes to its peers. */
export type Peering = {
	readonly dial: DialNode;
	/** Peers to have in any case, whether or not they can be reached now. */
	readonly urls?: readonly string[];
	/** Where a peer can reach us, by the host at which we reach it; `undefined` when it cannot. */
	readonly ownUrl?: (host: string) => string | undefined;
	/** From 0 up to 1. */
	readonly random: () => number;
};

export type PeersDependencies = {
	/** Without, nobody is dialled. */
	readonly peering: Peering | undefined;
	readonly network: Network;
	readonly chain: Chain;
	readonly mempool: Mempool;
	readonly storage: Storage;
	/** Of this run. */
	readonly id: string;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Milliseconds that only ever go forward. */
	readonly ticks: () => number;
	readonly onPeer: (peer: Peer) => void;
	readonly onSync: (progress: SyncProgress) => void;
	readonly onError: (error: ApiError) => void;
};
