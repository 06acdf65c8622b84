import test from 'ava';
import fc from 'fast-check';
import {parseAddress} from '../../source/protocol/address.js';
import {parseHash} from '../../source/protocol/hash.js';
import {bytesToHex, equalBytes, hexToBytes, utf8ToBytes} from '../../source/protocol/bytes.js';
import {checkTransferSanity} from '../../source/protocol/rules/sanity.js';
import {isSignatureCanonical, publicKeyOf, verifyHash} from '../../source/protocol/signature.js';
import {
	costOf, decodeTransfer, MAX_MEMO_BYTES, MAX_OUTPUTS, signingHash, signTransfer, sizeOfDraft, type Transfer, unsignedBytes,
} from '../../source/protocol/transfer.js';
import {anyDamageTo, anyHash, anyOutputs, anyU32} from '../harness/arbitraries.js';
import {alice, bob, testKey} from '../harness/keys.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {devNetwork} from '../harness/networks.js';
import {readOr, refusalOf} from '../harness/refusal.js';
import {readVectors} from '../harness/vectors.js';

const genesis = devNetwork.genesis.hash;

const anyDraft = fc.record({
	nonce: anyU32,
	fee: fc.bigInt({min: 0n, max: 0xffff_ffff_ffff_ffffn}),
	outputs: anyOutputs(12),
	memo: fc.uint8Array({maxLength: MAX_MEMO_BYTES}),
});

const draftOf = ({nonce, fee, outputs, memo}: Transfer) => ({nonce, fee, outputs, memo});

for (const vector of readVectors('bytes.json').transfers) {
	const privateKey = hexToBytes(vector.private_key);
	const draft = {
		nonce: vector.nonce,
		fee: BigInt(vector.fee),
		outputs: vector.outputs.map(({recipient, amount}) => ({account: parseAddress(recipient, 'dev'), amount: BigInt(amount)})),
		memo: utf8ToBytes(vector.memo),
	};

	test(`transfer ${vector.id.slice(0, 8)} of the vectors is read field by field`, t => {
		const transfer = decodeTransfer(hexToBytes(vector.hex));
		t.deepEqual(draftOf(transfer), draft);
		t.deepEqual(transfer.publicKey, publicKeyOf(privateKey));
		t.is(transfer.sender, parseAddress(vector.sender, 'dev'));
		t.is<string, string>(transfer.id, vector.id);
		t.is(bytesToHex(transfer.bytes), vector.hex);
	});

	test(`transfer ${vector.id.slice(0, 8)} of the vectors is signed for its network`, t => {
		t.is<string, string>(genesis, readVectors('bytes.json').genesis);
		const transfer = decodeTransfer(hexToBytes(vector.hex));
		t.true(isSignatureCanonical(transfer.signature));
		t.true(verifyHash(transfer.signature, signingHash(unsignedBytes(transfer), genesis), transfer.publicKey));
		t.is(refusalOf(() => {
			checkTransferSanity(transfer, devNetwork);
		}), undefined);
	});

	test(`transfer ${vector.id.slice(0, 8)} of the vectors is written to the byte, up to the signature`, t => {
		const transfer = signTransfer(draft, privateKey, genesis);
		t.is(bytesToHex(unsignedBytes(transfer)), vector.hex.slice(0, -128));
		t.is(sizeOfDraft({...draft, publicKey: publicKeyOf(privateKey)}), vector.hex.length / 2);
	});
}

test('every transfer reads back, and its signature holds', t => {
	fc.assert(fc.property(anyDraft, fc.integer({min: 1, max: 1000}), anyHash, (draft, number, anyGenesis) => {
		const key = testKey(number);
		const transfer = signTransfer(draft, key.privateKey, anyGenesis);
		t.deepEqual(draftOf(transfer), draft);
		t.is(transfer.sender, key.account);
		t.is(transfer.bytes.length, sizeOfDraft(transfer));
		t.true(verifyHash(transfer.signature, signingHash(unsignedBytes(transfer), anyGenesis), transfer.publicKey));
		t.deepEqual(decodeTransfer(transfer.bytes), transfer);
	}), {numRuns: 50});
});

test('the same draft is signed the same way', t => {
	t.deepEqual(makeTransfer({network: devNetwork, memo: 'twice'}).bytes, makeTransfer({network: devNetwork, memo: 'twice'}).bytes);
});

test('what leaves the sender is the fee and every output', t => {
	const outputs = [{account: bob.account, amount: 5n}, {account: alice.account, amount: 7n}];
	t.is(costOf({fee: 3n, outputs}), 15n);
	t.is(costOf({fee: 0xffff_ffff_ffff_ffffn, outputs: Array.from({length: MAX_OUTPUTS}, () => ({account: bob.account, amount: 0xffff_ffff_ffff_ffffn}))}), 256n * 0xffff_ffff_ffff_ffffn);
});

test('no transfer has 64 bytes, so none can pass for a node of the Merkle tree', t => {
	t.is(makeTransfer({network: devNetwork}).bytes.length, 140);
});

test('a signature holds for the bytes it was made for, and for none with one bit changed', t => {
	const {bytes, signature, publicKey} = makeTransfer({network: devNetwork, amount: 1000n, memo: 'rent'});
	const unsigned = bytes.subarray(0, -64);
	fc.assert(fc.property(fc.nat({max: unsigned.length * 8 - 1}), bit => {
		const changed = unsigned.with(bit >> 3, unsigned[bit >> 3]! ^ 1 << (bit & 7));
		t.false(verifyHash(signature, signingHash(changed, genesis), publicKey));
	}));
	t.true(verifyHash(signature, signingHash(unsigned, genesis), publicKey));
	t.false(verifyHash(signature, signingHash(unsigned, parseHash('0'.repeat(64))), publicKey));
});

test('damaged bytes are refused, or are another transfer with another id', t => {
	const {bytes, id} = makeTransfer({network: devNetwork, memo: 'rent', outputs: [{account: bob.account, amount: 1n}, {account: alice.account, amount: 2n}]});
	fc.assert(fc.property(anyDamageTo(bytes), damaged => {
		const isSame = equalBytes(damaged, bytes);
		const read = readOr<{bytes: Uint8Array; id?: string}>({bytes: damaged}, () => decodeTransfer(damaged));
		t.deepEqual(read.bytes, damaged);
		t.is(read.id === id, isSame);
	}), {numRuns: 1000});
});

test('random bytes are refused in an orderly way', t => {
	const anyBytes = fc.oneof(fc.uint8Array({maxLength: 400}), fc.uint8Array({maxLength: 400}).map(bytes => Uint8Array.of(1, ...bytes)));
	fc.assert(fc.property(anyBytes, bytes => {
		t.deepEqual(readOr<{bytes: Uint8Array}>({bytes}, () => decodeTransfer(bytes)).bytes, bytes);
	}), {numRuns: 1000});
});
