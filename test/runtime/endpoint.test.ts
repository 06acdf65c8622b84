import {readdir, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {readEndpoint, removeEndpoint, writeEndpoint} from '../../source/runtime/endpoint.js';
import {connectLocal} from '../../source/runtime/find-node.js';
import {devNetwork, mainNetwork} from '../harness/networks.js';
import {temporaryFolder} from '../engine/storage/temporary-folder.js';

const place = async (t: ExecutionContext) => path.join(await temporaryFolder(t), 'dev', 'endpoint.json');
const endpoint = {url: 'http://127.0.0.1:1', pid: 4711, genesis: devNetwork.genesis.hash};

test('what is written is read, by its owner only', async t => {
	const file = await place(t);
	await writeEndpoint(file, endpoint);
	t.deepEqual(await readEndpoint(file), endpoint);
	const {mode} = await stat(file);
	t.is(mode & 0o777, 0o600);
	t.deepEqual(await readdir(path.dirname(file)), ['endpoint.json']);
});

test('a file that makes no sense is none', async t => {
	const file = await place(t);
	t.is(await readEndpoint(file), undefined);
	await writeEndpoint(file, endpoint);
	for (const text of ['', '{', '[]', '{}', '{"url":"here","pid":1,"genesis":"x"}', '{"url":"http://127.0.0.1:1"}']) {
		await writeFile(file, text);
		t.is(await readEndpoint(file), undefined, `read: ${text}`);
	}
});

test('only whoever wrote it removes it', async t => {
	const file = await place(t);
	await writeEndpoint(file, endpoint);
	await removeEndpoint(file, 4712);
	t.deepEqual(await readEndpoint(file), endpoint);
	await removeEndpoint(file, 4711);
	t.is(await readEndpoint(file), undefined);
	await removeEndpoint(file, 4711);
});

test('a file that is left over, or of another network, leads nowhere and is no error', async t => {
	const file = await place(t);
	t.is(await connectLocal(file, devNetwork), undefined);
	await writeEndpoint(file, endpoint);
	t.is(await connectLocal(file, devNetwork), undefined);
	t.is(await connectLocal(file, mainNetwork), undefined);
});
