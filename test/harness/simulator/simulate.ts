import type {ExecutionContext} from 'ava';
import {Simulator, type SimulatorOptions} from './simulator.js';

/** A simulator for one test, which fails if any node met with an error that nobody expected. */
export function simulate(t: ExecutionContext, options?: SimulatorOptions): Simulator {
	const simulator = new Simulator(options);
	t.teardown(async () => {
		await simulator.close();
		const errors = simulator.nodes.flatMap(node => node.errors);
		if (errors.length > 0) {
			throw new AggregateError(errors, `errors in simulated nodes: ${errors.map(String).join('; ')}`);
		}
	});
	return simulator;
}
