import {renameSync} from 'node:fs';
import {cp, mkdir, readdir, readFile, rm, truncate, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {bytesToHex, utf8ToBytes} from '../../../source/protocol/bytes.js';
import {hasCode} from '../../../source/api/api-error.js';
import {crc32c} from '../../../source/engine/storage/crc32c.js';
import {LevelStorage} from '../../../source/engine/storage/level-storage.js';
import type {Write} from '../../../source/engine/storage/storage.js';
import {refusedWith} from '../node/refused.js';
import {temporaryFolder} from './temporary-folder.js';

const all = {from: new Uint8Array(), to: Uint8Array.of(0xff, 0xff)};
const BATCHES = 60;

/** Deterministic, and different in every batch; some keys are written again, some removed. */
function batchOf(number: number): Write[] {
	return Array.from({length: 12}, (_, index) => {
		const key = utf8ToBytes(`key ${((number * 7) + (index * 13)) % 200}`);
		return {key, value: index === 3 ? undefined : Uint8Array.from({length: 20 + ((number * index) % 150)}, (__, byte) => number + (byte * index))};
	});
}

type Contents = Record<string, string>;

/** What there is after each batch. */
const contentsAfter: readonly Contents[] = (() => {
	const states: Contents[] = [{}];
	for (let number = 0; number < BATCHES; number++) {
		const changes = batchOf(number).map(({key, value}): [string, string | undefined] => [bytesToHex(key), value && bytesToHex(value)]);
		const after = Object.entries({...states.at(-1), ...Object.fromEntries(changes)});
		states.push(Object.fromEntries(after.filter((row): row is [string, string] => row[1] !== undefined)));
	}

	return states;
})();

const sameContents = (a: Contents, b: Contents) => Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => b[key] === value);

/** What every way of reading says; they must agree. */
async function readAll(t: ExecutionContext, storage: LevelStorage): Promise<Contents> {
	const contents: Contents = {};
	for await (const {key, value} of storage.range(all)) {
		contents[bytesToHex(key)] = bytesToHex(value);
	}

	for (let number = 0; number < 200; number++) {
		const key = utf8ToBytes(`key ${number}`);
		const value = storage.get(key);
		if ((value && bytesToHex(value)) !== contents[bytesToHex(key)]) {
			t.fail(`key ${number} is read in two ways`);
		}
	}

	return contents;
}

/** A folder in which everything is still in the log, or, opened once more, in a table. */
async function writeStore(location: string, kind: 'log' | 'table' | 'both'): Promise<void> {
	const half = kind === 'both' ? BATCHES / 2 : BATCHES;
	const storage = await LevelStorage.open(location);
	for (let number = 0; number < half; number++) {
		await storage.write(batchOf(number), {durable: false});
	}

	await storage.close();
	if (kind !== 'log') {
		const again = await LevelStorage.open(location);
		for (let number = half; number < BATCHES; number++) {
			await again.write(batchOf(number), {durable: false});
		}

		await again.close();
	}
}

/** The files in which something is stored. */
async function filesOf(location: string): Promise<string[]> {
	const names = await readdir(location);
	return names.filter(name => /\.(?:ldb|log)$|^(?:CURRENT|MANIFEST)/v.test(name));
}

/** Opens a damaged copy: it is refused, or it reads as it was after one of the batches. */
async function openDamaged(t: ExecutionContext, location: string, what: string): Promise<'damaged' | number> {
	let storage: LevelStorage | undefined;
	try {
		storage = await LevelStorage.open(location);
		const contents = await readAll(t, storage);
		const batch = contentsAfter.findLastIndex(state => sameContents(state, contents));
		t.not(batch, -1, `${what}: it reads as it never was`);
		return batch;
	} catch (error) {
		t.true(hasCode(error, 'storage_damaged'), `${what}: ${String(error)}`);
		return 'damaged';
	} finally {
		await storage?.close();
	}
}

for (const kind of ['log', 'table', 'both'] as const) {
	test(`what was written is there when the folder is opened again (${kind})`, async t => {
		const location = await temporaryFolder(t);
		await writeStore(location, kind);
		t.is(await openDamaged(t, location, kind), BATCHES);
	});

	test(`S2: a flipped bit is noticed, or costs nothing but the last batches; it never gives a wrong value (${kind})`, async t => {
		const folder = await temporaryFolder(t);
		const [pristine, work] = [path.join(folder, 'pristine'), path.join(folder, 'work')] as const;
		await writeStore(pristine, kind);
		let noticed = 0;
		for (const name of await filesOf(pristine)) {
			const bytes = await readFile(path.join(pristine, name));
			const step = Math.max(1, Math.floor(bytes.length / 30));
			for (let position = 0; position < bytes.length; position += step) {
				await rm(work, {recursive: true, force: true});
				await cp(pristine, work, {recursive: true});
				const flipped = Uint8Array.from(bytes);
				flipped[position]! ^= 1 << (position % 8);
				await writeFile(path.join(work, name), flipped);
				const result = await openDamaged(t, work, `${name}, byte ${position}`);
				noticed += result === 'damaged' ? 1 : 0;
				// The end of a table has a few bytes that mean nothing.
				t.true(result === 'damaged' || name.endsWith('.log') || position >= bytes.length - 48, `${name}, byte ${position}`);
			}
		}

		t.true(noticed > 15);
	});

	test(`S2: a file that was cut off is noticed, or costs nothing but the last batches (${kind})`, async t => {
		const folder = await temporaryFolder(t);
		const [pristine, work] = [path.join(folder, 'pristine'), path.join(folder, 'work')] as const;
		await writeStore(pristine, kind);
		for (const name of await filesOf(pristine)) {
			const {length} = await readFile(path.join(pristine, name));
			for (let part = 1; part < 8; part++) {
				await rm(work, {recursive: true, force: true});
				await cp(pristine, work, {recursive: true});
				await truncate(path.join(work, name), Math.floor(length * part / 8));
				const result = await openDamaged(t, work, `${name}, ${part} parts of 8`);
				t.true(result === 'damaged' || name.endsWith('.log'), `${name}, ${part} parts of 8`);
			}
		}
	});
}

