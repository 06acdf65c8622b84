import test from 'ava';
import fc from 'fast-check';
import {MAX_MONEY} from '../../../source/protocol/amount.js';
import {type Block, decodeBlock, encodeBlock, merkleRootOf} from '../../../source/protocol/block.js';
import {bytesToHex, concatBytes, hexToBytes} from '../../../source/protocol/bytes.js';
import {hashFromBytes, ZERO_HASH} from '../../../source/protocol/hash.js';
import {decodeHeader, encodeHeader, HEADER_SIZE, headerHash} from '../../../source/protocol/header.js';
import type {Network} from '../../../source/protocol/network.js';
import {enforce} from '../../../source/protocol/rules/rule.js';
import {checkBlockSanity, checkTransferSanity, headerSanity} from '../../../source/protocol/rules/sanity.js';
import {signHash} from '../../../source/protocol/signature.js';
import {decodeTransfer, signingHash, type Transfer, unsignedBytes} from '../../../source/protocol/transfer.js';
import {alice, bob, carol} from '../../harness/keys.js';
import {makeBlock, mineHeader, remine} from '../../harness/make-block.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {devNetwork as network, mainNetwork, testNetwork} from '../../harness/networks.js';
import {refusalOf} from '../../harness/refusal.js';

/*
Sanity: what can be said of a header, a transfer or a block without knowing any other.
*/

const ORDER = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n;

const refusalOfHeader = (bytes: Uint8Array, of: Network = network) => refusalOf(() => {
	enforce(headerSanity, {header: decodeHeader(bytes), hash: headerHash(bytes), network: of});
});

const refusalOfTransfer = (transfer: Transfer, of: Network = network) => refusalOf(() => {
	checkTransferSanity(transfer, of);
});

const refusalOfBody = (block: Block, of: Network = network) => refusalOf(() => {
	checkBlockSanity({block, network: of, isChecked: () => false});
});

/** Everything that sanity says of the bytes of a block. */
const refusalOfBlock = (bytes: Uint8Array, of: Network) => refusalOfHeader(bytes, of) ?? refusalOf(() => {
	checkBlockSanity({block: decodeBlock(bytes), network: of, isChecked: () => false});
});

const {header} = makeBlock({network});

/** A hash that meets any target, for headers that cannot be mined. */
const refusalWithoutWork = (change: Partial<typeof header>, of: Network = network) => refusalOf(() => {
	enforce(headerSanity, {header: {...header, ...change}, hash: ZERO_HASH, network: of});
});

test('header_version: any bit changed that may not be rolled', t => {
	// BIP 320: bits 13 to 28
	for (let bit = 0; bit < 32; bit++) {
		const isFree = bit >= 13 && bit <= 28;
		const version = 0x2000_0000 ^ 1 << bit;
		t.is(refusalWithoutWork({version}), isFree ? undefined : 'header_version', `bit ${bit}`);
	}

	t.is(refusalWithoutWork({version: 0x3fff_e000}), undefined);
	for (const version of [0, 1, 4, -1]) {
		t.is(refusalWithoutWork({version}), 'header_version', `version ${version}`);
	}
});

test('bits_invalid: zero, negative, not canonical, above the limit', t => {
	for (const bits of [0, 0x0100_0000, 0x2000_0000, 0x2080_0001, 0x20ff_ffff, 0x2100_00ff, 0x1f00_0fff, 0x2080_0000, 0x217f_ffff, 0xffff_ffff]) {
		t.is(refusalWithoutWork({bits}), 'bits_invalid', `bits ${bits}`);
	}

	t.is(refusalWithoutWork({bits: 0x207f_ffff}), undefined);
	t.is(refusalWithoutWork({bits: 0x1f00_ffff}, mainNetwork), undefined);
	t.is(refusalWithoutWork({bits: 0x1f01_0000}, mainNetwork), 'bits_invalid');
	t.is(refusalWithoutWork({bits: 0x207f_ffff}, mainNetwork), 'bits_invalid');
});

