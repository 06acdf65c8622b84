import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import {bytesToHex, utf8ToBytes} from '../../../source/protocol/bytes.js';
import {LevelStorage} from '../../../source/engine/storage/level-storage.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import type {Range, Storage, Write} from '../../../source/engine/storage/storage.js';
import {temporaryFolder} from './temporary-folder.js';

const stores: Record<string, (t: ExecutionContext) => Promise<Storage>> = {
	memory: async () => new MemoryStorage(),
	async level(t) {
		const storage = await LevelStorage.open(path.join(await temporaryFolder(t), 'chain'));
		t.teardown(async () => storage.close());
		return storage;
	},
};

const anyKey = fc.uint8Array({minLength: 1, maxLength: 3}).map(bytes => Uint8Array.from(bytes, byte => byte & 0b1000_0011));
const anyWrite = fc.record({key: anyKey, value: fc.option(fc.uint8Array({maxLength: 40}), {nil: undefined})});
const anyRange = fc.record({from: anyKey, to: anyKey}, {requiredKeys: ['from', 'to']}).chain(({from, to}) => fc.record({
	from: fc.constant(from), to: fc.constant(to), reverse: fc.boolean(), limit: fc.nat({max: 6}),
}, {requiredKeys: ['from', 'to']}));

const put = (key: string, value = ''): Write => ({key: utf8ToBytes(key), value: utf8ToBytes(value)});
const all: Range = {from: new Uint8Array(), to: Uint8Array.of(0xff, 0xff)};
const quick = {durable: false};

/** Keys and values of a range as text. */
async function textsOf(storage: Storage, range: Range): Promise<string[]> {
	const texts: string[] = [];
	for await (const {key, value} of storage.range(range)) {
		texts.push(`${Buffer.from(key).toString('utf8')}=${Buffer.from(value).toString('utf8')}`);
	}

	return texts;
}

async function hexesOf(storage: Storage, range: Range): Promise<string[][]> {
	const rows: string[][] = [];
	for await (const {key, value} of storage.range(range)) {
		rows.push([bytesToHex(key), bytesToHex(value)]);
	}

	return rows;
}

