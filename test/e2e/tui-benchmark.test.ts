import process from 'node:process';
import test from 'ava';
import {benchmark as tui} from '../../benchmark/tui.js';

/*
That the benchmark of the screens measures what it says. How fast they are, it says itself: no test fails on a time.
*/

(process.platform === 'linux' ? test.serial : test.serial.skip)('starts, keys and idling are measured on every screen', async t => {
	const rows = await tui.run({isQuick: true, note: () => undefined});
	t.deepEqual(rows.map(({name}) => name), [
		'node -e 0',
		'--version',
		'--help',
		'first sign of life',
		'Ink\'s first frame',
		'the screen Node',
		'key to frame, median',
		'key to frame, 95 %',
		...['Node', 'Pool', 'Miner', 'Wallet', 'Explorer', 'Settings'].map(name => `idle, ${name}`),
	]);
	for (const row of rows) {
		t.true('amount' in row && Number.isFinite(row.amount) && row.amount >= 0, `${row.name}`);
	}
});