test('high_hash: a nonce that misses the target', t => {
	t.is(refusalOfHeader(encodeHeader(mineHeader(header))), undefined);
	t.is(refusalOfHeader(encodeHeader(mineHeader(header, {valid: false}))), 'high_hash');
});

test('high_hash: one above the target, where the target itself is work enough', t => {
	const target = `7fffff${'0'.repeat(58)}`;
	const refusal = (hash: string) => refusalOf(() => {
		enforce(headerSanity, {header, hash: hashFromBytes(hexToBytes(hash).toReversed()), network});
	});
	t.is(refusal(target), undefined);
	t.is(refusal(`7fffff${'0'.repeat(57)}1`), 'high_hash');
	t.is(refusal('f'.repeat(64)), 'high_hash');
});

test('high_hash: the work of genesis is not asked for, and would not do', t => {
	t.is(refusalOfHeader(mainNetwork.genesis.bytes, mainNetwork), 'high_hash');
});

test('block_too_large: one byte more than the network allows', t => {
	const small = testNetwork({max_block_bytes: 10_000});
	const output = {account: bob.account, amount: 1n};
	const blockWithMemo = (memo: number) => makeBlock({
		network: small,
		extra: new Uint8Array(),
		transfers: [
			makeTransfer({network: small, outputs: Array.from({length: 255}, () => output)}),
			makeTransfer({network: small, key: carol, outputs: Array.from({length: 87}, () => output), memo: 'm'.repeat(memo)}),
		],
	});
	const base = blockWithMemo(0).bytes.length;
	const largest = blockWithMemo(10_000 - base);
	t.is(largest.bytes.length, 10_000);
	t.is(refusalOfBody(largest, small), undefined);
	t.is(refusalOfBody(blockWithMemo(10_001 - base), small), 'block_too_large');
});

test('merkle_mutated: a twin whose last transactions repeat, and after it the honest body of the same hash', t => {
	const transfers = [makeTransfer({network}), makeTransfer({network, nonce: 1})];
	const honest = makeBlock({network, transfers});
	const twin = decodeBlock(encodeBlock(honest.header, honest.coinbase.bytes, [...transfers, transfers[1]!]));
	t.is(twin.hash, honest.hash);
	t.is(merkleRootOf(twin), honest.header.merkleRoot);
	t.is(refusalOfHeader(twin.bytes), undefined);
	t.is(refusalOfBody(twin), 'merkle_mutated');
	t.is(refusalOfBody(honest), undefined);
});

test('merkle_mutated: whole branches repeat', t => {
	const transfers = Array.from({length: 5}, (_, nonce) => makeTransfer({network, nonce}));
	const honest = makeBlock({network, transfers});
	const twin = decodeBlock(encodeBlock(honest.header, honest.coinbase.bytes, [...transfers, ...transfers.slice(-2)]));
	t.is(merkleRootOf(twin), honest.header.merkleRoot);
	t.is(refusalOfBody(twin), 'merkle_mutated');
});

test('merkle_root: transactions swapped, left out, added or paid to another', t => {
	const [a, b, c] = [0, 1, 2].map(nonce => makeTransfer({network, nonce})) as [Transfer, Transfer, Transfer];
	const honest = makeBlock({network, transfers: [a, b]});
	const withBody = (coinbase: Uint8Array, transfers: Transfer[]) => refusalOfBody(decodeBlock(encodeBlock(honest.header, coinbase, transfers)));
	t.is(withBody(honest.coinbase.bytes, [a, b]), undefined);
	t.is(withBody(honest.coinbase.bytes, [b, a]), 'merkle_root');
	t.is(withBody(honest.coinbase.bytes, [a]), 'merkle_root');
	t.is(withBody(honest.coinbase.bytes, [a, b, c]), 'merkle_root');
	t.is(withBody(makeBlock({network, payee: bob, transfers: [a, b]}).coinbase.bytes, [a, b]), 'merkle_root');
});