for (const [name, open] of Object.entries(stores)) {
	test(`${name}: what was written is read, what was removed is gone`, async t => {
		const storage = await open(t);
		t.is(storage.get(utf8ToBytes('a')), undefined);
		await storage.write([put('a', '1'), put('b')], {durable: true});
		t.deepEqual([...storage.get(utf8ToBytes('a'))!], [...utf8ToBytes('1')]);
		t.deepEqual([...storage.get(utf8ToBytes('b'))!], [], 'a value of nothing is a value');
		await storage.write([put('a', '2'), {key: utf8ToBytes('b'), value: undefined}, {key: utf8ToBytes('never'), value: undefined}], quick);
		t.deepEqual(await textsOf(storage, all), ['a=2']);
	});

	test(`${name}: a range has its first key, not its last, either way round, up to a limit`, async t => {
		const storage = await open(t);
		await storage.write(['b', 'd', 'a', 'c', 'aa'].map(key => put(key, key)), quick);
		const range = {from: utf8ToBytes('aa'), to: utf8ToBytes('d')};
		t.deepEqual(await textsOf(storage, range), ['aa=aa', 'b=b', 'c=c']);
		t.deepEqual(await textsOf(storage, {...range, reverse: true}), ['c=c', 'b=b', 'aa=aa']);
		t.deepEqual(await textsOf(storage, {...range, limit: 2}), ['aa=aa', 'b=b']);
		t.deepEqual(await textsOf(storage, {...range, reverse: true, limit: 1}), ['c=c']);
		t.deepEqual(await textsOf(storage, {...range, limit: 0}), []);
		t.deepEqual(await textsOf(storage, {from: range.to, to: range.from}), [], 'the wrong way round it is empty');
		const keys: string[] = [];
		for await (const key of storage.keys({...range, reverse: true, limit: 2})) {
			keys.push(Buffer.from(key).toString('utf8'));
		}

		t.deepEqual(keys, ['c', 'b']);
	});

	test(`${name}: keys sort as bytes, not as signed bytes or text`, async t => {
		const storage = await open(t);
		const keys = [[0xff, 0], [0x7f], [0x80], [0], [0x7f, 0xff], [0, 0]];
		await storage.write(keys.map(key => ({key: Uint8Array.from(key), value: new Uint8Array()})), quick);
		const rows = await hexesOf(storage, all);
		t.deepEqual(rows.map(([key]) => key), ['00', '0000', '7f', '7fff', '80', 'ff00']);
	});

	test(`${name}: the last write of a batch to a key is the one that stays`, async t => {
		const storage = await open(t);
		await storage.write([put('a', '1'), {key: utf8ToBytes('a'), value: undefined}, put('a', '3')], quick);
		await storage.write([put('b', '1'), {key: utf8ToBytes('b'), value: undefined}], quick);
		t.deepEqual(await textsOf(storage, all), ['a=3']);
	});

	test(`${name}: an iteration sees what there was when it began`, async t => {
		const storage = await open(t);
		await storage.write([put('a', '1'), put('b', '1'), put('c', '1')], quick);
		const seen: string[] = [];
		for await (const {key, value} of storage.range(all)) {
			seen.push(`${Buffer.from(key).toString('utf8')}=${Buffer.from(value).toString('utf8')}`);
			await storage.write([put('b', '2'), put('bb', '2'), {key: utf8ToBytes('c'), value: undefined}], quick);
		}

		t.deepEqual(seen, ['a=1', 'b=1', 'c=1']);
		t.deepEqual(await textsOf(storage, all), ['a=1', 'b=2', 'bb=2']);
	});

	test(`${name}: a value may be as large as the largest block`, async t => {
		const storage = await open(t);
		const value = Uint8Array.from({length: 4_000_000}, (_, index) => index * 7);
		await storage.write([{key: utf8ToBytes('big'), value}], quick);
		t.true(Buffer.from(value).equals(storage.get(utf8ToBytes('big'))!));
	});

	test(`${name}: whoever writes or reads may do what they like with their bytes afterwards`, async t => {
		const storage = await open(t);
		const key = utf8ToBytes('key');
		const value = Buffer.from('value');
		await storage.write([{key, value}], quick);
		value.fill(0);
		storage.get(key)!.fill(0);
		for await (const row of storage.range(all)) {
			row.value.fill(0);
		}

		t.deepEqual(await textsOf(storage, all), ['key=value']);
	});

	test(`${name}: it does what a sorted map does`, async t => {
		const storage = await open(t);
		await fc.assert(fc.asyncProperty(fc.array(fc.array(anyWrite, {maxLength: 8}), {maxLength: 5}), fc.array(anyRange, {maxLength: 5}), async (batches, ranges) => {
			await clear(storage);
			const model = new Map<string, string>();
			for (const batch of batches) {
				for (const {key, value} of batch) {
					if (value === undefined) {
						model.delete(bytesToHex(key));
					} else {
						model.set(bytesToHex(key), bytesToHex(value));
					}
				}

				await storage.write(batch, quick);
			}

			for (const {key} of batches.flat()) {
				const value = storage.get(key);
				t.is(value && bytesToHex(value), model.get(bytesToHex(key)));
			}

			for (const range of ranges) {
				t.deepEqual(await hexesOf(storage, range), modelRange(model, range));
			}
		}), {numRuns: 100});
	});
}

async function clear(storage: Storage): Promise<void> {
	const writes: Write[] = [];
	for await (const key of storage.keys(all)) {
		writes.push({key, value: undefined});
	}

	await storage.write(writes, quick);
}

function modelRange(model: ReadonlyMap<string, string>, {from, to, reverse = false, limit = Number.POSITIVE_INFINITY}: Range): string[][] {
	const rows = [...model].filter(([key]) => key >= bytesToHex(from) && key < bytesToHex(to)).toSorted(([a], [b]) => (a < b ? -1 : 1));
	return (reverse ? rows.toReversed() : rows).slice(0, limit);
}
