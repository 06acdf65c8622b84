import {execFileSync} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {LevelStorage} from '../../source/engine/storage/level-storage.js';
import {temporaryFolder} from '../engine/storage/temporary-folder.js';

const child = fileURLToPath(new URL('full-disk-child.ts', import.meta.url));

// A limit on the size of files fails like a full disk: a record is written in part. Only Linux can lift it again.
(process.platform === 'linux' ? test : test.skip)('S5: what was said to be written on a full disk is there, also when there was room again', async t => {
	const location = await temporaryFolder(t);
	const told = execFileSync('bash', ['-c', 'ulimit -S -f 100 && exec "$@"', 'bash', process.execPath, '--import=tsx', child, location], {encoding: 'utf8'});
	const {refusal, written} = JSON.parse(told) as {refusal: string; written: number[]};
	t.is(refusal, 'storage_failed');
	t.true(written.length > 5);
	const storage = await LevelStorage.open(location);
	t.deepEqual(written.filter(number => storage.get(Uint8Array.of(number))?.every(byte => byte === number) !== true), []);
	await storage.write([{key: Uint8Array.of(255), value: Uint8Array.of(1)}], {durable: true});
	await storage.close();
});
