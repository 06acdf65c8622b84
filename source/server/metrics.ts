import {
	collectDefaultMetrics, Counter, Gauge, Histogram, Registry,
} from 'prom-client';
import type {LedgerApi} from '../api/node-api.js';
import type {RouteName} from '../api/contract.js';
import type {Status} from '../api/status.js';

/** What of the status is told, and as what. */
const figures = [
	['height', 'Height of the tip', status => status.height],
	['headers', 'Height of the best header known', status => status.headers],
	['synced', '1 when the chain is at its best header', status => Number(status.synced)],
	['difficulty', 'Hashes that the next block takes on average', status => status.difficulty],
	['hashrate', 'Hashes per second of the whole network, estimated', status => status.hashrate ?? Number.NaN],
	['peers', 'Nodes that this one talks to', status => status.peers],
	['mempool_transactions', 'Pending transfers', status => status.mempool.count],
	['mempool_bytes', 'Size of the pending transfers', status => status.mempool.bytes],
	['uptime_seconds', 'Time since the node started', status => status.uptime],
] as const satisfies ReadonlyArray<readonly [name: string, help: string, value: (status: Status) => number]>;

type Sources = {
	readonly node: Pick<LedgerApi, 'status'>;
	/** How many follow the events now. */
	readonly listeners: () => number;
};

/** Figures for Prometheus: of the node, of its door, and of the process. */
export class NodeMetrics {
	readonly #registry = new Registry();
	readonly #sources: Sources;
	readonly #gauges = figures.map(([name, help, value]) => ({gauge: new Gauge({name: `chain_tui_${name}`, help, registers: [this.#registry]}), value}));
	readonly #listeners = new Gauge({name: 'chain_tui_event_listeners', help: 'Programs that follow the events', registers: [this.#registry]});
	readonly #requests = new Counter({
		name: 'chain_tui_http_requests_total', help: 'Requests answered', labelNames: ['route', 'status'], registers: [this.#registry],
	});

	readonly #durations = new Histogram({
		name: 'chain_tui_http_request_duration_seconds', help: 'Time to answer', labelNames: ['route'], registers: [this.#registry],
	});

	constructor(sources: Sources) {
		this.#sources = sources;
		// Its default looks at the event loop a hundred times a second, which an idle node would feel.
		collectDefaultMetrics({register: this.#registry, eventLoopMonitoringPrecision: 100});
	}

	/** @param route - `none` when no route has this path. @param seconds - `undefined` for a stream, which lasts as long as its client likes. */
	observe(route: RouteName | 'none', status: number, seconds: number | undefined): void {
		this.#requests.inc({route, status});
		if (seconds !== undefined) {
			this.#durations.observe({route}, seconds);
		}
	}

	/** Everything, as of now, in Prometheus' text format. */
	async text(): Promise<string> {
		const status = await this.#sources.node.status();
		for (const {gauge, value} of this.#gauges) {
			gauge.set(value(status));
		}

		this.#listeners.set(this.#sources.listeners());
		return this.#registry.metrics();
	}
}
