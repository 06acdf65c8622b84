import test from 'ava';
import fc from 'fast-check';
import {
	allocate, ByteReader, bytesToHex, ByteWriter, concatBytes, equalBytes, hexToBytes, utf8ToBytes, viewOf,
} from '../../source/protocol/bytes.js';
import {anyU32} from '../harness/arbitraries.js';
import {refusalOf} from '../harness/refusal.js';

const varintOf = (value: number) => bytesToHex(new ByteWriter().varint(value).finish());

// The bounds of Bitcoin's CompactSize, https://developer.bitcoin.org/reference/transactions.html#compactsize-unsigned-integers
const varints: ReadonlyArray<[value: number, hex: string]> = [
	[0, '00'],
	[0xfc, 'fc'],
	[0xfd, 'fdfd00'],
	[515, 'fd0302'],
	[0xffff, 'fdffff'],
	[0x1_0000, 'fe00000100'],
	[0xffff_ffff, 'feffffffff'],
];

for (const [value, hex] of varints) {
	test(`the varint of ${value} is ${hex}`, t => {
		t.is(varintOf(value), hex);
		t.is(new ByteReader(hexToBytes(hex)).varint(), value);
	});
}

test('every varint reads back, in the shortest form', t => {
	fc.assert(fc.property(anyU32, value => {
		const reader = new ByteReader(hexToBytes(varintOf(value)));
		t.is(reader.varint(), value);
		reader.end();
	}));
});

test('whatever bytes are read as a varint are the ones that would be written', t => {
	fc.assert(fc.property(fc.uint8Array({minLength: 1, maxLength: 9}), bytes => {
		const reader = new ByteReader(bytes);
		const refusal = refusalOf(() => {
			t.is(varintOf(reader.varint()), bytesToHex(bytes.subarray(0, reader.position)));
		});
		t.true([undefined, 'truncated', 'varint_not_minimal'].includes(refusal));
	}), {numRuns: 500});
});

test('a length of 2^32 and more is longer than anything there is', t => {
	t.is(refusalOf(() => new ByteReader(hexToBytes('ff0000000001000000')).varint()), 'truncated');
	t.is(refusalOf(() => new ByteReader(hexToBytes('ffffffffffffffffff')).varint()), 'truncated');
});

test('fields are little-endian', t => {
	const bytes = new ByteWriter().u8(1).u32(0x0203_0405).i32(-2).u64(0x0102_0304_0506_0708n).finish();
	t.is(bytesToHex(bytes), '0105040302feffffff0807060504030201');
	const reader = new ByteReader(bytes);
	t.deepEqual([reader.u8(), reader.u32(), reader.i32(), reader.u64()], [1, 0x0203_0405, -2, 0x0102_0304_0506_0708n]);
	reader.end();
});

test('every field reads back', t => {
	const anyFields = fc.tuple(fc.nat({max: 255}), anyU32, fc.integer(), fc.bigInt({min: 0n, max: 0xffff_ffff_ffff_ffffn}), fc.uint8Array({maxLength: 600}));
	fc.assert(fc.property(anyFields, ([u8, u32, i32, u64, tail]) => {
		const reader = new ByteReader(new ByteWriter().u8(u8).put(tail).u32(u32).i32(i32).u64(u64).finish());
		t.is(reader.u8(), u8);
		t.deepEqual(reader.take(tail.length), tail);
		t.is(reader.u32(), u32);
		t.is(reader.i32(), i32);
		t.is(reader.u64(), u64);
		reader.end();
	}));
});

test('a reader of a part of a buffer does not see the rest', t => {
	const part = Uint8Array.of(1, 2, 3, 4, 5, 6).subarray(1, 5);
	const reader = new ByteReader(part);
	t.is(reader.u32(), 0x0504_0302);
	t.is(reader.peek(), undefined);
	t.is(refusalOf(() => reader.u8()), 'truncated');
});

test('a refused read leaves the reader where it was', t => {
	const reader = new ByteReader(Uint8Array.of(1, 2, 3));
	t.is(refusalOf(() => reader.u32()), 'truncated');
	t.is(reader.u8(), 1);
	t.is(refusalOf(() => {
		reader.end();
	}), 'trailing_bytes');
});

test('hexadecimal reads back, of either case, and anything else is refused', t => {
	fc.assert(fc.property(fc.uint8Array({maxLength: 100}), bytes => {
		t.deepEqual(hexToBytes(bytesToHex(bytes)), bytes);
		t.deepEqual(hexToBytes(bytesToHex(bytes).toUpperCase()), bytes);
	}));
	for (const text of ['0', '0g', ' 00', '00 ', '0x00', '00\n', 'é0']) {
		t.throws(() => hexToBytes(text), {instanceOf: RangeError}, `${text} was read`);
	}
});

test('parts make a whole', t => {
	fc.assert(fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
		const whole = concatBytes(a, b);
		t.true(equalBytes(whole.subarray(0, a.length), a));
		t.true(equalBytes(whole.subarray(a.length), b));
		t.is(equalBytes(a, b), bytesToHex(a) === bytesToHex(b));
	}));
	t.is(bytesToHex(utf8ToBytes('käse')), '6bc3a47365');
});

test('what is written into one array shows in no other, however many share a buffer', t => {
	fc.assert(fc.property(fc.array(fc.integer({min: 0, max: 2000}), {minLength: 1, maxLength: 40}), lengths => {
		const all = lengths.map(length => allocate(length));
		for (const [index, bytes] of all.entries()) {
			t.is(bytes.length, lengths[index]!);
			t.true(bytes.every(byte => byte === 0));
			t.is(bytes.byteOffset % 8, 0);
			bytes.fill(index + 1);
		}

		t.true(all.every((bytes, index) => bytes.every(byte => byte === index + 1)));
	}));
});

test('a view reads and writes the numbers of its bytes, wherever those lie', t => {
	const bytes = concatBytes(Uint8Array.of(9), Uint8Array.of(1, 2, 3, 4)).subarray(1);
	t.is(viewOf(bytes).getUint32(0), 0x0102_0304);
	t.is(viewOf(bytes).byteLength, 4);
});

test('writers at the same time write nothing of one another, and one that has finished begins anew', t => {
	fc.assert(fc.property(fc.array(fc.tuple(fc.nat(3), fc.uint8Array({maxLength: 400}), fc.boolean()), {maxLength: 40}), steps => {
		const writers = Array.from({length: 4}, () => ({writer: new ByteWriter(), expected: ''}));
		const finished: Array<{readonly bytes: Uint8Array; readonly expected: string}> = [];
		for (const [index, bytes, isLast] of steps) {
			const one = writers[index]!;
			one.writer.put(bytes).u8(7);
			one.expected += `${bytesToHex(bytes)}07`;
			if (isLast) {
				finished.push({bytes: one.writer.finish(), expected: one.expected});
				one.expected = '';
			}

			t.true(allocate(5).every(byte => byte === 0));
		}

		for (const {bytes, expected} of [...finished, ...writers.map(({writer, expected}) => ({bytes: writer.finish(), expected}))]) {
			t.is(bytesToHex(bytes), expected);
		}
	}));
});
