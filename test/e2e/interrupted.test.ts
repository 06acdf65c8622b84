import {cp, readdir} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import type {Balance} from '../../source/engine/wallet/balance.js';
import {DEV_FOLDER} from '../harness/dev-folder.js';
import {Home, temporaryHome} from '../harness/program.js';

/*
Commands that are ended from outside: a clean end for what runs until it is stopped, 130 and 143 for what had something to do.
*/

const home = await Home.open();

test.before(async () => {
	await home.json(['wallet', 'new', '--no-passphrase']);
	await home.events(['mine', '--blocks', '400', '--threads', '1']);
});

test.after.always(async () => {
	await home.close();
});

/** A data folder with a chain of its own, that nobody else has open. */
async function copyOf(data: string, target: Home): Promise<void> {
	await cp(data, target.data, {recursive: true});
}

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
	test.serial(`a verification that is ended by ${signal} leaves with exit code ${code}, and nothing behind`, async t => {
		const own = await temporaryHome(t);
		await copyOf(home.data, own);
		const verification = own.start(['chain', 'verify']);
		// It tells its first block at once, and has hundreds before it.
		await verification.says(/Verified \d+ of 400 blocks/v);
		const ended = await verification.stop(signal);
		t.is(ended.code, code);
		t.is(ended.stdout, '');
		t.notRegex(ended.stderr, /Error|\n\s+at /v);
		const files = await readdir(path.join(own.data, DEV_FOLDER));
		t.deepEqual(files.filter(name => name.includes('verify')), []);
		t.like(await own.json(['chain', 'verify']), {height: 400});
	});
}

test.serial('a payment that is no longer waited for is made all the same', async t => {
	const own = await temporaryHome(t);
	await copyOf(home.data, own);
	await own.startNode();
	const {accounts: [account]} = await own.json<Balance>(['balance']);
	const waiting = own.start(['send', account!.address, '1', '--wait', '--yes']);
	await waiting.says(/Sent: [\da-f]{64}; waiting for a block/v);
	const ended = await waiting.stop('SIGINT');
	t.is(ended.code, 130);
	t.is(ended.stdout, '');
	t.notRegex(ended.stderr, /Error|\n\s+at /v);
	const {length} = await own.json<unknown[]>(['mempool']);
	t.is(length, 1);

	const late = await own.refused(['send', account!.address, '2', '--wait', '--timeout', '1s', '--yes']);
	t.like(late, {exit: 1, code: 'wait_timeout'});
	t.regex(late.message, /still pending/v);
});

test.serial('a command that waits for its input can be interrupted', async t => {
	const waiting = home.start(['wallet', 'new', 'late'], {isStdinOpen: true});
	// It has nothing to say while it waits: that it does is seen only from outside.
	await waiting.reading();
	const ended = await waiting.stop('SIGINT');
	t.is(ended.code, 130);
	t.is(ended.stderr, '');
	const wallets = await home.json<Array<{name: string}>>(['wallet', 'list']);
	t.deepEqual(wallets.map(({name}) => name), ['default']);
});

test.serial('mining without an end is stopped cleanly by either signal', async t => {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		const miner = home.start(['mine', '--json']);
		await miner.event('ready');
		const {code, stdout, stderr} = await miner.stop(signal);
		t.is(code, 0);
		t.is(stderr.replace(/^Port 5000 .*\n/v, ''), '');
		t.like(JSON.parse(stdout.trimEnd().split('\n').at(-1)!), {event: 'result'});
	}
});

test.serial('who has read enough is no error', async t => {
	const history = home.start(['history', '--csv']);
	history.stopReading();
	const {stderr} = await history.ended;
	t.is(stderr, '');
});
