import test from 'ava';
import fc from 'fast-check';
import {bytesToHex} from '../../../source/protocol/bytes.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import {decodeWrites, encodeWrites, Overlay} from '../../../source/engine/storage/overlay.js';
import type {Storage, Write} from '../../../source/engine/storage/storage.js';

const anyKey = fc.uint8Array({minLength: 1, maxLength: 2}).map(bytes => Uint8Array.from(bytes, byte => byte & 0x83));
const anyValue = fc.option(fc.uint8Array({maxLength: 300}), {nil: undefined});
const anyWrites = fc.array(fc.record({key: anyKey, value: anyValue}), {maxLength: 30});

async function contents(storage: Storage): Promise<Record<string, string>> {
	const rows: Record<string, string> = {};
	for await (const {key, value} of storage.range({from: new Uint8Array(), to: Uint8Array.of(0xff, 0xff, 0xff)})) {
		rows[bytesToHex(key)] = bytesToHex(value);
	}

	return rows;
}

async function storeWith(writes: readonly Write[]): Promise<MemoryStorage> {
	const storage = new MemoryStorage();
	await storage.write(writes);
	return storage;
}

test('an overlay reads as the store will once its writes are taken over, and the store is untouched until then', async t => {
	await fc.assert(fc.asyncProperty(anyWrites, anyWrites, async (before, changes) => {
		const below = await storeWith(before);
		const untouched = await contents(below);
		const overlay = new Overlay(below);
		overlay.apply(changes);
		t.deepEqual(await contents(below), untouched);
		const expected = await storeWith([...before, ...changes]);
		for (const {key} of [...before, ...changes]) {
			t.deepEqual(overlay.get(key), expected.get(key));
		}

		await below.write(overlay.writes());
		t.deepEqual(await contents(below), await contents(expected));
	}));
});

test('writes come back from their bytes', t => {
	fc.assert(fc.property(anyWrites, writes => {
		t.deepEqual(decodeWrites(encodeWrites(writes)), writes);
	}));
	const long = [{key: new Uint8Array(300), value: new Uint8Array(70_000)}];
	t.deepEqual(decodeWrites(encodeWrites(long)), long);
});
