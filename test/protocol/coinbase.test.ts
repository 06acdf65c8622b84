import test from 'ava';
import fc from 'fast-check';
import {parseAddress} from '../../source/protocol/address.js';
import {ByteReader, bytesToHex, concatBytes, hexToBytes} from '../../source/protocol/bytes.js';
import {
	coinbaseTotal, encodeCoinbase, MAX_COINBASE_EXTRA, readCoinbase, splitCoinbase,
} from '../../source/protocol/coinbase.js';
import {anyDamageTo, anyOutputs, anyU32} from '../harness/arbitraries.js';
import {alice} from '../harness/keys.js';
import {readOr} from '../harness/refusal.js';
import {readVectors} from '../harness/vectors.js';

const anyDraft = fc.record({
	height: anyU32,
	extra: fc.uint8Array({maxLength: MAX_COINBASE_EXTRA}),
	outputs: anyOutputs(16),
});

for (const {height, extra, recipient, amount, hex, id} of readVectors('bytes.json').coinbases) {
	test(`the coinbase of height ${height} is that of the vectors`, t => {
		const draft = {height, extra: hexToBytes(extra), outputs: [{account: parseAddress(recipient, 'dev'), amount: BigInt(amount)}]};
		t.is(bytesToHex(encodeCoinbase(draft)), hex);

		const reader = new ByteReader(hexToBytes(hex));
		const coinbase = readCoinbase(reader);
		reader.end();
		t.deepEqual({height: coinbase.height, extra: coinbase.extra, outputs: coinbase.outputs}, draft);
		t.is<string, string>(coinbase.id, id);
		t.is(bytesToHex(coinbase.bytes), hex);
	});
}

test('every coinbase reads back', t => {
	fc.assert(fc.property(anyDraft, draft => {
		const bytes = encodeCoinbase(draft);
		const {height, extra, outputs} = readCoinbase(new ByteReader(bytes));
		t.deepEqual({height, extra, outputs}, draft);
	}));
});

test('the largest coinbase has 647 bytes, and a template of one output at most 182', t => {
	const extra = new Uint8Array(MAX_COINBASE_EXTRA);
	const output = {account: alice.account, amount: 0n};
	t.is(encodeCoinbase({height: 1, extra, outputs: Array.from({length: 16}, () => output)}).length, 647);
	t.is(encodeCoinbase({height: 1, extra, outputs: [output]}).length, 182);
});

test('the sum of the outputs is exact beyond 64 bits', t => {
	t.is(coinbaseTotal({height: 1, extra: new Uint8Array(), outputs: Array.from({length: 16}, () => ({account: alice.account, amount: 0xffff_ffff_ffff_ffffn}))}), 16n * 0xffff_ffff_ffff_ffffn);
});

test('two halves with any extranonce between them are the coinbase with it in its script', t => {
	fc.assert(fc.property(anyDraft, fc.uint8Array({maxLength: 12}), (draft, extranonce) => {
		const short = {...draft, extra: draft.extra.subarray(0, MAX_COINBASE_EXTRA - 12)};
		const {prefix, suffix} = splitCoinbase(short, extranonce.length);
		const {extra, outputs} = readCoinbase(new ByteReader(concatBytes(prefix, extranonce, suffix)));
		t.deepEqual(extra, concatBytes(short.extra, extranonce));
		t.deepEqual(outputs, draft.outputs);
	}));
});

test('damaged bytes are refused, or are another coinbase', t => {
	const bytes = encodeCoinbase({height: 70_000, extra: hexToBytes('0102'), outputs: [{account: alice.account, amount: 5n}]});
	fc.assert(fc.property(fc.oneof(anyDamageTo(bytes), fc.uint8Array({maxLength: 200})), damaged => {
		const reader = new ByteReader(damaged);
		const rewritten = readOr<Uint8Array | undefined>(undefined, () => encodeCoinbase(readCoinbase(reader)));
		t.deepEqual(rewritten ?? damaged, rewritten ? damaged.slice(0, reader.position) : damaged);
	}), {numRuns: 500});
});
