import test, {type ExecutionContext} from 'ava';
import {COIN, MAX_MONEY} from '../../source/protocol/amount.js';
import {concatBytes, hexToBytes} from '../../source/protocol/bytes.js';
import {subsidyAt} from '../../source/protocol/subsidy.js';
import {decodeTransfer, SIGNATURE_SIZE, type Transfer} from '../../source/protocol/transfer.js';
import type {ErrorCode} from '../../source/api/error-codes.js';
import {alice, bob, carol, testKey} from '../harness/keys.js';
import {makeTransfer, type TransferOptions} from '../harness/make-transfer.js';
import {devNetwork, testNetwork} from '../harness/networks.js';
import {Branch} from '../engine/node/branch.js';
import {type NodeFixture, openNode} from '../engine/node/open-node.js';
import {inVain} from './in-vain.js';

/*
What a transfer can do wrong, on its own and in a block.
*/

const FEE = 20_000n;
const network = testNetwork({coinbase_maturity: 3, allocations: [{address: alice.address, amount: '10'}, {address: bob.address, amount: '10'}]});

type Scene = {readonly fixture: NodeFixture; readonly branch: Branch};

/** A node on which alice has made one transfer, and bob has one that waits. */
async function openScene(t: ExecutionContext): Promise<Scene> {
	const fixture = await openNode(t, network);
	const branch = new Branch(network);
	await fixture.take(branch.mine({transfers: [makeTransfer({network, amount: COIN, fee: FEE})], payee: carol}));
	await fixture.send(makeTransfer({network, key: bob, amount: COIN, to: alice, fee: FEE}));
	return {fixture, branch};
}

const make = (options: Partial<TransferOptions> = {}) => makeTransfer({network, nonce: 1, fee: FEE, ...options});

/**
The transfer alone, and a miner who puts it in a block.

@param pendingCode - What the mempool says, which looks at the account before the signature.
*/
const bothWays = ({fixture: {node}, branch}: Scene, code: ErrorCode, bytes: Uint8Array, pendingCode = code): Array<readonly [ErrorCode, () => Promise<unknown>]> => [
	[pendingCode, async () => node.submitTransaction(bytes)],
	[code, async () => node.submitBlock(branch.fork().mine({transfers: [decodeTransfer(bytes)]}).bytes)],
];

const withSignature = ({bytes}: Transfer, signature: Uint8Array) => concatBytes(bytes.subarray(0, -SIGNATURE_SIZE), signature);

const withPublicKey = ({bytes}: Transfer, publicKey: Uint8Array) => concatBytes(bytes.subarray(0, 1), publicKey, bytes.subarray(34));

const u256 = (number: bigint) => hexToBytes(number.toString(16).padStart(64, '0'));

// SEC 2, section 2.4.1
const ORDER = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n;

test('C12: a reward spent one block early is refused, on time accepted, and both again across a reorganisation', async t => {
	const {fixture, branch} = await openScene(t);
	const {node} = fixture;
	const reward = subsidyAt(1, network) + FEE;
	const spend = makeTransfer({network, key: carol, amount: reward - FEE, fee: FEE});
	const early = branch.fork();
	early.mineMany(1);
	await fixture.take(...early.blocks.slice(1));
	await inVain(t, fixture, [
		['balance_too_low', async () => node.submitTransaction(spend.bytes)],
		['balance_too_low', async () => node.submitBlock(early.fork().mine({transfers: [spend]}).bytes)],
	]);
	await fixture.take(early.mine(), early.mine({transfers: [spend]}));

	// The other branch: the same reward is as old there as the branch is long.
	const other = branch.fork().mineMany(2);
	const tooSoon = branch.fork();
	tooSoon.mine();
	tooSoon.mine({transfers: [spend]});
	tooSoon.mineMany(2);
	await fixture.take(...tooSoon.blocks.slice(1, 4));
	await inVain(t, fixture, [['balance_too_low', async () => node.submitBlock(tooSoon.blocks[4]!.bytes)]]);
	await fixture.take(...other.blocks.slice(1), other.mine({transfers: [spend]}), other.mine());
	t.like(await node.status(), {tip: other.tip.hash, height: 5});
	t.like(await node.address(carol.address), {balance: '0'});
	t.like(await node.transaction(spend.id), {status: {confirmed: true, height: 4}});
});

test('C13: amount and fee may be the whole balance, and not a unit more', async t => {
	const scene = await openScene(t);
	const balance = 9n * COIN - FEE;
	await inVain(t, scene.fixture, [
		...bothWays(scene, 'balance_too_low', make({amount: balance - FEE + 1n}).bytes),
		...bothWays(scene, 'balance_too_low', make({amount: balance, fee: FEE}).bytes),
		...bothWays(scene, 'balance_too_low', make({outputs: [{account: carol.account, amount: balance - FEE}, {account: alice.account, amount: 1n}]}).bytes),
	]);
	const all = make({amount: balance - FEE});
	await scene.fixture.send(all);
	await scene.fixture.take(scene.branch.mine({transfers: [all]}));
	t.like(await scene.fixture.node.address(alice.address), {balance: '0', nonce: 2});
});

test('C13: coins that arrive in the same block can be spent only after they arrived', async t => {
	const scene = await openScene(t);
	const {fixture: {node}, branch} = scene;
	const poor = testKey(50);
	const pay = make({to: poor, amount: COIN});
	const spend = makeTransfer({network, key: poor, amount: COIN});
	await inVain(t, scene.fixture, [['balance_too_low', async () => node.submitBlock(branch.fork().mine({transfers: [spend, pay]}).bytes)]]);
	t.like(await node.submitBlock(branch.mine({transfers: [pay, spend]}).bytes), {best: true});
});

