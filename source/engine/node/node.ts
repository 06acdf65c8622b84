import {randomBytes} from 'node:crypto';
import {parseAddress} from '../../protocol/address.js';
import type {Address, Hash} from '../../protocol/brands.js';
import {bytesToHex} from '../../protocol/bytes.js';
import type {Network, NetworkFile} from '../../protocol/network.js';
import {decodeTransfer} from '../../protocol/transfer.js';
import type {AccountRank, AddressObject} from '../../api/account.js';
import {ApiError, toApiError} from '../../api/api-error.js';
import type {BlockObject, BlockSummary} from '../../api/block.js';
import type {EventOf, FollowOptions, NodeEvent} from '../../api/event.js';
import type {AcceptedBlock, Template} from '../../api/mining.js';
import type {BlockId, NodeApi} from '../../api/node-api.js';
import type {Handshake, Peer} from '../../api/peer.js';
import type {Fees, Fork, Status} from '../../api/status.js';
import type {HistoryEntry, MerkleProof, TransactionObject} from '../../api/transaction.js';
import type {Storage} from '../storage/storage.js';
import {Chain, type ChainChange} from './chain.js';
import {CheckedTransfers} from './checked-transfers.js';
import {EventLog} from './event-log.js';
import {suggestFees} from './fees.js';
import {Ledger} from './ledger.js';
import {Mempool} from './mempool.js';
import {keepPending, loadPending} from './mempool-storage.js';
import {blockSummary, pendingObject} from './objects.js';
import {mempoolSize, nodeStatus, tipOf} from './node-status.js';
import {Templates} from './templates.js';

export type NodeOptions = {
	readonly network: Network;
	readonly storage: Storage;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Of the program, for whoever asks. */
	readonly version?: string;
	/** Whether each block waits for the disk; by default it does. */
	readonly durable?: boolean;
	/** How many blocks of the best chain a branch may be behind in work; by default {@link BRANCH_REACH}. */
	readonly branchReach?: number;
	/** Told of what went wrong where nobody waits for an answer. */
	readonly onError?: (error: ApiError) => void;
};

/** Blocks that others hand in are kept while their branch is no further behind than this: policy, not consensus. */
const BRANCH_REACH = 1000;

/** How often waiting transfers are looked through for those that have waited too long. */
const EXPIRE_MS = 60_000;

/** The least time between two `status` events. */
const STATUS_MS = 1000;