test('duplicate_transfer: the same one twice, or another with the same nonce', t => {
	const first = makeTransfer({network});
	const between = makeTransfer({network, nonce: 1});
	const other = makeTransfer({network, to: carol});
	t.is(refusalOfBody(makeBlock({network, transfers: [first, between, first]})), 'duplicate_transfer');
	t.is(refusalOfBody(makeBlock({network, transfers: [first, other]})), 'duplicate_transfer');
	t.is(refusalOfBody(makeBlock({network, transfers: [first, makeTransfer({network, key: bob, to: alice})]})), undefined);
});

test('amount_zero: one output of nothing among others', t => {
	const withAmounts = (...amounts: bigint[]) => makeTransfer({network, outputs: amounts.map(amount => ({account: bob.account, amount}))});
	t.is(refusalOfTransfer(withAmounts(1n)), undefined);
	t.is(refusalOfTransfer(withAmounts(0n)), 'amount_zero');
	t.is(refusalOfTransfer(withAmounts(1n, 2n, 0n)), 'amount_zero');
});

test('amount_too_large: outputs and fee together', t => {
	const u64 = 0xffff_ffff_ffff_ffffn;
	const withAmounts = (fee: bigint, ...amounts: bigint[]) => makeTransfer({network, fee, outputs: amounts.map(amount => ({account: bob.account, amount}))});
	t.is(refusalOfTransfer(withAmounts(0n, MAX_MONEY)), undefined);
	t.is(refusalOfTransfer(withAmounts(1n, MAX_MONEY - 2n, 1n)), undefined);
	t.is(refusalOfTransfer(withAmounts(0n, MAX_MONEY + 1n)), 'amount_too_large');
	t.is(refusalOfTransfer(withAmounts(1n, MAX_MONEY)), 'amount_too_large');
	t.is(refusalOfTransfer(withAmounts(MAX_MONEY, 1n)), 'amount_too_large');
	t.is(refusalOfTransfer(withAmounts(u64, 1n)), 'amount_too_large');
	t.is(refusalOfTransfer(withAmounts(0n, u64)), 'amount_too_large');
});

test('amount_too_large: sums that would come out small in 64 bits', t => {
	const withAmounts = (fee: bigint, ...amounts: bigint[]) => makeTransfer({network, fee, outputs: amounts.map(amount => ({account: bob.account, amount}))});
	t.is(refusalOfTransfer(withAmounts(0n, 1n << 63n, 1n << 63n)), 'amount_too_large');
	t.is(refusalOfTransfer(withAmounts(0xffff_ffff_ffff_ffffn, 2n)), 'amount_too_large');
});

/** A transfer with other bytes in place of its public key or its signature. */
const forged = (transfer: Transfer, {publicKey = transfer.publicKey, signature = transfer.signature}) => decodeTransfer(concatBytes(
	transfer.bytes.subarray(0, 1),
	publicKey,
	unsignedBytes(transfer).subarray(34),
	signature,
));

const honest = makeTransfer({network, amount: 1000n, fee: 5n, memo: 'rent'});

test('public_key_invalid: off the curve, out of the field, uncompressed or hybrid', t => {
	const x = bytesToHex(alice.publicKey.subarray(1));
	const keys = [
		`02${'0'.repeat(63)}5`, `02${'0'.repeat(64)}`, `02${'f'.repeat(64)}`, `00${x}`, `04${x}`, `05${x}`, `06${x}`, `07${x}`, `ff${x}`,
	];
	for (const key of keys) {
		t.is(refusalOfTransfer(forged(honest, {publicKey: hexToBytes(key)})), 'public_key_invalid', `key ${key}`);
	}

	t.is(refusalOfTransfer(forged(honest, {})), undefined);
});

const number = (value: bigint) => hexToBytes(value.toString(16).padStart(64, '0'));

