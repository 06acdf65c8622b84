import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {presets} from '../../source/protocol/presets.js';
import {temporaryHome} from '../harness/program.js';
import {openTerminal} from '../harness/terminal.js';
import {makeWallet} from './first-run-steps.js';

/** Blocks of a second or two of real work, each worth a payout. */
const network = {
	...presets.dev, name: 'pooled', block_time: 2, retarget_window: 10, max_time_drift: 2, pow_limit_bits: '1e7fffff', coinbase_maturity: 2, reward: '500', halving_interval: 50_000,
};

test('a pool is switched on, the miner switched to it, shares and a payout are seen, and the choice is there in the next run', async t => {
	t.timeout(300_000);
	const home = await temporaryHome(t, 'pooled');
	const file = home.file('network.json');
	await writeFile(file, JSON.stringify(network));
	await home.json(['network', 'add', file, '--network', 'dev']);
	const options = {columns: 120, rows: 40, home: path.dirname(home.data), args: ['--network', 'pooled']};
	const terminal = await openTerminal(t, options);
	await makeWallet(terminal);

	await terminal.press('2');
	await terminal.expectFrame(/Space starts one here/v);
	await terminal.press('space');
	await terminal.expectFrame(/A wallet for the pool/v);
	await terminal.press('enter', 'enter');
	await terminal.expectFrame(/The words of the pool/v);
	await terminal.press('enter');
	const pool = /stratum\+tcp:\/\/(?<where>127\.0\.0\.1:\d+)/v.exec(await terminal.expectFrame(/stratum\+tcp/v))!.groups!['where']!;

	// On the node first, and then on the pool without a stop.
	await terminal.press('3', 'space');
	await terminal.expectFrame(/solo 127\.0\.0\.1:\d+.*block #\d/sv);
	await terminal.press('m');
	await terminal.expectFrame(frame => frame.includes(`your pool      ${pool}`) && frame.includes('● solo'));

	// What cannot be an address is refused where it is typed.
	await terminal.press('up');
	terminal.type('nonsense');
	await terminal.expectFrame(/another pool +nonsense/v);
	await terminal.press('enter');
	await terminal.expectFrame(/✗ expected HOST:PORT/v);
	await terminal.press('down', 'enter');
	await terminal.expectFrame(frame => frame.includes(`Mining on your pool at ${pool}`));
	await terminal.expectFrame(/Pool +127\.0\.0\.1:\d+ +own, connected.*[1-9]\d* shares? /sv);
	await terminal.expectFrame(/Share in \d.* diff \d/v);

	await terminal.press('2');
	await terminal.expectFrame(/mining/v);
	await terminal.expectFrame(/(?:sent|confirmed) +500 /v, {timeoutMs: 120_000});
	await terminal.press('/');
	await terminal.expectFrame(/type to filter/v);
	terminal.type('nobody');
	await terminal.expectFrame(/\/nobody.*nothing like that/sv);
	await terminal.press('escape');
	await terminal.expectFrame(/(?:sent|confirmed) +500 /v);
	await terminal.press('4');
	await terminal.expectFrame(/received.*\+499\.\d+|received.*\+500/v, {timeoutMs: 60_000});

	// The pool goes: the miner says so, and comes back with it.
	await terminal.press('2', 'space');
	await terminal.expectFrame(/Stop the pool\?/v);
	await terminal.press('y');
	await terminal.expectFrame(/Space starts one here/v);
	await terminal.press('3');
	await terminal.expectFrame(/the pool: nothing listens there/v);
	await terminal.press('2', 'space');
	await terminal.expectFrame(/stratum\+tcp/v);
	await terminal.press('3');
	await terminal.expectFrame(/own, connected/v);
	await terminal.press('ctrl+c');
	t.like(await terminal.exit, {code: 0});

	const again = await openTerminal(t, options);
	await again.expectFrame(/Pool +your own is off/v);
	await again.press('space');
	await again.expectFrame(/your pool does not run/v);
	await again.press('m');
	await again.expectFrame(/Where to mine/v);
	await again.press('enter');
	await again.expectFrame(/Mining on the node/v);
	await again.press('space');
	await again.expectFrame(/solo 127\.0\.0\.1:\d+.*block #\d/sv);
	await again.press('q', 'y');
	t.like(await again.exit, {code: 0});
});
