import type {Address, Hash, Height} from '../protocol/brands.js';
import type {NetworkFile} from '../protocol/network.js';
import type {AccountRank, AddressObject} from './account.js';
import type {BlockObject, BlockSummary} from './block.js';
import type {FollowOptions, NodeEvent} from './event.js';
import type {AcceptedBlock, Template} from './mining.js';
import type {Handshake, Peer, Wanted} from './peer.js';
import type {Reach} from './reach.js';
import type {Fees, Fork, Status} from './status.js';
import type {HistoryEntry, MerkleProof, TransactionObject} from './transaction.js';

/*
What a node can be asked, wherever it runs: `engine/node` answers in process, `client/node-client` over HTTP. The objects are those of the wire, so nothing is translated on the way.

Every method fails with an `ApiError`; `not_found` when what was named does not exist.
*/

export type BlockId = Hash | Height | 'tip';

export type LedgerApi = {
	status(): Promise<Status>;
	network(): Promise<NetworkFile>;
	fees(): Promise<Fees>;
	/** Tips of the branches that are not the best chain, the 100 highest, highest first. */
	forks(): Promise<Fork[]>;
	/** Newest first. @param options.before - A height: only blocks below it. @param options.limit - 1 to 100, by default 25. */
	blocks(options?: {before?: Height | undefined; limit?: number | undefined}): Promise<BlockSummary[]>;
	block(id: BlockId): Promise<BlockObject>;
	/** The mempool, those that the next block would take first at the front. */
	pending(): Promise<TransactionObject[]>;
	transaction(id: Hash): Promise<TransactionObject>;
	transactionBytes(id: Hash): Promise<Uint8Array>;
	/** Of a confirmed transaction; a pending one is `not_found`. */
	proof(id: Hash): Promise<MerkleProof>;
	address(address: Address): Promise<AddressObject>;
	/**
	Newest first; without `before`, the pending ones lead.

	@param options.before - The id of a confirmed transaction: only what came before it. @param options.limit - 1 to 100, by default 25; pending ones do not count.
	*/
	history(address: Address, options?: {before?: Hash | undefined; limit?: number | undefined}): Promise<HistoryEntry[]>;
	/** Richest first. @param options.limit - 1 to 100, by default 25. */
	accounts(options?: {limit?: number | undefined}): Promise<AccountRank[]>;
	/** Hands in a signed transfer; handing in a pending one again changes nothing and is no error. */
	submitTransaction(bytes: Uint8Array): Promise<TransactionObject>;
	/** Begins with `tip`, ends when the signal aborts, or when the node stops. */
	events(options?: FollowOptions): AsyncIterable<NodeEvent>;
};

export type MiningApi = {
	/** @param address - Who is to be paid. Fails with `too_early` and `details.retry_after_ms` while no block may be made, and with `catching_up` while the node is far behind a heavier chain. */
	template(address: Address): Promise<Template>;
	/** Hands in a block; one that is known already is no error. */
	submitBlock(bytes: Uint8Array): Promise<AcceptedBlock>;
};

export type PeerApi = {
	/** @param genesis - That of the network that the caller belongs to: `wrong_network` when it is not ours, so that both sides know why nothing comes of it. */
	handshake(genesis?: Hash): Promise<Handshake>;
	peers(): Promise<Peer[]>;
	removePeer(id: string): Promise<void>;
	/**
	Makes peers of the nodes at these URLs, and remembers them. Each is asked who it is before anything is kept.

	@param from - The address that asks for it; by default this machine. Nobody may name what is nearer to us than themselves.
	Fails when none of them became a peer, with what the first was refused for: `peer_not_allowed`, `peer_is_self`, `wrong_network`, `node_unreachable`.
	*/
	registerPeers(urls: readonly string[], from?: string): Promise<void>;
	/** Looks for a heavier chain among the peers. @returns Whether ours was replaced. */
	resolve(): Promise<boolean>;
};

/** What nodes ask of each other, in bytes. Nothing in it is believed: the answers go the way of everything from outside. */
export type SyncApi = {
	/** The headers of the best chain after the first hash of the locator that is on it, 80 bytes each, 2,000 at most. @param locator - Shown hashes, newest first. */
	headers(locator: readonly Hash[], count?: number): Promise<Uint8Array>;
	/** A block and those that follow it on the best chain; it alone when it is not on it. 128 or 4 MB at most. */
	bodies(from: Hash, count?: number): Promise<Uint8Array[]>;
	/** The transfers of the mempool, in an order in which they can be handed in. */
	pendingBytes(): Promise<Uint8Array[]>;
	/** Shows headers of blocks that could be brought; each continues the one before. @param from - Who shows them, so that a long chain can be shown piece by piece. */
	offerHeaders(headers: Uint8Array, from?: string): Promise<Wanted>;
	/** Names transfers that could be brought. */
	offerTransactions(ids: readonly Hash[]): Promise<Wanted>;
};

export type NodeApi = LedgerApi & MiningApi & PeerApi & SyncApi;

/** What one node needs of another. */
export type RemoteNode = Pick<PeerApi, 'handshake' | 'peers' | 'registerPeers'> & SyncApi & Pick<LedgerApi, 'transactionBytes' | 'submitTransaction'> & Pick<MiningApi, 'submitBlock'> & {
	/** Bytes of bodies, both ways, since it was connected. */
	readonly traffic: {readonly sent: number; readonly received: number};
	/** New tips and transfers, beginning with the tip. Over when the connection is; fails when there is none. */
	follow(signal: AbortSignal): AsyncIterable<NodeEvent>;
	close(): void;
};

/**
Dials a node; who is there shows only when it is asked.

@param options.reach - Its address, once looked up, must be no nearer. @param options.id - Our own name, for the other side's list of peers.
*/
export type DialNode = (url: string, options: {readonly reach: Reach; readonly id: string}) => RemoteNode;
