import type {FollowOptions} from '../api/event.js';
import {originOf} from '../api/node-url.js';
import type {
	Payout, PoolBlock, PoolMiner, PoolStats, PoolWorker,
} from '../api/pool.js';
import type {PoolApi} from '../api/pool-api.js';
import {poolContract, type PoolRoutes} from '../api/pool-contract.js';
import {type PoolEvent, poolEvents} from '../api/pool-event.js';
import type {Address, Height} from '../protocol/brands.js';
import {defaultTimings, type EventTimings, followEvents} from './event-stream.js';
import {RouteClient, type RouteClientOptions} from './route-client.js';
import {Transport} from './transport.js';

/**
A pool somewhere else, over HTTP. The first call is the first contact.

@param url - Such as `http://127.0.0.1:6000`; without `http://` it is added.
@throws {ApiError} `invalid_request` when that is no URL.
*/
export function connectPool(url: string, {timeoutMs = 30_000, maxResponseBytes = () => 16_000_000, timings}: Partial<RouteClientOptions> & {readonly timings?: Partial<EventTimings>} = {}): PoolClient {
	const transport = new Transport(originOf(url));
	return new PoolClient(transport, new RouteClient(poolContract, transport, {timeoutMs, maxResponseBytes}), {...defaultTimings, ...timings});
}

/** {@link PoolApi} over HTTP. */
export class PoolClient implements PoolApi {
	readonly #transport: Transport;
	readonly #routes: RouteClient<PoolRoutes>;
	readonly #timings: EventTimings;

	constructor(transport: Transport, routes: RouteClient<PoolRoutes>, timings: EventTimings) {
		this.#transport = transport;
		this.#routes = routes;
		this.#timings = timings;
	}

	/** Without a slash at the end. */
	get url(): string {
		return this.#transport.url;
	}

	async stats(): Promise<PoolStats> {
		return this.#routes.call('stats');
	}

	async workers({limit}: {limit?: number | undefined} = {}): Promise<PoolWorker[]> {
		return this.#routes.call('workers', {query: {limit}});
	}

	async blocks({before, limit}: {before?: Height | undefined; limit?: number | undefined} = {}): Promise<PoolBlock[]> {
		return this.#routes.call('blocks', {query: {before, limit}});
	}

	async payouts({before, limit}: {before?: number | undefined; limit?: number | undefined} = {}): Promise<Payout[]> {
		return this.#routes.call('payouts', {query: {before, limit}});
	}

	async miner(address: Address): Promise<PoolMiner> {
		return this.#routes.call('miner', {params: {address}});
	}

	/** Fails only when the first connection does; see {@link followEvents}. */
	events(options?: FollowOptions): AsyncIterable<PoolEvent> {
		return followEvents({
			events: poolEvents,
			transport: this.#transport,
			timings: this.#timings,
			refusalOf: async answer => this.#routes.refusalOf(answer),
		}, options);
	}

	/** Ends its event streams and whatever else is under way. */
	close(): void {
		this.#transport.close();
	}
}
