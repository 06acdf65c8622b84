import {
	collectDefaultMetrics, Counter, Gauge, Histogram, Registry,
} from 'prom-client';

/** What of a state is told, and as what. */
export type Figures<State> = ReadonlyArray<readonly [name: string, help: string, value: (state: State) => number]>;

type Sources<State> = {
	readonly figures: Figures<State>;
	readonly state: () => Promise<State>;
	/** How many follow the events now. */
	readonly listeners: () => number;
};

/** Figures for Prometheus: of who answers, of the door, and of the process. */
export type Metrics = {
	/** @param route - `none` when no route has this path. @param seconds - `undefined` for a stream, which lasts as long as its client likes. */
	observe(route: string, status: number, seconds: number | undefined): void;
	/** Everything, as of now, in Prometheus' text format. */
	text(): Promise<string>;
};

export function createMetrics<State>(sources: Sources<State>): Metrics {
	const registry = new Registry();
	const registers = [registry];
	const gauges = sources.figures.map(([name, help, value]) => ({gauge: new Gauge({name: `chain_tui_${name}`, help, registers}), value}));
	const listeners = new Gauge({name: 'chain_tui_event_listeners', help: 'Programs that follow the events', registers});
	const requests = new Counter({
		name: 'chain_tui_http_requests_total', help: 'Requests answered', labelNames: ['route', 'status'], registers,
	});
	const durations = new Histogram({
		name: 'chain_tui_http_request_duration_seconds', help: 'Time to answer', labelNames: ['route'], registers,
	});
	// Its default looks at the event loop a hundred times a second, which an idle node would feel.
	collectDefaultMetrics({register: registry, eventLoopMonitoringPrecision: 100});
	return {
		observe(route, status, seconds) {
			requests.inc({route, status});
			if (seconds !== undefined) {
				durations.observe({route}, seconds);
			}
		},
		async text() {
			const state = await sources.state();
			for (const {gauge, value} of gauges) {
				gauge.set(value(state));
			}

			listeners.set(sources.listeners());
			return registry.metrics();
		},
	};
}
