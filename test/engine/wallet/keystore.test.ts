import {readFile, readdir, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import {ApiError} from '../../../source/api/api-error.js';
import type {ErrorCode} from '../../../source/api/error-codes.js';
import {formatCheckedJson} from '../../../source/engine/wallet/checked-json.js';
import {PrivateKeys} from '../../../source/engine/wallet/keys.js';
import {parseWalletFile} from '../../../source/engine/wallet/wallet-file.js';
import {Wallets} from '../../../source/engine/wallet/wallets.js';
import {bytesToHex} from '../../../source/protocol/bytes.js';
import {devNetwork, mainNetwork} from '../../harness/networks.js';
import {CHEAP, PHRASE, temporaryFolder} from './fixture.js';

const passphrase = 'correct horse';

async function fixture(t: ExecutionContext, protection?: 'none') {
	const folder = await temporaryFolder(t);
	const wallets = new Wallets({folder, network: devNetwork, cost: CHEAP});
	const keystore = await wallets.restore('club', PHRASE, protection ?? {passphrase});
	return {folder, wallets, keystore, file: path.join(folder, 'club.json')};
}

async function refusal(t: ExecutionContext, code: ErrorCode, action: () => Promise<unknown>): Promise<ApiError> {
	const error = await t.throwsAsync(action, {instanceOf: ApiError});
	t.is(error.code, code, error.message);
	return error;
}

/** Changes fields of a wallet file and makes its checksum fit. */
async function doctor(file: string, change: (fields: Record<string, any>) => Record<string, unknown>): Promise<void> {
	const {checksum, ...fields} = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
	await writeFile(file, formatCheckedJson(change(fields)));
}

test('a wallet opens again with its passphrase, and gives back its phrase', async t => {
	const {wallets, keystore} = await fixture(t);
	const opened = await wallets.open('club');
	t.deepEqual(opened.addresses, keystore.addresses);
	t.true(opened.isEncrypted);
	t.is(await opened.phrase(passphrase), PHRASE);
	const keys = await opened.unlock(passphrase);
	const expected = await PrivateKeys.fromPhrase(PHRASE);
	t.is(keys.withKeyAt(3, key => bytesToHex(key)), expected.withKeyAt(3, key => bytesToHex(key)));
});

test('phrases of 12 to 24 words come back as they were', async t => {
	const wallets = new Wallets({folder: await temporaryFolder(t), network: devNetwork, cost: CHEAP});
	for (const [name, phrase] of [['eighteen', `${'abandon '.repeat(17)}agent`], ['twenty-four', `${'abandon '.repeat(23)}art`]] as const) {
		const keystore = await wallets.restore(name, phrase, {passphrase});
		t.is(await keystore.phrase(passphrase), phrase);
	}
});

test('the cost that wallets have unless somebody asks for another can be paid, within the bounds', async t => {
	const wallets = new Wallets({folder: await temporaryFolder(t), network: devNetwork});
	const {phrase} = await wallets.create('dear', {passphrase});
	const keystore = await wallets.open('dear');
	t.is(await keystore.phrase(passphrase), phrase);
});

test('nothing of the phrase lies in the file of an encrypted wallet', async t => {
	const {file} = await fixture(t);
	t.notRegex(await readFile(file, 'utf8'), /abandon|about|xprv|correct/v);
});

test('only the owner may read the file, and nothing else is left in the folder', async t => {
	const {folder, file, keystore} = await fixture(t);
	await keystore.addAddress();
	t.deepEqual(await readdir(folder), ['club.json']);
	const {mode} = await stat(file);
	t.is(process.platform === 'win32' ? 0o600 : mode & 0o777, 0o600);
});

test('S6: every single flipped bit of the file is refused as damage', async t => {
	const {file} = await fixture(t);
	const bytes = new Uint8Array(await readFile(file));
	t.notThrows(() => parseWalletFile(bytes, 'club'));
	const accepted: number[] = [];
	for (let bit = 0; bit < bytes.length * 8; bit++) {
		const flipped = bytes.slice();
		flipped[bit >> 3]! ^= 1 << (bit & 7);
		try {
			parseWalletFile(flipped, 'club');
			accepted.push(bit);
		} catch (error) {
			if (!(error instanceof ApiError) || error.code !== 'wallet_damaged') {
				throw error;
			}
		}
	}

	t.deepEqual(accepted, []);
});

test('a file that is cut off, longer, or changed anywhere is refused as damage, before a passphrase is asked for', async t => {
	const {file, wallets} = await fixture(t);
	const bytes = await readFile(file);
	await fc.assert(fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({min: 1, max: 255}), fc.constantFrom('cut', 'longer', 'changed'), async (position, difference, kind) => {
		const damaged = kind === 'cut' ? bytes.subarray(0, position) : (kind === 'longer' ? Buffer.concat([bytes, Buffer.alloc(1, difference)]) : Buffer.from(bytes));
		if (kind === 'changed') {
			damaged[position]! ^= difference;
		}

		await writeFile(file, damaged);
		await refusal(t, 'wallet_damaged', async () => wallets.open('club'));
	}), {numRuns: 60});
});

