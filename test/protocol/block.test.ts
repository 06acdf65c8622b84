import test from 'ava';
import fc from 'fast-check';
import {decodeBlock, encodeBlock, leavesOf, merkleRootOf} from '../../source/protocol/block.js';
import {bytesToHex, hexToBytes} from '../../source/protocol/bytes.js';
import {encodeCoinbase} from '../../source/protocol/coinbase.js';
import {hashFromBytes} from '../../source/protocol/hash.js';
import {blockContext, headerContext} from '../../source/protocol/rules/context.js';
import {enforce} from '../../source/protocol/rules/rule.js';
import {checkBlockSanity, headerSanity} from '../../source/protocol/rules/sanity.js';
import {anyDamageTo, anyHeader, anyOutputs, anyU32} from '../harness/arbitraries.js';
import {makeBlock, makeChain} from '../harness/make-block.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {devNetwork} from '../harness/networks.js';
import {readOr} from '../harness/refusal.js';
import {readVectors} from '../harness/vectors.js';

const vectors = readVectors('bytes.json');
const isChecked = () => false;

test('the block of the vectors is read and written to the byte', t => {
	const block = decodeBlock(hexToBytes(vectors.block.hex));
	t.is<string, string>(block.hash, vectors.block.hash);
	t.is<string, string>(block.header.previousHash, vectors.genesis);
	t.is<string, string>(block.coinbase.id, vectors.coinbases[0]!.id);
	t.deepEqual(block.transfers.map(({id}) => String(id)), [vectors.transfers[0]!.id]);
	t.is(block.header.merkleRoot, merkleRootOf(block));
	t.deepEqual(leavesOf(block).map(leaf => hashFromBytes(leaf)), [block.coinbase.id, block.transfers[0]!.id]);
	t.is(bytesToHex(encodeBlock(block.header, block.coinbase.bytes, block.transfers)), vectors.block.hex);
});

test('the block of the vectors obeys the rules of the first block after genesis', t => {
	const block = decodeBlock(hexToBytes(vectors.block.hex));
	const {header, hash} = block;
	t.notThrows(() => {
		enforce(headerSanity, {header, hash, network: devNetwork});
		enforce(headerContext, {header, parent: devNetwork.genesis.header, grandparent: undefined, network: devNetwork});
		checkBlockSanity({block, network: devNetwork, isChecked});
		enforce(blockContext, {block, height: 1, network: devNetwork});
	});
});

test('every block reads back', t => {
	const pool = Array.from({length: 20}, (_, nonce) => makeTransfer({network: devNetwork, nonce}));
	const anyCoinbase = fc.record({height: anyU32, extra: fc.uint8Array({maxLength: 95}), outputs: anyOutputs(16)});
	fc.assert(fc.property(anyHeader, anyCoinbase, fc.subarray(pool), (header, coinbase, transfers) => {
		const bytes = encodeBlock(header, encodeCoinbase(coinbase), transfers);
		const block = decodeBlock(bytes);
		t.deepEqual(block.header, header);
		t.deepEqual(block.coinbase.outputs, coinbase.outputs);
		t.deepEqual(block.transfers, transfers);
		t.deepEqual(encodeBlock(block.header, block.coinbase.bytes, block.transfers), bytes);
	}));
});

test('a block of 300 transfers has a count of three bytes', t => {
	const transfer = makeTransfer({network: devNetwork});
	const block = makeBlock({network: devNetwork, transfers: Array.from({length: 300}, () => transfer)});
	t.is(bytesToHex(block.bytes.subarray(80, 83)), 'fd2d01');
	t.is(block.transfers.length, 300);
});

function rewritten(bytes: Uint8Array): Uint8Array {
	const {header, coinbase, transfers} = decodeBlock(bytes);
	return encodeBlock(header, coinbase.bytes, transfers);
}

test('damaged bytes are refused, or are another block', t => {
	const {bytes} = makeBlock({network: devNetwork, transfers: [makeTransfer({network: devNetwork}), makeTransfer({network: devNetwork, nonce: 1})]});
	fc.assert(fc.property(fc.oneof(anyDamageTo(bytes), fc.uint8Array({maxLength: 400})), damaged => {
		t.deepEqual(readOr(damaged, () => rewritten(damaged)), damaged);
	}), {numRuns: 1000});
});

test('blocks of a chain follow each other', t => {
	const blocks = makeChain(devNetwork, 5);
	t.deepEqual(blocks.map(({coinbase}) => coinbase.height), [1, 2, 3, 4, 5]);
	t.deepEqual(blocks.slice(1).map(({header}) => header.previousHash), blocks.slice(0, -1).map(({hash}) => hash));
	t.is(blocks[0]!.header.previousHash, devNetwork.genesis.hash);
});
