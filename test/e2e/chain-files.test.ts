import {
	readdir, readFile, writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import type {HistoryEntry} from '../../source/api/transaction.js';
import {keyOf} from '../../source/engine/node/layout.js';
import {LevelStorage} from '../../source/engine/storage/level-storage.js';
import type {Balance} from '../../source/engine/wallet/balance.js';
import {devNetwork} from '../harness/networks.js';
import {accountAt, DEV_FOLDER} from '../harness/dev-folder.js';
import {Home} from '../harness/program.js';

/*
A chain on disk is written to a file, read from it, verified, damaged, and made anew.
*/

const BLOCKS = 30;

const home = await Home.open();
const folder = path.join(home.data, DEV_FOLDER);
const chain = path.join(folder, 'chain');
const file = home.file('backup.jsonl');
let tip: unknown;
let balance: Balance;

test.before(async () => {
	await home.json(['wallet', 'new', '--no-passphrase']);
	await home.events(['mine', '--blocks', String(BLOCKS)]);
	({tip} = await home.json(['status']));
	balance = await home.json<Balance>(['balance']);
});

test.after.always(async () => {
	await home.close();
});

test.serial('an exported chain, imported into an empty folder, is the same', async t => {
	t.deepEqual(await home.json(['chain', 'export', file]), {file, blocks: BLOCKS});
	const elsewhere = ['--data-dir', home.file('elsewhere')];
	t.deepEqual(await home.json(['chain', 'import', file, ...elsewhere]), {file, added: BLOCKS, known: 0});
	t.deepEqual(await home.json(['chain', 'verify', ...elsewhere]), {height: BLOCKS, tip});
	const {address} = balance.accounts[0]!;
	t.deepEqual(await home.json(['balance', address, ...elsewhere]), balance.accounts[0]);
	// Once more, there is nothing new in it.
	t.is(await home.text(['chain', 'import', file, ...elsewhere]), `0 new blocks, ${BLOCKS} known before\n`);
});

test.serial('an export never writes over a file', async t => {
	const written = await readFile(file, 'utf8');
	t.like(await home.refused(['chain', 'export', file]), {exit: 2, code: 'file_exists'});
	t.is(await readFile(file, 'utf8'), written);
});

test.serial('a file that was cut off names its line, and what came before it is kept', async t => {
	const text = await readFile(file, 'utf8');
	const lines = text.split('\n');
	const cut = home.file('cut.jsonl');
	await writeFile(cut, `${lines.slice(0, 11).join('\n')}\n${lines[11]!.slice(0, 100)}`);
	const elsewhere = ['--data-dir', home.file('cut')];
	const refused = await home.refused(['chain', 'import', cut, ...elsewhere]);
	t.like(refused, {exit: 2, code: 'invalid_json'});
	t.regex(refused.message, /line 12 /v);
	t.like(await home.json(['status', ...elsewhere]), {height: 10});
	t.like(await home.json(['chain', 'import', file, ...elsewhere]), {added: BLOCKS - 10, known: 10});
});

test.serial('files that are no chain of this network are refused', async t => {
	t.like(await home.refused(['chain', 'import', home.file('none')]), {exit: 2, code: 'file_unreadable'});
	t.like(await home.refused(['chain', 'import', home.data]), {exit: 2, code: 'file_unreadable'});
	t.like(await home.refused(['chain', 'import', file, '--network', 'main']), {exit: 1, code: 'wrong_network'});
	const text = await readFile(file, 'utf8');
	const wrong = home.file('wrong.jsonl');
	// The second block before the first: its parent is unknown.
	await writeFile(wrong, text.split('\n').filter((_, line) => line !== 1).join('\n'));
	const refused = await home.refused(['chain', 'import', wrong, '--data-dir', home.file('wrong')]);
	t.is(refused.exit, 3);
	t.regex(refused.message, /^line 2: /v);
});

test.serial('a balance that was tampered with is found, and rebuilding puts it right', async t => {
	const {address} = balance.accounts[0]!;
	const storage = await LevelStorage.open(chain);
	const key = keyOf.account(accountAt(address, devNetwork));
	const record = storage.get(key)!;
	await storage.write([{key, value: record.map((byte, index) => index === 0 ? byte ^ 1 : byte)}], {durable: true});
	await storage.close();
	const wrong = await home.json<Balance>(['balance']);
	t.not(wrong.balance, balance.balance);

	const refused = await home.refused(['chain', 'verify']);
	t.like(refused, {exit: 1, code: 'chain_differs'});
	t.regex(refused.message, /the accounts differ.*chain rebuild/v);
	t.deepEqual(await home.json(['chain', 'rebuild']), {height: BLOCKS, tip, blocks: BLOCKS, lost: 0});
	t.deepEqual(await home.json(['chain', 'verify']), {height: BLOCKS, tip});
	t.deepEqual(await home.json(['balance']), balance);
});

test.serial('indexes that are gone are made anew', async t => {
	const storage = await LevelStorage.open(chain);
	const gone = [];
	for (const kind of ['n', 't', 'd', 'a']) {
		for await (const key of storage.keys({from: Uint8Array.of(kind.codePointAt(0)!), to: Uint8Array.of(kind.codePointAt(0)! + 1)})) {
			gone.push({key, value: undefined});
		}
	}

	await storage.write(gone, {durable: true});
	await storage.close();
	t.like(await home.refused(['chain', 'verify']), {exit: 1, code: 'chain_differs'});
	t.is(await home.text(['chain', 'rebuild']), `${BLOCKS} blocks; height ${BLOCKS}, tip ${tip as string}\n`);
	t.deepEqual(await home.json(['chain', 'verify']), {height: BLOCKS, tip});
	t.deepEqual(await home.json(['balance']), balance);
	const history = await home.json<HistoryEntry[]>(['history', '--limit', '1000']);
	t.is(history.length, BLOCKS);
});

test.serial('a damaged table never becomes a wrong balance, and what is left of the chain can be rebuilt and filled up again', async t => {
	const files = await readdir(chain);
	// What was rebuilt lies in tables.
	const table = path.join(chain, files.find(name => name.endsWith('.ldb'))!);
	const bytes = await readFile(table);
	const middle = Math.floor(bytes.length / 2);
	await writeFile(table, bytes.fill(0xa5, middle, middle + 16));

	const {code, stdout} = await home.run(['balance', '--json']);
	if (code === 0) {
		t.deepEqual(JSON.parse(stdout), balance);
	} else {
		t.is(code, 1);
	}

	t.like(await home.refused(['chain', 'verify']), {exit: 1});
	const rebuilt = await home.json<{blocks: number; height: number}>(['chain', 'rebuild']);
	t.like(await home.json(['chain', 'verify']), {height: rebuilt.height});
	t.like(await home.json(['chain', 'import', file]), {added: BLOCKS - rebuilt.blocks});
	t.deepEqual(await home.json(['chain', 'verify']), {height: BLOCKS, tip});
	t.deepEqual(await home.json(['balance']), balance);
});