test('signature_not_canonical: r or s 0 or out of range, or s in the upper half', t => {
	const [r, s] = [honest.signature.subarray(0, 32), honest.signature.subarray(32)];
	const highS = number(ORDER - BigInt(`0x${bytesToHex(s)}`));
	const signatures = [
		[number(0n), s],
		[r, number(0n)],
		[number(0n), number(0n)],
		[number(ORDER), s],
		[r, number(ORDER)],
		[number((1n << 256n) - 1n), s],
		[r, number((ORDER >> 1n) + 1n)],
		[r, number(ORDER - 1n)],
		[r, highS],
	] as const;
	for (const parts of signatures) {
		t.is(refusalOfTransfer(forged(honest, {signature: concatBytes(...parts)})), 'signature_not_canonical');
	}

	t.is(refusalOfTransfer(forged(honest, {signature: concatBytes(r, number(ORDER >> 1n))})), 'signature_invalid');
});

test('signature_not_canonical: DER, cut to the 64 bytes there are', t => {
	// 30 45 02 21 00 ...: a positive r and a high s as Bitcoin writes them
	const der = hexToBytes(`3045022100${'f'.repeat(64)}0220${'7'.repeat(64)}`).subarray(0, 64);
	t.is(refusalOfTransfer(forged(honest, {signature: der})), 'signature_not_canonical');
});

test('signature_invalid: made for another network', t => {
	t.is(refusalOfTransfer(makeTransfer({network, genesis: mainNetwork.genesis.hash})), 'signature_invalid');
	t.is(refusalOfTransfer(honest, testNetwork()), 'signature_invalid');
});

test('signature_invalid: a key that is not the sender\'s', t => {
	t.is(refusalOfTransfer(forged(honest, {publicKey: bob.publicKey})), 'signature_invalid');
	const byBob = signHash(signingHash(unsignedBytes(honest), network.genesis.hash), bob.privateKey);
	t.is(refusalOfTransfer(forged(honest, {signature: byBob})), 'signature_invalid');
});

test('signature_invalid: of another transfer', t => {
	t.is(refusalOfTransfer(forged(honest, {signature: makeTransfer({network}).signature})), 'signature_invalid');
});

test('no bit of a transfer can be changed', t => {
	fc.assert(fc.property(fc.nat({max: honest.bytes.length * 8 - 1}), bit => {
		const bytes = honest.bytes.with(bit >> 3, honest.bytes[bit >> 3]! ^ 1 << (bit & 7));
		t.not(refusalOf(() => {
			checkTransferSanity(decodeTransfer(bytes), network);
		}), undefined);
	}), {numRuns: 300});
});

test('a transfer that was checked before is not checked again', t => {
	const bad = makeTransfer({network, genesis: mainNetwork.genesis.hash});
	const block = makeBlock({network, transfers: [bad]});
	t.is(refusalOfBody(block), 'signature_invalid');
	t.notThrows(() => {
		checkBlockSanity({block, network, isChecked: id => id === bad.id});
	});
});

test('no byte of a mined block can be changed', t => {
	// Harder than the other test networks: a changed header would meet half of all easy targets by chance.
	const hard = testNetwork({pow_limit_bits: '1f7fffff'});
	const {bytes} = makeBlock({network: hard, transfers: [makeTransfer({network: hard})]});
	t.is(refusalOfBlock(bytes, hard), undefined);
	const refusals = new Set<string | undefined>();
	for (let index = 0; index < bytes.length; index++) {
		refusals.add(refusalOfBlock(bytes.with(index, bytes[index]! ^ 1), hard));
	}

	t.false(refusals.has(undefined));
	t.true(refusals.has('high_hash'));
	t.true(refusals.has('merkle_root'));
});

test('a header mined again over a changed body is a block like any other', t => {
	const {bytes} = makeBlock({network, transfers: [honest]});
	const changed = bytes.with(HEADER_SIZE + 1 + 41 + 1 + 5, 0x78);
	t.is(refusalOfBody(decodeBlock(changed)), 'merkle_root');
	const again = remine(changed, old => ({...old, merkleRoot: merkleRootOf(decodeBlock(changed))}));
	t.is(refusalOfBlock(again, network), undefined);
});
