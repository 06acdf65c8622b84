import {ApiError} from '../api/api-error.js';
import type {AccountRank, AddressObject} from '../api/account.js';
import type {BlockObject, BlockSummary} from '../api/block.js';
import {nodeContract, type Routes} from '../api/contract.js';
import {events, type FollowOptions, type NodeEvent} from '../api/event.js';
import type {AcceptedBlock, Template} from '../api/mining.js';
import type {BlockId, NodeApi} from '../api/node-api.js';
import {originOf} from '../api/node-url.js';
import {
	type Handshake, mostOf, type Peer, type Wanted,
} from '../api/peer.js';
import type {Fees, Fork, Status} from '../api/status.js';
import type {HistoryEntry, MerkleProof, TransactionObject} from '../api/transaction.js';
import type {Address, Hash, Height} from '../protocol/brands.js';
import {bytesToHex} from '../protocol/bytes.js';
import type {NetworkFile} from '../protocol/network.js';
import {defaultTimings, type EventTimings, followEvents} from './event-stream.js';
import {RouteClient} from './route-client.js';
import {Transport} from './transport.js';

export type ConnectOptions = {
	/** The network the node must belong to. */
	readonly network?: {readonly name: string; readonly genesis: {readonly hash: Hash}};
	/** For a whole answer. Milliseconds. */
	readonly timeoutMs?: number;
	/** An answer that is longer is refused. Bytes. */
	readonly maxResponseBytes?: number;
	readonly timings?: Partial<EventTimings>;
};

/**
A node somewhere else, over HTTP.

@param url - Such as `http://127.0.0.1:5000`; without `http://` it is added.
@throws {ApiError} `invalid_request` when that is no URL; with `network`, `node_unreachable` and `wrong_network`. Without it, the first call is the first contact.
*/
export async function connectNode(url: string, {network, timeoutMs = 30_000, maxResponseBytes = 64_000_000, timings}: ConnectOptions = {}): Promise<NodeClient> {
	const transport = new Transport(originOf(url));
	const client = new NodeClient(transport, new RouteClient(nodeContract, transport, {timeoutMs, maxResponseBytes: () => maxResponseBytes}), {...defaultTimings, ...timings});
	if (network) {
		try {
			checkNetwork(client.url, await client.handshake(), network);
		} catch (error) {
			client.close();
			throw error;
		}
	}

	return client;
}

function checkNetwork(url: string, theirs: Handshake, ours: NonNullable<ConnectOptions['network']>): void {
	const genesis = ours.genesis.hash;
	if (theirs.genesis !== genesis) {
		throw new ApiError('wrong_network', `the node at ${url} belongs to the network ${theirs.network} (genesis ${theirs.genesis}), not to ${ours.name} (genesis ${genesis})`, {
			url,
			expected: {network: ours.name, genesis},
			got: {network: theirs.network, genesis: theirs.genesis},
		});
	}
}

/** {@link NodeApi} over HTTP. What a route needs stands in the contract; here stands only which route a method is. */
export class NodeClient implements NodeApi {
	readonly #transport: Transport;
	readonly #routes: RouteClient<Routes>;
	readonly #timings: EventTimings;

	constructor(transport: Transport, routes: RouteClient<Routes>, timings: EventTimings) {
		this.#transport = transport;
		this.#routes = routes;
		this.#timings = timings;
	}

	/** Without a slash at the end. */
	get url(): string {
		return this.#transport.url;
	}

	async status(): Promise<Status> {
		return this.#routes.call('status');
	}

	async network(): Promise<NetworkFile> {
		return this.#routes.call('network');
	}

	async fees(): Promise<Fees> {
		return this.#routes.call('fees');
	}

	async forks(): Promise<Fork[]> {
		return this.#routes.call('forks');
	}

	async blocks({before, limit}: {before?: Height | undefined; limit?: number | undefined} = {}): Promise<BlockSummary[]> {
		return this.#routes.call('blocks', {query: {before, limit}});
	}

	async block(id: BlockId): Promise<BlockObject> {
		return this.#routes.call('block', {params: {id}});
	}

	async pending(): Promise<TransactionObject[]> {
		return this.#routes.call('pending');
	}

	async transaction(id: Hash): Promise<TransactionObject> {
		return this.#routes.call('transaction', {params: {id}});
	}

	async transactionBytes(id: Hash): Promise<Uint8Array> {
		return this.#routes.call('transactionBytes', {params: {id}});
	}

	async proof(id: Hash): Promise<MerkleProof> {
		return this.#routes.call('proof', {params: {id}});
	}

	async address(address: Address): Promise<AddressObject> {
		return this.#routes.call('address', {params: {address}});
	}

	async history(address: Address, {before, limit}: {before?: Hash | undefined; limit?: number | undefined} = {}): Promise<HistoryEntry[]> {
		return this.#routes.call('history', {params: {address}, query: {before, limit}});
	}

	async accounts({limit}: {limit?: number | undefined} = {}): Promise<AccountRank[]> {
		return this.#routes.call('accounts', {query: {order: undefined, limit}});
	}

	async submitTransaction(bytes: Uint8Array): Promise<TransactionObject> {
		const {transaction} = await this.#routes.call('submitTransaction', {body: {raw: bytesToHex(bytes)}});
		return transaction;
	}

	/** Fails only when the first connection does; see {@link followEvents}. */
	events(options?: FollowOptions): AsyncIterable<NodeEvent> {
		return followEvents({
			events,
			transport: this.#transport,
			timings: this.#timings,
			refusalOf: async answer => this.#routes.refusalOf(answer),
		}, options);
	}

	async template(address: Address): Promise<Template> {
		return this.#routes.call('template', {query: {address}});
	}

	async submitBlock(bytes: Uint8Array): Promise<AcceptedBlock> {
		return this.#routes.call('submitBlock', {body: bytes});
	}

	async handshake(genesis?: Hash): Promise<Handshake> {
		return this.#routes.call('handshake', {query: {genesis}});
	}

	async peers(): Promise<Peer[]> {
		return this.#routes.call('peers');
	}

	async removePeer(id: string): Promise<void> {
		await this.#routes.call('removePeer', {params: {id}});
	}

	async registerPeers(urls: readonly string[]): Promise<void> {
		await this.#routes.call('registerNodes', {body: {nodes: [...urls]}});
	}

	async resolve(): Promise<boolean> {
		// The chain itself, which the original sends along, is not wanted.
		const {message} = await this.#routes.call('resolve', {query: {from: undefined, limit: 0}});
		return message === 'Our chain was replaced';
	}

	async headers(locator: readonly Hash[], count?: number): Promise<Uint8Array> {
		return this.#routes.call('headers', {query: {locator: locator.join(','), count}});
	}

	async bodies(from: Hash, count?: number): Promise<Uint8Array[]> {
		return this.#routes.callForList('bodies', mostOf.blocks, {query: {from, count}});
	}

	async pendingBytes(): Promise<Uint8Array[]> {
		return this.#routes.callForList('pendingBytes', mostOf.pending);
	}

	async offerHeaders(headers: Uint8Array): Promise<Wanted> {
		return this.#routes.call('offerHeaders', {body: headers});
	}

	async offerTransactions(ids: readonly Hash[]): Promise<Wanted> {
		return this.#routes.call('offerTransactions', {body: {ids: [...ids]}});
	}

	/** Ends its event streams and whatever else is under way. */
	close(): void {
		this.#transport.close();
	}
}