test('S6: a wrong passphrase is told from damage, and repeated nowhere', async t => {
	const {keystore} = await fixture(t);
	const error = await refusal(t, 'passphrase_wrong', async () => keystore.unlock('wrong horse'));
	t.notRegex(`${error.message}${error.stack ?? ''}`, /wrong horse/v);
	await refusal(t, 'passphrase_needed', async () => keystore.unlock(undefined));
});

test('a passphrase is the same however its letters were composed', async t => {
	const {wallets} = await fixture(t);
	const keystore = await wallets.restore('composed', PHRASE, {passphrase: 'caf\u00E9 \uFB01'});
	t.is(await keystore.phrase('cafe\u0301 fi'), PHRASE);
});

test('a wallet without passphrase opens without one, and says so', async t => {
	const {keystore} = await fixture(t, 'none');
	t.false(keystore.isEncrypted);
	const keys = await keystore.unlock(undefined);
	t.is(keys.publicKeys.extendedKey, keystore.publicKeys.extendedKey);
});

test('an empty passphrase is none', async t => {
	const {wallets} = await fixture(t);
	await refusal(t, 'passphrase_needed', async () => wallets.create('empty', {passphrase: ''}));
	t.false(await wallets.exists('empty'));
});

test('a file of a newer version is refused as such', async t => {
	const {file, wallets} = await fixture(t);
	await doctor(file, fields => ({...fields, version: 2, colour: 'green'}));
	await refusal(t, 'schema_too_new', async () => wallets.open('club'));
});

test('a field that does not belong there is refused', async t => {
	const {file, wallets} = await fixture(t);
	await doctor(file, fields => ({...fields, colour: 'green'}));
	await refusal(t, 'wallet_damaged', async () => wallets.open('club'));
});

test('a file that asks scrypt for more than its bounds is refused before any of it is computed', async t => {
	const {file, wallets} = await fixture(t);
	const original = await readFile(file);
	for (const cost of [{n: 2 ** 30}, {r: 2 ** 20}, {p: 2 ** 24}, {n: 100_000}, {n: 2}, {n: 2 ** 18, r: 16}]) {
		await writeFile(file, original);
		await doctor(file, fields => ({...fields, secret: {...fields['secret'], ...cost}}));
		await refusal(t, 'wallet_damaged', async () => wallets.open('club'));
	}
});

test('addresses that are not those of the wallet are found out', async t => {
	const {file, wallets} = await fixture(t);
	const other = await wallets.create('other', {passphrase});
	await doctor(file, fields => ({...fields, addresses: other.keystore.addresses}));
	await refusal(t, 'wallet_damaged', async () => wallets.open('club'));

	// With the key that they do belong to, only the phrase can tell.
	await doctor(file, fields => ({...fields, account_key: other.keystore.publicKeys.extendedKey}));
	const keystore = await wallets.open('club');
	await refusal(t, 'wallet_damaged', async () => keystore.unlock(passphrase));
});

test('a wallet of another network is refused, also when its file was made to fit', async t => {
	const {file, folder, wallets} = await fixture(t);
	await refusal(t, 'wrong_network', async () => new Wallets({folder, network: mainNetwork}).open('club'));

	const {keystore: foreign} = await new Wallets({folder, network: mainNetwork, cost: CHEAP}).create('foreign', {passphrase});
	const {secret} = JSON.parse(await readFile(path.join(folder, 'foreign.json'), 'utf8')) as {secret: unknown};
	await doctor(file, fields => ({...fields, secret}));
	const keystore = await wallets.open('club');
	const error = await refusal(t, 'wallet_damaged', async () => keystore.unlock(passphrase));
	t.regex(error.message, /another network/v);
	t.is(foreign.addresses.length, 1);
});

test('a copy of the file under another name is a wallet of that name', async t => {
	const {file, folder, wallets} = await fixture(t);
	await writeFile(path.join(folder, 'backup.json'), await readFile(file));
	const copy = await wallets.open('backup');
	t.is(await copy.phrase(passphrase), PHRASE);
});

test('watched addresses come, get a new label, and go', async t => {
	const {wallets, keystore} = await fixture(t);
	const {keystore: other} = await wallets.create('other', 'none');
	const address = other.addresses[0]!;
	await keystore.watch(address.toUpperCase(), 'savings');
	await keystore.watch(address, 'Ersparnisse');
	const opened = await wallets.open('club');
	t.deepEqual(opened.watched, [{address, label: 'Ersparnisse'}]);
	await opened.unwatch(address);
	await keystore.reload();
	t.deepEqual(keystore.watched, []);
	await refusal(t, 'address_not_in_wallet', async () => keystore.unwatch(address));
});

test('what cannot be watched is refused', async t => {
	const {keystore} = await fixture(t);
	await refusal(t, 'invalid_request', async () => keystore.watch(keystore.addresses[0]!, 'mine'));
	await refusal(t, 'address_invalid', async () => keystore.watch('dev1qqqqq', 'broken'));
	await refusal(t, 'address_wrong_network', async () => keystore.watch('bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu', 'bitcoin'));
	await refusal(t, 'invalid_request', async () => keystore.watch('bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu', 'esc \u001B[2J'));
});
