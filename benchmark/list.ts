import {benchmark as api} from './api.js';
import type {Benchmark} from './benchmark.js';
import {benchmark as chain} from './chain.js';
import {benchmark as events} from './events.js';
import {benchmark as kernels} from './kernels.js';
import {benchmark as latency} from './latency.js';
import {benchmark as mempool} from './mempool.js';
import {benchmark as pool} from './pool.js';
import {benchmark as poolMode} from './pool-mode.js';
import {benchmark as propagation} from './propagation.js';
import {benchmark as reads} from './reads.js';
import {benchmark as signatures} from './signatures.js';
import {benchmark as sync} from './sync.js';
import {benchmark as template} from './template.js';
import {benchmark as tui} from './tui.js';

/** Every benchmark there is, in the order in which they run. A new one is added here. */
export const benchmarks: readonly Benchmark[] = [
	kernels,
	signatures,
	chain,
	reads,
	sync,
	propagation,
	pool,
	poolMode,
	api,
	events,
	template,
	mempool,
	latency,
	tui,
];
