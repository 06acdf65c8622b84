import test from 'ava';
import {decodeBlock, encodeBlock} from '../../../source/protocol/block.js';
import {ByteReader, ByteWriter, concatBytes, hexToBytes} from '../../../source/protocol/bytes.js';
import {encodeCoinbase, readCoinbase} from '../../../source/protocol/coinbase.js';
import {decodeHeader} from '../../../source/protocol/header.js';
import {decodeTransfer, type Transfer} from '../../../source/protocol/transfer.js';
import {alice, bob} from '../../harness/keys.js';
import {makeBlock} from '../../harness/make-block.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {devNetwork as network} from '../../harness/networks.js';
import {refusalOf} from '../../harness/refusal.js';

/*
Bytes that are not the thing they should be.
*/

const transfer = makeTransfer({network, memo: 'rent', outputs: [{account: bob.account, amount: 1n}, {account: alice.account, amount: 2n}]});
const block = makeBlock({network, transfers: [transfer, makeTransfer({network, nonce: 1})]});
const output = {account: alice.account, amount: 1n};

/** Where the field after the header, the count of transactions, stands in a block. */
const COUNT = 80;

/** Where the count of outputs stands in a transfer, and the length of a memo behind `count` outputs. */
const OUTPUT_COUNT = 46;
const memoLengthAt = (count: number) => OUTPUT_COUNT + 1 + (count * 28);

/** Bytes with `removed` of them at `start` replaced. */
const splice = (bytes: Uint8Array, start: number, removed: number, ...added: number[]) => concatBytes(bytes.subarray(0, start), Uint8Array.from(added), bytes.subarray(start + removed));

const refusalOfTransfer = (bytes: Uint8Array) => refusalOf(() => decodeTransfer(bytes));
const refusalOfBlock = (bytes: Uint8Array) => refusalOf(() => decodeBlock(bytes));
const refusalOfCoinbase = (bytes: Uint8Array) => refusalOf(() => {
	const reader = new ByteReader(bytes);
	readCoinbase(reader);
	reader.end();
});

test('truncated: every beginning of a transfer, a coinbase and a block', t => {
	const kinds = [
		[transfer.bytes, refusalOfTransfer],
		[block.coinbase.bytes, refusalOfCoinbase],
		[block.bytes, refusalOfBlock],
	] as const;
	for (const [bytes, refusal] of kinds) {
		t.is(refusal(bytes), undefined);
		for (let length = 0; length < bytes.length; length++) {
			t.is(refusal(bytes.subarray(0, length)), 'truncated', `${length} bytes`);
		}
	}
});

test('truncated: a count that promises more than there is, without memory being set aside for it', t => {
	t.is(refusalOfBlock(splice(block.bytes, COUNT, 1, 0xfe, 0xff, 0xff, 0xff, 0xff)), 'truncated');
	t.is(refusalOfBlock(splice(block.bytes, COUNT, 1, 0xff, 0, 0, 0, 0, 1, 0, 0, 0)), 'truncated');
});

test('trailing_bytes: one byte after a transfer or a block', t => {
	for (const extra of [0, 1, 2, 255]) {
		t.is(refusalOfTransfer(concatBytes(transfer.bytes, Uint8Array.of(extra))), 'trailing_bytes');
		t.is(refusalOfBlock(concatBytes(block.bytes, Uint8Array.of(extra))), 'trailing_bytes');
	}

	t.is(refusalOfBlock(concatBytes(block.bytes, transfer.bytes)), 'trailing_bytes');
});

test('varint_not_minimal: each length, written with more bytes than it takes', t => {
	const long = (value: number): number[][] => [[0xfd, value, 0], [0xfe, value, 0, 0, 0], [0xff, value, 0, 0, 0, 0, 0, 0, 0]];
	const scriptLength = block.coinbase.bytes[41]!;
	for (const index of [0, 1, 2]) {
		t.is(refusalOfBlock(splice(block.bytes, COUNT, 1, ...long(3)[index]!)), 'varint_not_minimal');
		t.is(refusalOfTransfer(splice(transfer.bytes, OUTPUT_COUNT, 1, ...long(2)[index]!)), 'varint_not_minimal');
		t.is(refusalOfTransfer(splice(transfer.bytes, memoLengthAt(2), 1, ...long(4)[index]!)), 'varint_not_minimal');
		t.is(refusalOfCoinbase(splice(block.coinbase.bytes, 41, 1, ...long(scriptLength)[index]!)), 'varint_not_minimal');
		t.is(refusalOfCoinbase(splice(block.coinbase.bytes, 41 + 1 + scriptLength + 4, 1, ...long(1)[index]!)), 'varint_not_minimal');
	}

	t.is(refusalOf(() => new ByteReader(hexToBytes('fdfc00')).varint()), 'varint_not_minimal');
	t.is(refusalOf(() => new ByteReader(hexToBytes('feffff0000')).varint()), 'varint_not_minimal');
	t.is(refusalOf(() => new ByteReader(hexToBytes('ffffffffff00000000')).varint()), 'varint_not_minimal');
});

