import test from 'ava';
import fc from 'fast-check';
import {hexToBytes, bytesToHex} from '../../source/protocol/bytes.js';
import {decodeHeader, encodeHeader, HEADER_SIZE, headerHash} from '../../source/protocol/header.js';
import {anyHeader} from '../harness/arbitraries.js';
import {refusalOf} from '../harness/refusal.js';

test('a header of Bitcoin is read field by field', t => {
	// Bitcoin's block 125,552, the example of https://en.bitcoin.it/wiki/Block_hashing_algorithm
	const hex = '0100000081cd02ab7e569e8bcd9317e2fe99f2de44d49ab2b8851ba4a308000000000000e320b6c2fffc8d750423db8b1eb942ae710e951ed797f7affc8892b0f1fc122bc7f5d74df2b9441a42a14695';
	const header = decodeHeader(hexToBytes(hex));
	t.like(header, {
		version: 1,
		previousHash: '00000000000008a3a41b85b8b29ad444def299fee21793cd8b9e567eab02cd81',
		merkleRoot: '2b12fcf1b09288fcaff797d71e950e71ae42b91e8bdb2304758dfcffc2b620e3',
		time: 1_305_998_791,
		bits: 0x1a44_b9f2,
		nonce: 2_504_433_986,
	});
	t.is(bytesToHex(encodeHeader(header)), hex);
	t.is<string, string>(headerHash(hexToBytes(hex)), '00000000000000001e8d6829a8a21adc5d38d0a473b144b6765798e61f98bd1d');
});

test('every header reads back', t => {
	fc.assert(fc.property(anyHeader, header => {
		const bytes = encodeHeader(header);
		t.is(bytes.length, HEADER_SIZE);
		t.deepEqual(decodeHeader(bytes), header);
	}));
});

test('any 80 bytes are a header, and what follows is not looked at', t => {
	fc.assert(fc.property(fc.uint8Array({minLength: HEADER_SIZE, maxLength: HEADER_SIZE + 20}), bytes => {
		const first = bytes.subarray(0, HEADER_SIZE);
		t.deepEqual(encodeHeader(decodeHeader(bytes)), Uint8Array.from(first));
		t.is(headerHash(bytes), headerHash(first));
	}));
});

test('fewer than 80 bytes are none', t => {
	fc.assert(fc.property(fc.uint8Array({maxLength: HEADER_SIZE - 1}), bytes => {
		t.is(refusalOf(() => decodeHeader(bytes)), 'truncated');
	}));
});