test('S2: repair keeps every value that is still as it was written, and the folder opens again', async t => {
	const folder = await temporaryFolder(t);
	const [pristine, work] = [path.join(folder, 'pristine'), path.join(folder, 'work')] as const;
	await writeStore(pristine, 'both');
	for (const name of await filesOf(pristine)) {
		const bytes = await readFile(path.join(pristine, name));
		for (let part = 0; part < 12; part++) {
			await rm(work, {recursive: true, force: true});
			await cp(pristine, work, {recursive: true});
			const flipped = Uint8Array.from(bytes);
			flipped[Math.floor(bytes.length * part / 12)]! ^= 0x20;
			await writeFile(path.join(work, name), flipped);
			await LevelStorage.repair(work);
			const storage = await LevelStorage.open(work);
			const contents = await readAll(t, storage);
			await storage.close();
			// Where a newer value was lost an older one may come back, but never one that was not written.
			t.true(Object.entries(contents).every(([key, value]) => contentsAfter.some(state => state[key] === value)));
			const kept = Object.keys(contents).length;
			t.true(kept > Object.keys(contentsAfter.at(-1)!).length / 3, `${name}, ${part} parts of 12: ${kept} are left`);
		}
	}
});

test('S2: a folder that has lost the file CURRENT is not taken for a new one', async t => {
	const location = await temporaryFolder(t);
	await writeStore(location, 'table');
	await rm(path.join(location, 'CURRENT'));
	t.is(await refusedWith(LevelStorage.open(location)), 'storage_damaged');
	await LevelStorage.repair(location);
	t.is(await openDamaged(t, location, 'repaired'), BATCHES);
});

test('S4: folder_in_use: a folder can be open only once, and is free again afterwards', async t => {
	const location = await temporaryFolder(t);
	const first = await LevelStorage.open(location);
	await first.write(batchOf(0), {durable: false});
	t.is(await refusedWith(LevelStorage.open(location)), 'folder_in_use');
	t.is(await refusedWith(LevelStorage.repair(location)), 'folder_in_use');
	t.truthy(first.get(batchOf(0)[0]!.key), 'whoever had it first is not disturbed');
	await first.close();
	const second = await LevelStorage.open(location);
	await second.close();
});

test('S4: files that another process replaces in the middle of the look through them are no damage', async t => {
	const location = await temporaryFolder(t);
	await writeStore(location, 'table');
	const files = await filesOf(location);
	const table = path.join(location, files.find(name => name.endsWith('.ldb'))!);
	renameSync(table, `${table}.away`);
	// Before the last look in any case, and on most machines after the first.
	setTimeout(() => {
		renameSync(`${table}.away`, table);
	}, 8);
	const storage = await LevelStorage.open(location);
	t.deepEqual(await readAll(t, storage), contentsAfter.at(-1));
	await storage.close();
});

test('folder_not_writable: a path that is a file, or lies below one', async t => {
	const file = path.join(await temporaryFolder(t), 'file');
	await writeFile(file, 'something else');
	t.is(await refusedWith(LevelStorage.open(file)), 'folder_not_writable');
	t.is(await refusedWith(LevelStorage.open(path.join(file, 'below'))), 'folder_not_writable');
	t.is(await readFile(file, 'utf8'), 'something else');
});

test('a folder is made with all that are above it', async t => {
	const location = path.join(await temporaryFolder(t), 'a', 'b', 'c');
	const storage = await LevelStorage.open(location);
	await storage.close();
	const names = await readdir(location);
	t.true(names.includes('CURRENT'));
});

test('what the path says does not change what an error means', async t => {
	const location = path.join(await temporaryFolder(t), 'corruption CURRENT missing files');
	await mkdir(location);
	const storage = await LevelStorage.open(location);
	t.is(await refusedWith(LevelStorage.open(location)), 'folder_in_use');
	await storage.close();
	t.is(await refusedWith(storage.write(batchOf(0), {durable: false})), 'storage_failed');
});

test('crc32c is that of RFC 3720', t => {
	t.is(crc32c(new Uint8Array(32)), 0x8a91_36aa);
	t.is(crc32c(new Uint8Array(32).fill(0xff)), 0x62a8_ab43);
	t.is(crc32c(Uint8Array.from({length: 32}, (_, index) => index)), 0x46dd_794e);
	t.is(crc32c(utf8ToBytes('123456789')), 0xe306_9283);
});
