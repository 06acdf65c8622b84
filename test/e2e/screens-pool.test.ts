import test from 'ava';
import {connectPool} from '../../source/client/pool-client.js';
import {openTerminal} from '../harness/terminal.js';
import {practise} from './first-run-steps.js';

test('a pool is started, stopped, started again with its passphrase, and ends with the program, by keyboard alone', async t => {
	const terminal = await openTerminal(t);
	await practise(terminal);
	await terminal.press('2');
	await terminal.expectFrame(/Space starts one here/v);
	await terminal.press('space');
	await terminal.expectFrame(/A wallet for the pool/v);
	terminal.type('horse');
	await terminal.expectFrame(/Passphrase +•{5}/v);
	await terminal.press('enter');
	terminal.type('horse');
	await terminal.expectFrame(/Again +•{5}/v);
	await terminal.press('enter');
	await terminal.expectFrame(/The words of the pool/v);
	await terminal.press('enter');
	const frame = await terminal.expectFrame(/stratum\+tcp:\/\/127\.0\.0\.1:\d+ .*Round +effort 0 %/sv);
	const url = `http://127.0.0.1:${/127\.0\.0\.1:(?<port>\d+)/v.exec(frame)!.groups!['port']!}`;
	// Not with fetch, which refuses port 6000.
	t.like(await connectPool(url).stats(), {network: 'practice', workers: 0, trouble: null});

	await terminal.press('space');
	await terminal.expectFrame(/Space starts one here/v);
	await t.throwsAsync(connectPool(url).stats());
	await terminal.press('space');
	await terminal.expectFrame(/Passphrase of the pool/v);
	terminal.type('donkey');
	await terminal.expectFrame(/•{6}/v);
	await terminal.press('enter');
	await terminal.expectFrame(/✗ this is not the passphrase/v);
	terminal.type('horse');
	await terminal.expectFrame(/•{5}/v);
	await terminal.press('enter');
	await terminal.expectFrame(/stratum\+tcp/v);

	await terminal.press('q');
	await terminal.expectFrame(/The pool is running\. Stop it and quit\?/v);
	await terminal.press('y');
	t.like(await terminal.exit, {code: 0});
	t.false(terminal.raw().includes('horse'), 'a passphrase is never shown');
	await t.throwsAsync(connectPool(url).stats());
});
