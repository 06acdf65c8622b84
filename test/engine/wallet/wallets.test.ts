import {execFile} from 'node:child_process';
import {readdir, utimes, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {ApiError} from '../../../source/api/api-error.js';
import {withFileLock} from '../../../source/engine/storage/file-lock.js';
import {Wallets} from '../../../source/engine/wallet/wallets.js';
import {devNetwork} from '../../harness/networks.js';
import {CHEAP, PHRASE, temporaryFolder, temporaryWallets} from './fixture.js';

const passphrase = 'correct horse';

/** What a script prints. */
async function run(...given: readonly string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		execFile(process.execPath, ['--import=tsx', ...given], (error, stdout) => {
			if (error) {
				reject(error instanceof Error ? error : new Error('the script failed'));
			} else {
				resolve(stdout);
			}
		});
	});
}

test('a new wallet has twelve words and one address, and is listed', async t => {
	const wallets = await temporaryWallets(t, devNetwork);
	t.deepEqual(await wallets.list(), []);
	const {keystore, phrase} = await wallets.create('default', {passphrase});
	t.is(phrase.split(' ').length, 12);
	t.is(keystore.addresses.length, 1);
	t.regex(keystore.addresses[0]!, /^dev1q/v);
	t.is(await keystore.phrase(passphrase), phrase);
	await wallets.create('another-2', 'none');
	t.deepEqual(await wallets.list(), ['another-2', 'default']);
	t.true(await wallets.exists('default'));
	t.false(await wallets.exists('nobody'));
});

test('randomness comes from where it is asked to come from', async t => {
	const wallets = new Wallets({folder: await temporaryFolder(t), network: devNetwork, cost: CHEAP}, {randomBytes: size => new Uint8Array(size)});
	const {phrase} = await wallets.create('zero', {passphrase});
	t.is(phrase, PHRASE);
});

test('names that could be paths, or that nobody could type, are refused', async t => {
	const wallets = await temporaryWallets(t, devNetwork);
	for (const name of ['', '../evil', 'a/b', 'Main', 'a b', 'x'.repeat(33), 'ä', '.hidden']) {
		const [created, opened] = await Promise.all([
			t.throwsAsync(wallets.create(name, 'none'), {instanceOf: ApiError}),
			t.throwsAsync(wallets.open(name), {instanceOf: ApiError}),
		]);
		t.is(created.code, 'invalid_request');
		t.is(opened.code, 'wallet_not_found');
	}
});

test('a wallet that exists is not overwritten', async t => {
	const wallets = await temporaryWallets(t, devNetwork);
	const {keystore} = await wallets.create('default', {passphrase});
	const error = await t.throwsAsync(wallets.restore('default', PHRASE, {passphrase}), {instanceOf: ApiError});
	t.is(error.code, 'wallet_exists');
	const opened = await wallets.open('default');
	t.deepEqual(opened.addresses, keystore.addresses);
});

test('of several that make the same wallet at once, one succeeds and its phrase is the wallet\'s', async t => {
	const wallets = await temporaryWallets(t, devNetwork);
	const attempts = await Promise.allSettled(Array.from({length: 8}, async () => wallets.create('race', {passphrase})));
	const made = attempts.filter(attempt => attempt.status === 'fulfilled');
	t.is(made.length, 1);
	const opened = await wallets.open('race');
	t.is(await opened.phrase(passphrase), made[0]!.value.phrase);
	for (const attempt of attempts) {
		t.true(attempt.status === 'fulfilled' || (attempt.reason as ApiError).code === 'wallet_exists');
	}
});

test('addresses that are added at once are all there, and all different', async t => {
	const wallets = await temporaryWallets(t, devNetwork);
	const {keystore} = await wallets.create('default', 'none');
	const second = await wallets.open('default');
	const added = await Promise.all([keystore, second, keystore, second, keystore].map(async each => each.addAddress()));
	const opened = await wallets.open('default');
	t.is(opened.addresses.length, 6);
	t.is(new Set(opened.addresses).size, 6);
	t.true(added.every(address => opened.addresses.includes(address)));
});

test('several processes may make and change wallets at once', async t => {
	const folder = await temporaryFolder(t);
	const wallets = new Wallets({folder, network: devNetwork, cost: CHEAP});
	await wallets.create('shared', 'none');
	const child = fileURLToPath(new URL('wallets-child.ts', import.meta.url));
	const outputs = await Promise.all(Array.from({length: 3}, async () => run(child, folder, '5')));
	t.is(outputs.filter(output => (JSON.parse(output) as {made: boolean}).made).length, 1);
	const shared = await wallets.open('shared');
	t.is(new Set(shared.addresses).size, 16);
	t.deepEqual(await readdir(folder), ['race.json', 'shared.json']);
});

test('a lock that a crash left behind is broken, one that is held is not', async t => {
	const folder = await temporaryFolder(t);
	const wallets = new Wallets({folder, network: devNetwork, cost: CHEAP});
	const {keystore} = await wallets.create('default', 'none');
	const lock = path.join(folder, 'default.json.lock');

	// No process has this id: it is above what systems give.
	await writeFile(lock, JSON.stringify({pid: 2 ** 30, host: hostname(), id: 'gone'}));
	await keystore.addAddress();

	await writeFile(lock, '');
	await utimes(lock, 1, 1);
	await keystore.addAddress();
	t.is(keystore.addresses.length, 3);

	await writeFile(lock, JSON.stringify({pid: process.pid, host: hostname(), id: 'held'}));
	const error = await t.throwsAsync(withFileLock(path.join(folder, 'default.json'), async () => true, {waitMs: 60}), {instanceOf: ApiError});
	t.is(error.code, 'folder_in_use');
	t.regex(error.message, /default\.json\.lock/v);
});

test('under a lock nothing else runs, and an error lets go of it', async t => {
	const file = path.join(await temporaryFolder(t), 'anything');
	let running = 0;
	let most = 0;
	await Promise.all(Array.from({length: 10}, async () => withFileLock(file, async () => {
		running++;
		most = Math.max(most, running);
		await Promise.resolve();
		running--;
	})));
	t.is(most, 1);
	await t.throwsAsync(withFileLock(file, async () => {
		throw new Error('inside');
	}), {message: 'inside'});
	t.is(await withFileLock(file, async () => 'free'), 'free');
});

test('a folder that is none says so', async t => {
	const folder = await temporaryFolder(t);
	await writeFile(path.join(folder, 'file'), '');
	const wallets = new Wallets({folder: path.join(folder, 'file'), network: devNetwork, cost: CHEAP});
	const error = await t.throwsAsync(wallets.create('default', 'none'), {instanceOf: ApiError});
	t.is(error.code, 'folder_not_writable');
});
