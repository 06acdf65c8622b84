import {writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {once} from 'node:events';
import test from 'ava';
import type {PoolStats} from '../../source/api/pool.js';
import {temporaryHome} from '../harness/program.js';

/*
The command `pool` by itself: its wallet, its port, its end. What miners do on it is in `pool-mining.test.ts`.
*/

type Ready = {readonly url: string; readonly stratum: string; readonly address: string};

const recipient = 'dev1qzeeyh5nfvcy86d29k3ua03338nf37unxzkc3cn';

test('the first run makes the pool\'s wallet, the next one opens it, and neither tells a phrase', async t => {
	const home = await temporaryHome(t);
	const passphraseFile = home.file('passphrase');
	await writeFile(passphraseFile, 'correct horse\n');
	const first = home.start(['pool', '--port', '0', '--passphrase-file', passphraseFile, '--json']);
	const {address, url, stratum} = await first.event<Ready>('ready');
	t.is(url, `http://${stratum}`);
	const {code, stdout, stderr} = await first.stop('SIGINT');
	t.is(code, 0);
	t.is(stderr, '');
	t.deepEqual(JSON.parse(stdout.trimEnd().split('\n').at(-1)!), {event: 'stopped', blocks: 0, paid: '0'});

	const phrase = await home.json<{phrase: string}>(['wallet', 'export', '--wallet', 'pool', '--passphrase-file', passphraseFile]);
	t.false(stdout.includes(phrase.phrase.split(' ').slice(0, 2).join(' ')));
	const second = home.start(['pool', '--port', '0', '--passphrase-file', passphraseFile, '--json']);
	t.like(await second.event<Ready>('ready'), {address});
	t.like(await second.stop('SIGTERM'), {code: 0});
	t.like(await home.refused(['pool', '--port', '0']), {exit: 2, code: 'passphrase_needed'});
});

test('the pool\'s account is nobody\'s to spend: `send` refuses it under whatever name its wallet has', async t => {
	const home = await temporaryHome(t);
	const pool = home.start(['pool', '--port', '0', '--no-passphrase', '--json']);
	const {address} = await pool.event<Ready>('ready');
	t.like(await home.refused(['send', recipient, '1', '--yes', '--wallet', 'pool']), {exit: 3, code: 'pool_account'});
	t.like(await home.refused(['send', recipient, '1', '--yes', '--wallet', 'pool', '--from', address]), {exit: 3, code: 'pool_account'});
	const {phrase} = await home.json<{phrase: string}>(['wallet', 'export', '--wallet', 'pool']);
	await home.json(['wallet', 'restore', 'copy', '--no-passphrase'], {stdin: `${phrase}\n`});
	t.like(await home.refused(['send', recipient, '1', '--yes', '--wallet', 'copy']), {exit: 3, code: 'pool_account'});
	await pool.stop();
});

test('the pool\'s wallet is never the one that is meant without a name', async t => {
	const home = await temporaryHome(t);
	const pool = home.start(['pool', '--port', '0', '--no-passphrase', '--json']);
	await pool.event('ready');
	t.like(await home.refused(['mine', '--blocks', '1']), {code: 'wallet_not_found'});
	const {address} = await home.json<{address: string}>(['wallet', 'new', 'savings', '--no-passphrase']);
	const balance = await home.json<{wallet: string}>(['balance']);
	t.is(balance.wallet, 'savings');
	t.true(address.startsWith('dev1q'));
	await pool.stop();
});

test('a pool runs on the node that is there, answers over HTTP, and lets no second one at its books', async t => {
	const home = await temporaryHome(t);
	const node = await home.startNode();
	const words = ['pool', '--port', '0', '--no-passphrase', '--pool-fee', '1.50', '--fee-address', recipient, '--threshold', '10', '--scheme', 'pplns', '--json'];
	const pool = home.start([...words, '--node', node.url]);
	const {url, address} = await pool.event<Ready>('ready');
	const answer = await fetch(`${url}/stats`);
	const stats = await answer.json() as PoolStats;
	t.like(stats, {
		network: 'dev', address, scheme: 'pplns', fee: '1.5', threshold: '10', workers: 0, trouble: null,
	});
	t.like(await home.refused(words.slice(0, -1)), {exit: 1, code: 'folder_in_use'});
	await pool.stop();
	t.like(await node.stop(), {code: 0});
});

test('a default port that is taken moves on and says so; one that was asked for does not', async t => {
	const [home, other] = await Promise.all([temporaryHome(t), temporaryHome(t)]);
	// It has the port, or somebody else has.
	const first = home.start(['pool', '--no-passphrase', '--json']);
	await first.event('ready');
	const second = other.start(['pool', '--no-passphrase']);
	await second.says(/^Port 6000 is taken: the pool is at http:\/\/127\.0\.0\.1:60\d\d$/mv);
	await Promise.all([first.stop(), second.stop()]);
	const blocker = createServer().listen(0, '127.0.0.1');
	await once(blocker, 'listening');
	t.teardown(() => {
		blocker.close();
	});
	const {port} = blocker.address() as {port: number};
	t.like(await home.refused(['pool', '--port', String(port), '--no-passphrase']), {exit: 1, code: 'port_in_use'});
});

test('wrong words are refused before anything is opened', async t => {
	const home = await temporaryHome(t);
	for (const words of [['--pool-fee', '101'], ['--pool-fee', '-1'], ['--pool-fee', 'x'], ['--scheme', 'pps'], ['--threshold', '0'], ['--threshold', '0.001'], ['--threshold', 'abc'], ['--port', 'abc'], ['--port', '65536']]) {
		t.like(await home.refused(['pool', ...words]), {exit: 2, code: 'usage'});
	}

	t.like(await home.refused(['pool', '--no-passphrase', '--fee-address', recipient]), {exit: 2, code: 'usage'});
	t.like(await home.refused(['pool', '--no-passphrase', '--pool-fee', '1']), {exit: 2, code: 'wallet_not_found'});
});
