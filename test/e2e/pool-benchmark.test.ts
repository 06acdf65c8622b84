import test from 'ava';
import {benchmark as poolMode} from '../../benchmark/pool-mode.js';
import {benchmark as pool} from '../../benchmark/pool.js';

/*
That the benchmarks of the pool measure what they say. How fast it is, they say themselves: no test fails on a time.
*/

test.serial('a pool under load refuses no share, and every figure of it is measured', async t => {
	const notes: string[] = [];
	const rows = await pool.run({
		isQuick: true,
		note(text) {
			notes.push(text);
		},
	});
	t.deepEqual(rows.map(({name}) => name), ['checks alone', 'the pool, a core', 'shares of a core', 'answer, median', 'answer, 95 %', 'new work, median', 'new work, 95 %', 'memory, at most']);
	for (const row of rows) {
		const value = 'rate' in row ? row.rate : row.amount;
		t.true(Number.isFinite(value) && value > 0, `${row.name}`);
	}

	t.regex(notes.join('\n'), /20 miners, .* none refused/v);
});

test.serial('the same miner is measured on a node and on a pool', async t => {
	const rows = await poolMode.run({isQuick: true, note: () => undefined});
	t.deepEqual(rows.map(({name}) => name), ['solo', 'pool']);
	for (const row of rows) {
		t.true('ratio' in row && Number.isFinite(row.ratio) && row.ratio > 0, `${row.name}`);
	}
});
