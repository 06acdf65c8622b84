import {randomBytes} from 'node:crypto';
import {parseAddress} from '../../protocol/address.js';
import type {Address, Hash} from '../../protocol/brands.js';
import {bytesToHex} from '../../protocol/bytes.js';
import type {NetworkFile} from '../../protocol/network.js';
import {decodeTransfer} from '../../protocol/transfer.js';
import type {AccountRank, AddressObject} from '../../api/account.js';
import {ApiError, toApiError} from '../../api/api-error.js';
import type {BlockObject, BlockSummary} from '../../api/block.js';
import type {FollowOptions, NodeEvent} from '../../api/event.js';
import type {AcceptedBlock, Template} from '../../api/mining.js';
import type {BlockId, NodeApi} from '../../api/node-api.js';
import type {Handshake, Peer, Wanted} from '../../api/peer.js';
import type {Fees, Fork, Status} from '../../api/status.js';
import type {HistoryEntry, MerkleProof, TransactionObject} from '../../api/transaction.js';
import {suggestFees} from './fees.js';
import {type NodeOptions, type NodeParts, openParts} from './node-parts.js';
import {
	foreigner, handshakeOf, type NodeRun, nodeStatus,
} from './node-status.js';
import {pendingObject} from './objects.js';
import {bodiesFrom, headersAfter} from './peers/chain-sharing.js';
import {pendingBytesOf} from './peers/pending-bytes.js';

/** Blocks that a node may be behind the best headers and still be mined on. */
const FAR_BEHIND = 10;

/** How often waiting transfers are looked through for those that have waited too long. */
const EXPIRE_MS = 60_000;

/**
A node in this process: chain, mempool and templates behind the {@link NodeApi}.

The storage is lent to it: {@link Node.stop} lets go of it, and does not close it.
*/
export class Node implements NodeApi {
	/** @throws {ApiError} `folder_wrong_network`, `schema_too_new` or `storage_damaged`. */
	static async open(options: NodeOptions): Promise<Node> {
		const {clock, version = '0.0.0'} = options;
		const run = {
			id: bytesToHex(randomBytes(8)), version, clock, startedMs: clock(),
		};
		return new Node(options, run, await openParts(options, run));
	}

	readonly #options: NodeOptions;
	readonly #run: NodeRun;
	readonly #parts: NodeParts;
	readonly #expiry: NodeJS.Timeout;