test('transfer_version: anything but 1', t => {
	for (const version of [0, 2, 3, 0x80, 0xff]) {
		t.is(refusalOfTransfer(transfer.bytes.with(0, version)), 'transfer_version', `version ${version}`);
	}

	const position = COUNT + 1 + block.coinbase.bytes.length;
	t.is(block.bytes[position], 1);
	t.is(refusalOfBlock(block.bytes.with(position, 0)), 'transfer_version');
});

test('output_count: none, and more than 255', t => {
	t.is(refusalOfTransfer(splice(transfer.bytes, OUTPUT_COUNT, 1 + (2 * 28), 0)), 'output_count');
	const many = (count: number) => makeTransfer({network, outputs: Array.from({length: count}, () => output)}).bytes;
	t.is(refusalOfTransfer(many(255)), undefined);
	t.is(refusalOf(() => many(256)), 'output_count');
	t.is(refusalOfTransfer(splice(transfer.bytes, OUTPUT_COUNT, 1, 0xfe, 0xff, 0xff, 0xff, 0xff)), 'output_count');
});

test('memo_too_long: 257 bytes, where 256 are a memo', t => {
	t.is(refusalOf(() => makeTransfer({network, memo: 'm'.repeat(256)})), undefined);
	t.is(refusalOf(() => makeTransfer({network, memo: 'm'.repeat(257)})), 'memo_too_long');
	t.is(refusalOfTransfer(splice(transfer.bytes, memoLengthAt(2), 1, 0xfe, 0xff, 0xff, 0xff, 0xff)), 'memo_too_long');
});

const coinbase = encodeCoinbase({height: 7, extra: Uint8Array.of(1, 2, 3), outputs: [output]});

test('coinbase_malformed: any byte changed that is the same in every coinbase', t => {
	const SCRIPT = 42;
	const SEQUENCE = SCRIPT + 8;
	const OUTPUT = SEQUENCE + 4 + 1;
	const LOCKTIME = OUTPUT + 8 + 3 + 20;
	const fixed = [
		...Array.from({length: 41}, (_, index) => index),
		SCRIPT,
		...[0, 1, 2, 3].map(index => SEQUENCE + index),
		...[8, 9, 10].map(index => OUTPUT + index),
		...[0, 1, 2, 3].map(index => LOCKTIME + index),
	];
	t.is(coinbase.length, LOCKTIME + 4);
	for (const index of fixed) {
		t.is(refusalOfCoinbase(coinbase.with(index, coinbase[index]! ^ 1)), 'coinbase_malformed', `byte ${index}`);
	}
});

test('coinbase_malformed: a script of less than 5 or more than 100 bytes', t => {
	const withScript = (extra: number) => encodeCoinbase({height: 7, extra: new Uint8Array(extra), outputs: [output]});
	t.is(refusalOfCoinbase(withScript(0)), undefined);
	t.is(refusalOfCoinbase(withScript(95)), undefined);
	t.is(refusalOfCoinbase(withScript(96)), 'coinbase_malformed');
	t.is(refusalOfCoinbase(splice(coinbase, 41, 9, 4, 4, 7, 0, 0)), 'coinbase_malformed');
	t.is(refusalOfCoinbase(splice(coinbase, 41, 9, 0)), 'coinbase_malformed');
});

test('coinbase_malformed: no outputs, or more than 16', t => {
	const withOutputs = (count: number) => encodeCoinbase({height: 7, extra: new Uint8Array(), outputs: Array.from({length: count}, () => output)});
	t.is(refusalOfCoinbase(withOutputs(1)), undefined);
	t.is(refusalOfCoinbase(withOutputs(16)), undefined);
	t.is(refusalOfCoinbase(withOutputs(0)), 'coinbase_malformed');
	t.is(refusalOfCoinbase(withOutputs(17)), 'coinbase_malformed');
});

/** A block made of any parts, in any order: only its shape is looked at. */
const assemble = (...parts: ReadonlyArray<Pick<Transfer, 'bytes'>>) => concatBytes(
	block.bytes.subarray(0, COUNT),
	new ByteWriter().varint(parts.length).finish(),
	...parts.map(({bytes}) => bytes),
);

test('coinbase_missing: a block of nothing, and one of transfers alone', t => {
	t.is(refusalOfBlock(assemble()), 'coinbase_missing');
	t.is(refusalOfBlock(assemble(transfer)), 'coinbase_missing');
	t.is(refusalOfBlock(assemble(transfer, block.coinbase)), 'coinbase_missing');
});

test('coinbase_misplaced: two of them', t => {
	t.is(refusalOfBlock(assemble(block.coinbase, block.coinbase)), 'coinbase_misplaced');
	t.is(refusalOfBlock(assemble(block.coinbase, transfer, block.coinbase)), 'coinbase_misplaced');
	t.is(refusalOfBlock(assemble(block.coinbase, transfer)), undefined);
});

test('a block is what its parts are', t => {
	t.deepEqual(assemble(block.coinbase, ...block.transfers), block.bytes);
	t.deepEqual(encodeBlock(decodeHeader(block.bytes), block.coinbase.bytes, block.transfers), block.bytes);
});
