import {readFile, readdir, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {ApiError} from '../../../source/api/api-error.js';
import type {ErrorCode} from '../../../source/api/error-codes.js';
import {Contacts} from '../../../source/engine/wallet/contacts.js';
import {alice, addressOn, bob} from '../../harness/keys.js';
import {devNetwork, mainNetwork} from '../../harness/networks.js';
import {temporaryFolder} from './fixture.js';

async function fixture(t: ExecutionContext) {
	const folder = await temporaryFolder(t);
	const file = path.join(folder, 'contacts.json');
	return {folder, file, contacts: new Contacts({file, network: devNetwork})};
}

async function refusal(t: ExecutionContext, code: ErrorCode, action: () => Promise<unknown>): Promise<void> {
	const error = await t.throwsAsync(action, {instanceOf: ApiError});
	t.is(error.code, code, error.message);
}

test('contacts are kept, sorted, and found in letters of either case', async t => {
	const {contacts, file} = await fixture(t);
	t.deepEqual(await contacts.list(), []);
	await contacts.add('  Zoë Müller ', alice.address.toUpperCase());
	await contacts.add('bob', bob.address);
	const again = new Contacts({file, network: devNetwork});
	t.deepEqual(await again.list(), [{name: 'bob', address: bob.address}, {name: 'Zoë Müller', address: alice.address}]);
	t.is(await again.resolve('ZOË MÜLLER'), alice.address);
	t.is(await again.resolve(' Bob'), bob.address);
	await again.remove('BOB');
	t.deepEqual(await contacts.list(), [{name: 'Zoë Müller', address: alice.address}]);
});

test('only the owner may read them, and no other file is left', async t => {
	const {contacts, file, folder} = await fixture(t);
	await contacts.add('bob', bob.address);
	t.deepEqual(await readdir(folder), ['contacts.json']);
	const {mode} = await stat(file);
	t.is(process.platform === 'win32' ? 0o600 : mode & 0o777, 0o600);
});

test('an address resolves to itself, and a mistyped one is not taken for a name', async t => {
	const {contacts} = await fixture(t);
	t.is(await contacts.resolve(` ${alice.address.toUpperCase()} `), alice.address);
	await refusal(t, 'address_invalid', async () => contacts.resolve(alice.address.replace('q', 'p')));
	await refusal(t, 'address_wrong_network', async () => contacts.resolve(addressOn(alice, mainNetwork)));
	await refusal(t, 'contact_not_found', async () => contacts.resolve('nobody'));
	await refusal(t, 'contact_not_found', async () => contacts.remove('nobody'));
});

test('a name stands for one address only', async t => {
	const {contacts} = await fixture(t);
	await contacts.add('Bob', bob.address);
	await refusal(t, 'contact_exists', async () => contacts.add('bOB', alice.address));
	// Full-width letters look like the same name.
	await refusal(t, 'contact_exists', async () => contacts.add('Ｂｏｂ', alice.address));
});

test('names that cannot be shown, or look like an address, are refused', async t => {
	const {contacts} = await fixture(t);
	for (const name of ['', '   ', 'x'.repeat(33), 'a\u0000b', 'a\nb', '\u001B[2J', 'left\u202Eright', 'zero\u200Bwidth', alice.address, 'dev1friend', addressOn(alice, mainNetwork), addressOn(alice, mainNetwork).toUpperCase()]) {
		await refusal(t, 'invalid_request', async () => contacts.add(name, bob.address));
	}

	await contacts.add('😀'.repeat(32), bob.address);
	await refusal(t, 'address_wrong_network', async () => contacts.add('bob', addressOn(bob, mainNetwork)));
});

test('contacts that are added at once are all there', async t => {
	const {contacts, file} = await fixture(t);
	const other = new Contacts({file, network: devNetwork});
	await Promise.all(Array.from({length: 12}, async (_, index) => (index % 2 ? contacts : other).add(`friend ${index}`, bob.address)));
	const all = await contacts.list();
	t.is(all.length, 12);
});

test('a file that is damaged, newer or of another network is refused and left alone', async t => {
	const {contacts, file} = await fixture(t);
	await contacts.add('bob', bob.address);
	const whole = await readFile(file, 'utf8');
	const cases: ReadonlyArray<readonly [content: string, code: ErrorCode]> = [
		[whole.slice(0, -9), 'storage_damaged'],
		['[]', 'storage_damaged'],
		[whole.replace('"version": 1', '"version": 2'), 'schema_too_new'],
		[whole.replace(devNetwork.genesis.hash, mainNetwork.genesis.hash), 'wrong_network'],
	];
	for (const [content, code] of cases) {
		await writeFile(file, content);
		await refusal(t, code, async () => contacts.list());
		await refusal(t, code, async () => contacts.add('alice', alice.address));
		t.is(await readFile(file, 'utf8'), content);
	}

	await writeFile(file, whole.replace(bob.address, bob.address.replace('q', 'p')));
	await refusal(t, 'address_invalid', async () => contacts.resolve('bob'));
});