	private constructor(options: NodeOptions, run: NodeRun, parts: NodeParts) {
		this.#options = options;
		this.#run = run;
		this.#parts = parts;
		this.#expiry = setInterval(() => {
			parts.mempool.expire();
		}, EXPIRE_MS).unref();
	}

	async status(): Promise<Status> {
		return this.#answer(() => nodeStatus(this.#parts, this.#run));
	}

	async network(): Promise<NetworkFile> {
		return this.#parts.network.file;
	}

	async fees(): Promise<Fees> {
		return suggestFees(this.#parts.mempool, this.#parts.network);
	}

	async forks(): Promise<Fork[]> {
		return this.#parts.ledger.forks();
	}

	async blocks(options?: {before?: number | undefined; limit?: number | undefined}): Promise<BlockSummary[]> {
		return this.#answer(() => this.#parts.ledger.blocks(options));
	}

	async block(id: BlockId): Promise<BlockObject> {
		return this.#answer(() => this.#parts.ledger.block(id));
	}

	async pending(): Promise<TransactionObject[]> {
		return this.#answer(() => this.#parts.ledger.pending(this.#parts.templates.selected));
	}

	async transaction(id: Hash): Promise<TransactionObject> {
		return this.#answer(() => this.#parts.ledger.transaction(id));
	}

	async transactionBytes(id: Hash): Promise<Uint8Array> {
		return this.#answer(() => this.#parts.ledger.transactionBytes(id));
	}

	async proof(id: Hash): Promise<MerkleProof> {
		return this.#answer(() => this.#parts.ledger.proof(id));
	}

	async address(address: Address): Promise<AddressObject> {
		return this.#answer(() => this.#parts.ledger.address(address));
	}

	async history(address: Address, options?: {before?: Hash | undefined; limit?: number | undefined}): Promise<HistoryEntry[]> {
		return this.#answer(async () => this.#parts.ledger.history(address, options));
	}

	async accounts(options?: {limit?: number | undefined}): Promise<AccountRank[]> {
		return this.#answer(async () => this.#parts.ledger.accounts(options));
	}

	async submitTransaction(bytes: Uint8Array): Promise<TransactionObject> {
		return this.#answer(() => pendingObject(this.#parts.mempool.add(decodeTransfer(Uint8Array.from(bytes))), this.#parts.network));
	}

	events(options?: FollowOptions): AsyncIterable<NodeEvent> {
		return this.#parts.peers.followed(options?.follower, this.#parts.events.log.follow(options));
	}

	async template(address: Address): Promise<Template> {
		return this.#answer(() => {
			this.#refuseWhileBehind();
			return this.#parts.templates.make(parseAddress(address, this.#parts.network.addressPrefix));
		});
	}

	async submitBlock(bytes: Uint8Array): Promise<AcceptedBlock> {
		return this.#answer(async () => {
			const {entry: {hash, height}} = await this.#parts.chain.accept(bytes);
			return {hash, height, best: this.#parts.chain.reader.isOnBestChain({hash, height})};
		});
	}

	async handshake(genesis?: Hash): Promise<Handshake> {
		const {network} = this.#parts;
		if (genesis !== undefined && genesis !== network.genesis.hash) {
			const error = foreigner(network, genesis);
			this.#options.onError?.(error);
			throw error;
		}

		return handshakeOf(this.#parts, this.#run);
	}

	async peers(): Promise<Peer[]> {
		return this.#parts.peers.list();
	}

	async removePeer(id: string): Promise<void> {
		return this.#parts.peers.remove(id);
	}

	async registerPeers(urls: readonly string[], from?: string): Promise<void> {
		return this.#answer(async () => this.#parts.peers.register(urls, from));
	}

	async resolve(): Promise<boolean> {
		return this.#parts.peers.resolve();
	}

	async headers(locator: readonly Hash[], count?: number): Promise<Uint8Array> {
		return this.#answer(() => headersAfter(this.#parts.chain.reader, locator, count));
	}

	async bodies(from: Hash, count?: number): Promise<Uint8Array[]> {
		return this.#answer(() => bodiesFrom(this.#parts.chain.reader, from, count));
	}

	async pendingBytes(): Promise<Uint8Array[]> {
		return pendingBytesOf(this.#parts.mempool);
	}

	async offerHeaders(headers: Uint8Array, from?: string): Promise<Wanted> {
		return this.#answer(() => this.#parts.peers.offers.headers(headers, from ?? 'this machine'));
	}

	async offerTransactions(ids: readonly Hash[]): Promise<Wanted> {
		return this.#answer(() => this.#parts.peers.offers.transactions(ids));
	}

	/** Dials the peers that are remembered, and keeps in touch with them from now on. */
	dialPeers(): void {
		this.#parts.peers.start();
	}

	/** Lets go of the peers, ends event streams and timers, and waits until everything is written. */
	async stop(): Promise<void> {
		await this.#parts.peers.stop();
		await this.#parts.chain.settled();
		clearInterval(this.#expiry);
		await this.#parts.events.close();
	}

	/** @throws {ApiError} `catching_up` */
	#refuseWhileBehind(): void {
		const {chain: {tip}, peers: {target = 0}} = this.#parts;
		if (target > tip.height + FAR_BEHIND) {
			throw new ApiError('catching_up', `the node is at #${tip.height} of #${target}: a block on top of its own would be for nothing`, {height: tip.height, headers: target});
		}
	}

	/** Answers from a chain that stands still, and gives every refusal its code, whichever layer it comes from. */
	async #answer<Value>(question: () => Value | Promise<Value>): Promise<Value> {
		while (this.#parts.chain.writing) {
			await this.#parts.chain.writing;
		}

		try {
			return await question();
		} catch (error) {
			throw toApiError(error);
		}
	}
}

export const openNode = async (options: NodeOptions): Promise<Node> => Node.open(options);
