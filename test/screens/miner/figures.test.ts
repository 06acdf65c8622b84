import test from 'ava';
import {fittingSpan, nextSpan} from '../../../source/screens/miner/chart-span.js';
import {expectedSeconds} from '../../../source/screens/miner/expected-time.js';
import {minerLayout} from '../../../source/screens/miner/layout.js';

test('a block takes its difficulty in hashes', t => {
	t.is(expectedSeconds(5_000_000, 100_000), 50);
	t.is(expectedSeconds(5_000_000, null), undefined);
	t.is(expectedSeconds(5_000_000, 0), undefined);
	t.is(expectedSeconds(undefined, 10), undefined);
});

test('the chart shows everything there is, as near as it can', t => {
	t.deepEqual([0, 60, 61, 300, 301, 900].map(known => fittingSpan(known)), [60, 60, 300, 300, 900, 900]);
	t.deepEqual([nextSpan(60), nextSpan(900)], [300, 60]);
});

test('the panels fill the screen exactly, however many processes there are', t => {
	for (const focus of ['processes', 'events'] as const) {
		for (const rows of [18, 22, 30, 38, 90]) {
			for (const processes of [1, 4, 64, 1024]) {
				const layout = minerLayout({columns: 80, rows}, processes, focus);
				t.is(layout.chart + layout.work + layout.processes + layout.events, rows);
				t.true(layout.processes >= 4 && layout.events >= 3);
			}
		}
	}
});
