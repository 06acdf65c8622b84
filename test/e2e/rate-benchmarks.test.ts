import test from 'ava';
import {benchmark as api} from '../../benchmark/api.js';
import type {Benchmark} from '../../benchmark/benchmark.js';
import {benchmark as events} from '../../benchmark/events.js';
import {benchmark as latency} from '../../benchmark/latency.js';
import {benchmark as mempool} from '../../benchmark/mempool.js';
import {benchmark as template} from '../../benchmark/template.js';

/*
That these benchmarks measure what they say. How fast it is, they say themselves: no test fails on a time.
*/

async function figuresOf(benchmark: Benchmark): Promise<Record<string, number>> {
	const rows = await benchmark.run({isQuick: true, note: () => undefined});
	return Object.fromEntries(rows.map(row => [row.name, 'rate' in row ? row.rate : row.amount]));
}

const measured: ReadonlyArray<[benchmark: Benchmark, some: readonly string[]]> = [
	[api, ['status', 'status, 99 %', 'balance', 'history', 'block', 'submit', 'submit, 99 %']],
	[events, ['bare, a core', 'the node, a core', 'a block, median', 'a block, 95 %', 'beside slow ones, 95 %']],
	[template, ['100 waiting', 'none', '1000 waiting']],
	[mempool, ['a tenth waiting, taken in', 'full, better ones', 'full, worse ones']],
	[latency, ['tip to a miner process, median', 'tip to a Stratum miner, median', 'payment to the mempools, median']],
];

for (const [benchmark, names] of measured) {
	test.serial(`every figure of the benchmark ${benchmark.name} is measured`, async t => {
		const figures = await figuresOf(benchmark);
		for (const name of names) {
			t.true(Number.isFinite(figures[name]) && figures[name]! > 0, `${name}`);
		}
	});
}