/**
A node in this process: chain, mempool and templates behind the {@link NodeApi}.

The storage is lent to it: {@link Node.stop} lets go of it, and does not close it.
*/
export class Node implements NodeApi {
	/** @throws {ApiError} `folder_wrong_network`, `schema_too_new` or `storage_damaged`. */
	static async open(options: NodeOptions): Promise<Node> {
		const {network, storage, clock, durable = true, branchReach = BRANCH_REACH} = options;
		const checked = new CheckedTransfers();
		const late: {node?: Node} = {};
		const chain = await Chain.open({
			network,
			storage,
			clock,
			checked,
			durable,
			branchReach,
			onChange(change) {
				late.node!.#chainChanged(change);
			},
		});
		const node = new Node(options, chain, checked);
		late.node = node;
		await loadPending(storage, node.#mempool);
		return node;
	}

	readonly #options: NodeOptions;
	readonly #id = bytesToHex(randomBytes(8));
	readonly #startedAt: number;
	readonly #chain: Chain;
	readonly #mempool: Mempool;
	readonly #ledger: Ledger;
	readonly #templates: Templates;
	readonly #events: EventLog;
	readonly #expiry: NodeJS.Timeout;
	#statusTimer: NodeJS.Timeout | undefined;
	#saved: Promise<void> = Promise.resolve();

	private constructor(options: NodeOptions, chain: Chain, checked: CheckedTransfers) {
		const {network, storage, clock} = options;
		this.#options = options;
		this.#startedAt = clock();
		this.#chain = chain;
		this.#events = new EventLog(this.#id, () => this.#tipData());
		this.#mempool = new Mempool({
			network,
			clock,
			checked,
			account: account => chain.reader.account(account),
			onChange: change => {
				this.#mempoolChanged(change);
			},
		});
		this.#ledger = new Ledger({
			network, chain, mempool: this.#mempool, storage,
		});
		this.#templates = new Templates({
			network, chain, mempool: this.#mempool, clock,
		});
		this.#expiry = setInterval(() => {
			this.#mempool.expire();
		}, EXPIRE_MS).unref();
	}

	async status(): Promise<Status> {
		return this.#answer(() => this.#status());
	}

	async network(): Promise<NetworkFile> {
		return this.#options.network.file;
	}

	async fees(): Promise<Fees> {
		return suggestFees(this.#mempool, this.#options.network);
	}

	async forks(): Promise<Fork[]> {
		return this.#ledger.forks();
	}

	async blocks(options?: {before?: number | undefined; limit?: number | undefined}): Promise<BlockSummary[]> {
		return this.#answer(() => this.#ledger.blocks(options));
	}

	async block(id: BlockId): Promise<BlockObject> {
		return this.#answer(() => this.#ledger.block(id));
	}

	async pending(): Promise<TransactionObject[]> {
		return this.#answer(() => this.#ledger.pending(this.#templates.selected));
	}

	async transaction(id: Hash): Promise<TransactionObject> {
		return this.#answer(() => this.#ledger.transaction(id));
	}

	async transactionBytes(id: Hash): Promise<Uint8Array> {
		return this.#answer(() => this.#ledger.transactionBytes(id));
	}

	async proof(id: Hash): Promise<MerkleProof> {
		return this.#answer(() => this.#ledger.proof(id));
	}

	async address(address: Address): Promise<AddressObject> {
		return this.#answer(() => this.#ledger.address(address));
	}

	async history(address: Address, options?: {before?: Hash | undefined; limit?: number | undefined}): Promise<HistoryEntry[]> {
		return this.#answer(async () => this.#ledger.history(address, options));
	}

	async accounts(options?: {limit?: number | undefined}): Promise<AccountRank[]> {
		return this.#answer(async () => this.#ledger.accounts(options));
	}

	async submitTransaction(bytes: Uint8Array): Promise<TransactionObject> {
		return this.#answer(() => pendingObject(this.#mempool.add(decodeTransfer(Uint8Array.from(bytes))), this.#options.network));
	}

	events(options?: FollowOptions): AsyncIterable<NodeEvent> {
		return this.#events.follow(options);
	}

	async template(address: Address): Promise<Template> {
		return this.#answer(() => this.#templates.make(parseAddress(address, this.#options.network.addressPrefix)));
	}

	async submitBlock(bytes: Uint8Array): Promise<AcceptedBlock> {
		return this.#answer(async () => {
			const {entry: {hash, height}} = await this.#chain.accept(bytes);
			return {hash, height, best: this.#chain.reader.isOnBestChain({hash, height})};
		});
	}

	async handshake(): Promise<Handshake> {
		const {network, clock, version = '0.0.0'} = this.#options;
		const {tip} = this.#chain;
		return {
			network: network.name,
			genesis: network.genesis.hash,
			tip: tip.hash,
			height: tip.height,
			chainwork: tip.chainwork.toString(),
			version,
			time: Math.floor(clock() / 1000),
			id: this.#id,
		};
	}

	async peers(): Promise<Peer[]> {
		return [];
	}

	async removePeer(id: string): Promise<void> {
		throw new ApiError('not_found', `there is no peer ${id}`);
	}

	async registerPeers(): Promise<void> {
		throw new ApiError('not_available', 'this version of chain-tui runs one node: it cannot make peers yet');
	}

	async resolve(): Promise<boolean> {
		return false;
	}

	/** Ends event streams and timers, and waits until everything is written. */
	async stop(): Promise<void> {
		await this.#chain.settled();
		await this.#saved;
		clearInterval(this.#expiry);
		clearTimeout(this.#statusTimer);
		this.#events.close();
	}

	/** Answers from a chain that stands still, and gives every refusal its code, whichever layer it comes from. */
	async #answer<Value>(question: () => Value | Promise<Value>): Promise<Value> {
		while (this.#chain.writing) {
			await this.#chain.writing;
		}

		try {
			return await question();
		} catch (error) {
			throw toApiError(error);
		}
	}

	/** First what happened to the chain, then what that did to the mempool. */
	#chainChanged(change: ChainChange): void {
		const {network} = this.#options;
		if (change.disconnected.length > 0) {
			this.#events.append('reorg', {
				from: change.from.hash,
				to: change.to.hash,
				fork_height: change.fork.height,
				depth: change.disconnected.length,
			});
		}

		for (const {hash} of change.connected) {
			this.#events.append('block', blockSummary(this.#chain.reader.entry(hash)!, true, {network, tip: change.to}));
		}

		this.#events.append('tip', this.#tipData());
		this.#mempool.follow(change);
		this.#announceStatus();
	}

	#mempoolChanged(change: Parameters<typeof keepPending>[1]): void {
		this.#saved = keepPending(this.#options.storage, change, this.#saved).catch((error: unknown) => {
			this.#options.onError?.(toApiError(error));
		});
		if (change.added) {
			this.#events.append('transaction', pendingObject(change.added, this.#options.network));
		}

		if (change.added !== undefined || (change.removed ?? []).length > 0) {
			this.#events.append('mempool', mempoolSize(this.#mempool));
			this.#announceStatus();
		}
	}

	/** At most once in {@link STATUS_MS}; what comes in between is told at its end. */
	#announceStatus(): void {
		this.#statusTimer ??= setTimeout(() => {
			this.#statusTimer = undefined;
			this.#events.append('status', this.#status());
		}, STATUS_MS).unref();
	}

	#status(): Status {
		const {network, clock, version = '0.0.0'} = this.#options;
		return nodeStatus({
			network, chain: this.#chain, mempool: this.#mempool, nextDifficulty: this.#templates.nextDifficulty,
		}, {version, nowMs: clock(), startedMs: this.#startedAt});
	}

	#tipData(): EventOf<'tip'>['data'] {
		return tipOf(this.#chain, this.#templates.nextDifficulty);
	}
}

export const openNode = async (options: NodeOptions): Promise<Node> => Node.open(options);
