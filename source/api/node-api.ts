import type {Address, Hash, Height} from '../protocol/brands.js';
import type {NetworkFile} from '../protocol/network.js';
import type {AccountRank, AddressObject} from './account.js';
import type {BlockObject, BlockSummary} from './block.js';
import type {FollowOptions, NodeEvent} from './event.js';
import type {AcceptedBlock, Template} from './mining.js';
import type {Handshake, Peer} from './peer.js';
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
	/** @param address - Who is to be paid. Fails with `too_early` and `details.retry_after_ms` while no block may be made. */
	template(address: Address): Promise<Template>;
	/** Hands in a block; one that is known already is no error. */
	submitBlock(bytes: Uint8Array): Promise<AcceptedBlock>;
};

export type PeerApi = {
	handshake(): Promise<Handshake>;
	peers(): Promise<Peer[]>;
	removePeer(id: string): Promise<void>;
	/** Makes peers of the nodes at these URLs. */
	registerPeers(urls: readonly string[]): Promise<void>;
	/** Looks for a heavier chain among the peers. @returns Whether ours was replaced. */
	resolve(): Promise<boolean>;
};

export type NodeApi = LedgerApi & MiningApi & PeerApi;
