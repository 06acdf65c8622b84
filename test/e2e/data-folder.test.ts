import {chmod, mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {createServer, type Server} from 'node:net';
import {once} from 'node:events';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {keyOf} from '../../source/engine/node/layout.js';
import {LevelStorage} from '../../source/engine/storage/level-storage.js';
import {networkId} from '../../source/protocol/network.js';
import {DEV_FOLDER} from '../harness/dev-folder.js';
import {mainNetwork} from '../harness/networks.js';
import {type Home, temporaryHome} from '../harness/program.js';

/*
Folders and ports in which no node can run: each says why, and leaves everything as it was.
*/

const devChain = (home: Home) => path.join(home.data, DEV_FOLDER, 'chain');

test('a data folder that may not be written to is refused, and may be read', async t => {
	const home = await temporaryHome(t);
	await home.json(['wallet', 'new', '--no-passphrase']);
	await home.json(['network', 'show']);
	const uid = process.getuid!() === 0 ? 65_534 : undefined;
	await chmod(home.file('.'), 0o755);
	const somebody = uid === undefined ? {} : {uid};
	const probe = await home.run(['--version'], somebody);
	const canRun = probe.code === 0;
	if (!canRun) {
		t.log('skipped: nobody but the superuser may run the program where it lies');
	}

	await chmod(home.data, 0o555);
	await chmod(path.join(home.data, DEV_FOLDER), 0o555);
	t.teardown(async () => chmod(home.data, 0o755));
	t.teardown(async () => chmod(path.join(home.data, DEV_FOLDER), 0o755));
	const writing = [
		['node', '--port', '0'],
		['status'],
		['chain', 'rebuild'],
		['wallet', 'new', '--no-passphrase', '--network', 'main'],
		['network', 'create', 'club'],
		['contact', 'add', 'alice', 'dev1qzeeyh5nfvcy86d29k3ua03338nf37unxzkc3cn'],
	];
	for (const words of canRun ? writing : []) {
		t.like(await home.refused(words, somebody), {exit: 1, code: 'folder_not_writable'});
	}

	const {length} = await home.json<unknown[]>(['network', 'list'], canRun ? somebody : {});
	t.is(length, 2);
});

test('a data folder that is a file is refused', async t => {
	const home = await temporaryHome(t);
	await writeFile(home.data, 'my notes');
	for (const words of [['node', '--port', '0'], ['wallet', 'new', '--no-passphrase']]) {
		t.like(await home.refused(words), {exit: 1, code: 'folder_not_writable'});
	}

	t.is(await readFile(home.data, 'utf8'), 'my notes');
});

test('the chain of another network in a folder is refused, and stays as it is', async t => {
	const home = await temporaryHome(t);
	const {tip} = await home.json(['chain', 'verify', '--network', 'main']);
	await mkdir(path.join(home.data, DEV_FOLDER), {recursive: true});
	const mainChain = path.join(home.data, networkId(mainNetwork), 'chain');
	await rename(mainChain, devChain(home));
	for (const words of [['node', '--port', '0'], ['status'], ['chain', 'verify'], ['chain', 'rebuild']]) {
		t.like(await home.refused(words), {exit: 1, code: 'folder_wrong_network'});
	}

	await rename(devChain(home), mainChain);
	t.like(await home.json(['chain', 'verify', '--network', 'main']), {height: 0, tip});
});

test('a folder that a newer version wrote is refused, and works again with that version', async t => {
	const home = await temporaryHome(t);
	await home.json(['status']);
	const writeSchema = async (version: number) => {
		const storage = await LevelStorage.open(devChain(home));
		await storage.write([{key: keyOf.meta('schema'), value: Uint8Array.of(version)}], {durable: true});
		await storage.close();
	};

	await writeSchema(9);
	for (const words of [['node', '--port', '0'], ['status'], ['chain', 'rebuild']]) {
		const refused = await home.refused(words);
		t.like(refused, {exit: 1, code: 'schema_too_new'});
		t.regex(refused.message, /schema 9/v);
	}

	await writeSchema(1);
	t.like(await home.json(['status']), {height: 0});
});

async function listen(t: ExecutionContext, port: number): Promise<number> {
	const server: Server = createServer();
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => server.close());
	return (server.address() as {port: number}).port;
}

test('a port that was asked for and is taken is refused', async t => {
	const home = await temporaryHome(t);
	const port = await listen(t, 0);
	const refused = await home.refused(['node', '--port', String(port)]);
	t.like(refused, {exit: 1, code: 'port_in_use'});
	t.regex(refused.message, new RegExp(String.raw`\b${port}\b`, 'v'));
	// The folder is free again.
	t.like(await home.json(['status']), {height: 0});
});

test('where the default port is taken, a node moves to the next that is free, and says so', async t => {
	const home = await temporaryHome(t);
	try {
		await listen(t, 5000);
	} catch {
		// Somebody else has it, which serves as well.
	}

	const node = home.start(['node']);
	await node.says(/Port 5000 is taken: the node is at http:\/\/127\.0\.0\.1:\d+/v);
	const {stdout, code} = await node.stop();
	t.is(code, 0);
	const [, port] = /^Node of dev at http:\/\/127\.0\.0\.1:(\d+), height 0$/mv.exec(stdout)!;
	t.true(Number(port) > 5000);
	t.regex(stdout, /^Stopped at height 0$/mv);
});