test('C14: amounts of 0, amounts that wrap around, and sums above all the money there may be', async t => {
	const scene = await openScene(t);
	const to = (...amounts: readonly bigint[]) => make({outputs: amounts.map(amount => ({account: carol.account, amount}))}).bytes;
	await inVain(t, scene.fixture, [
		...bothWays(scene, 'amount_zero', to(0n)),
		...bothWays(scene, 'amount_zero', to(1n, 0n)),
		...bothWays(scene, 'amount_too_large', to(2n ** 64n - 1n)),
		...bothWays(scene, 'amount_too_large', to(2n ** 64n - 1n, 2n)),
		...bothWays(scene, 'amount_too_large', to(2n ** 63n, 2n ** 63n)),
		...bothWays(scene, 'amount_too_large', to(MAX_MONEY, 1n)),
		...bothWays(scene, 'balance_too_low', to(MAX_MONEY - FEE)),
	]);
	await inVain(t, scene.fixture, [
		['amount_too_large', async () => scene.fixture.node.submitTransaction(make({fee: 2n ** 64n - 1n}).bytes)],
	]);
});

test('C15: a nonce one low or one high', async t => {
	const scene = await openScene(t);
	const {fixture: {node}, branch} = scene;
	await inVain(t, scene.fixture, [
		...bothWays(scene, 'nonce_wrong', make({nonce: 0, to: carol}).bytes),
		['nonce_wrong', async () => node.submitBlock(branch.fork().mine({transfers: [make({nonce: 2})]}).bytes)],
		['nonce_wrong', async () => node.submitBlock(branch.fork().mine({transfers: [make({nonce: 2}), make({nonce: 1})]}).bytes)],
	]);
	// Alone, one that is high waits for the ones before it, and no block takes it.
	await scene.fixture.send(make({nonce: 2}));
	const {transactions} = await node.template(carol.address);
	t.is(transactions.length, 1);
});

test('C16: a confirmed transfer again', async t => {
	const scene = await openScene(t);
	const confirmed = scene.branch.blocks[0]!.transfers[0]!;
	await inVain(t, scene.fixture, bothWays(scene, 'nonce_wrong', confirmed.bytes));
});

test('C17: a signature made for another network', async t => {
	const scene = await openScene(t);
	await inVain(t, scene.fixture, bothWays(scene, 'signature_invalid', make({genesis: devNetwork.genesis.hash}).bytes));
});

test('C18: signatures and keys that are not what they should be', async t => {
	const scene = await openScene(t);
	const honest = make();
	const r = honest.signature.subarray(0, 32);
	const s = BigInt(`0x${Buffer.from(honest.signature.subarray(32)).toString('hex')}`);
	const one = u256(1n);
	const refused = (code: ErrorCode, bytes: Uint8Array) => bothWays(scene, code, bytes);
	// Another key is another account, which has nothing.
	const refusedKey = (bytes: Uint8Array) => bothWays(scene, 'public_key_invalid', bytes, 'balance_too_low');
	await inVain(t, scene.fixture, [
		...refused('signature_invalid', withSignature(honest, concatBytes(r, u256(s - 1n)))),
		...refused('signature_invalid', withSignature(honest, concatBytes(one, one))),
		...refused('signature_not_canonical', withSignature(honest, concatBytes(r, u256(ORDER - s)))),
		...refused('signature_not_canonical', withSignature(honest, concatBytes(u256(0n), one))),
		...refused('signature_not_canonical', withSignature(honest, concatBytes(one, u256(0n)))),
		...refused('signature_not_canonical', withSignature(honest, concatBytes(u256(ORDER), one))),
		...refused('signature_not_canonical', withSignature(honest, concatBytes(one, u256(ORDER)))),
		...refused('signature_not_canonical', withSignature(honest, new Uint8Array(64))),
		...refusedKey(withPublicKey(honest, concatBytes(Uint8Array.of(4), honest.publicKey.subarray(1)))),
		...refusedKey(withPublicKey(honest, concatBytes(Uint8Array.of(2), u256(5n)))),
		...refusedKey(withPublicKey(honest, new Uint8Array(33))),
		// A DER signature is longer than 64 bytes: what is over stands behind the end.
		['trailing_bytes', async () => scene.fixture.node.submitTransaction(withSignature(honest, new Uint8Array(70)))],
	]);
	// The other signature of the same transfer would be another transfer; there is none.
	await scene.fixture.send(honest);
});

test('C19: a key that is not the sender\'s spends from its own account, not from another', async t => {
	const scene = await openScene(t);
	const honest = make({amount: 5n * COIN});
	const thief = testKey(66);
	await inVain(t, scene.fixture, [
		...bothWays(scene, 'signature_invalid', withPublicKey(honest, bob.publicKey)),
		...bothWays(scene, 'balance_too_low', makeTransfer({network, key: thief, amount: 5n * COIN, fee: FEE}).bytes),
		...bothWays(scene, 'signature_invalid', withPublicKey(makeTransfer({network, key: thief, nonce: 1, amount: 5n * COIN, fee: FEE}), alice.publicKey)),
		...bothWays(scene, 'signature_invalid', withSignature(honest, make({amount: 4n * COIN}).signature)),
	]);
});
