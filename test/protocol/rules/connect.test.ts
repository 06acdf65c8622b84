import test from 'ava';
import fc from 'fast-check';
import {MAX_MONEY} from '../../../source/protocol/amount.js';
import type {Account} from '../../../source/protocol/brands.js';
import {type AccountState, connectBlock, EMPTY_ACCOUNT} from '../../../source/protocol/rules/connect.js';
import {costOf, type Output, type Transfer} from '../../../source/protocol/transfer.js';
import {alice, bob, carol, type TestKey} from '../../harness/keys.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {devNetwork as network} from '../../harness/networks.js';
import {refusalOf} from '../../harness/refusal.js';

/*
Connect: what can be said once every account is known.
*/

type State = ReadonlyMap<Account, AccountState>;

const stateOf = (...accounts: ReadonlyArray<readonly [key: TestKey, balance: bigint, nonce?: number]>): State => new Map(accounts.map(([{account}, balance, nonce = 0]) => [account, {balance, nonce}]));

/** The whole state after a block. */
function connect(state: State, transfers: readonly Transfer[], matured: readonly Output[] = []): State {
	return new Map([...state, ...connectBlock({transfers}, matured, account => state.get(account) ?? EMPTY_ACCOUNT)]);
}

const refusalOfConnect = (...parameters: Parameters<typeof connect>) => refusalOf(() => connect(...parameters));

const pay = (key: TestKey, to: TestKey, amount: bigint, {nonce = 0, fee = 0n} = {}) => makeTransfer({network, key, to, amount, nonce, fee});

test('nonce_wrong: one too high, one too low, and a confirmed transfer again', t => {
	const state = stateOf([alice, 100n, 5]);
	t.is(refusalOfConnect(state, [pay(alice, bob, 1n, {nonce: 6})]), 'nonce_wrong');
	t.is(refusalOfConnect(state, [pay(alice, bob, 1n, {nonce: 4})]), 'nonce_wrong');
	const transfer = pay(alice, bob, 1n, {nonce: 5});
	const after = connect(state, [transfer]);
	t.deepEqual(after.get(alice.account), {balance: 99n, nonce: 6});
	t.is(refusalOfConnect(after, [transfer]), 'nonce_wrong');
});

test('nonce_wrong: nonces of one block in another order', t => {
	const [first, second] = [pay(alice, bob, 1n), pay(alice, bob, 1n, {nonce: 1})];
	t.is(refusalOfConnect(stateOf([alice, 100n]), [first, second]), undefined);
	t.is(refusalOfConnect(stateOf([alice, 100n]), [second, first]), 'nonce_wrong');
	t.is(refusalOfConnect(stateOf([alice, 100n]), [first, first]), 'nonce_wrong');
});

test('balance_too_low: amount and fee are the balance, and one unit more', t => {
	const state = stateOf([alice, 100n]);
	t.deepEqual(connect(state, [pay(alice, bob, 93n, {fee: 7n})]).get(alice.account), {balance: 0n, nonce: 1});
	t.is(refusalOfConnect(state, [pay(alice, bob, 94n, {fee: 7n})]), 'balance_too_low');
	t.is(refusalOfConnect(state, [pay(alice, bob, 93n, {fee: 8n})]), 'balance_too_low');
	t.is(refusalOfConnect(state, [pay(alice, bob, 101n)]), 'balance_too_low');
	t.is(refusalOfConnect(new Map(), [pay(alice, bob, 1n)]), 'balance_too_low');
});

test('balance_too_low: all outputs are paid, not only the first', t => {
	const transfer = makeTransfer({network, outputs: [{account: bob.account, amount: 60n}, {account: carol.account, amount: 41n}]});
	t.is(refusalOfConnect(stateOf([alice, 100n]), [transfer]), 'balance_too_low');
	t.is(refusalOfConnect(stateOf([alice, 101n]), [transfer]), undefined);
});

test('balance_too_low: a transfer to oneself needs the whole sum first', t => {
	t.is(refusalOfConnect(stateOf([alice, 100n]), [pay(alice, alice, 101n)]), 'balance_too_low');
	t.deepEqual(connect(stateOf([alice, 100n]), [pay(alice, alice, 100n)]).get(alice.account), {balance: 100n, nonce: 1});
	t.deepEqual(connect(stateOf([alice, 100n]), [pay(alice, alice, 90n, {fee: 10n})]).get(alice.account), {balance: 90n, nonce: 1});
});

test('balance_too_low: money that only a later transfer of the block brings', t => {
	const [fromAlice, fromBob] = [pay(alice, bob, 50n), pay(bob, carol, 50n)];
	const state = stateOf([alice, 100n]);
	t.deepEqual(connect(state, [fromAlice, fromBob]).get(carol.account), {balance: 50n, nonce: 0});
	t.is(refusalOfConnect(state, [fromBob, fromAlice]), 'balance_too_low');
});

test('balance_too_low: a reward one block before it matures, where on time it can be spent at once', t => {
	const matured = [{account: alice.account, amount: 100n}];
	const transfer = pay(alice, bob, 100n);
	t.is(refusalOfConnect(new Map(), [transfer]), 'balance_too_low');
	t.deepEqual(connect(new Map(), [transfer], matured).get(bob.account), {balance: 100n, nonce: 0});
});

test('money_overflow: a balance above all the money there may be', t => {
	const state = stateOf([alice, 100n], [bob, MAX_MONEY - 50n]);
	t.is(refusalOfConnect(state, [pay(alice, bob, 50n)]), undefined);
	t.is(refusalOfConnect(state, [pay(alice, bob, 51n)]), 'money_overflow');
	t.is(refusalOfConnect(state, [], [{account: bob.account, amount: 50n}]), undefined);
	t.is(refusalOfConnect(state, [], [{account: bob.account, amount: 51n}]), 'money_overflow');
	t.is(refusalOfConnect(new Map(), [], [{account: bob.account, amount: 0xffff_ffff_ffff_ffffn}]), 'money_overflow');
});

test('all money can stand on one account, and move whole', t => {
	const after = connect(stateOf([alice, MAX_MONEY]), [pay(alice, bob, MAX_MONEY)]);
	t.deepEqual(after, stateOf([alice, 0n, 1], [bob, MAX_MONEY]));
});

test('the last nonce there is can be used', t => {
	const after = connect(stateOf([alice, 1n, 0xffff_ffff]), [pay(alice, bob, 1n, {nonce: 0xffff_ffff})]);
	t.is(after.get(alice.account)!.nonce, 0x1_0000_0000);
});

test('only the accounts that a block touches are returned', t => {
	const state = stateOf([alice, 100n], [bob, 100n], [carol, 100n]);
	const changed = connectBlock({transfers: [pay(alice, bob, 1n)]}, [], account => state.get(account)!);
	t.deepEqual(new Set(changed.keys()), new Set([alice.account, bob.account]));
});

// Signing takes time and is not looked at here: one signed transfer lends its form to all.
const template = makeTransfer({network});
const anyKey = fc.constantFrom(alice, bob, carol);
const anyOutput = fc.record({to: anyKey, amount: fc.bigInt({min: 1n, max: 60n})}).map(({to, amount}): Output => ({account: to.account, amount}));
const anySpend = fc.record({
	sender: anyKey.map(({account}) => account),
	fee: fc.bigInt({min: 0n, max: 5n}),
	outputs: fc.array(anyOutput, {minLength: 1, maxLength: 3}),
});

const supplyOf = (state: State) => [...state.values()].reduce((sum, {balance}) => sum + balance, 0n);

test('the money in all accounts changes by what matures, less the fees; nobody falls below 0', t => {
	let connected = 0;
	fc.assert(fc.property(fc.array(anySpend, {maxLength: 12}), fc.array(anyOutput, {maxLength: 4}), (spends, matured) => {
		const before = stateOf([alice, 100n], [bob, 50n], [carol, 0n]);
		const made = new Map<Account, number>();
		const transfers = spends.map(spend => {
			const nonce = made.get(spend.sender) ?? 0;
			made.set(spend.sender, nonce + 1);
			return {...template, ...spend, nonce};
		});
		let after: State | undefined;
		const refusal = refusalOf(() => {
			after = connect(before, transfers, matured);
		});
		t.is(refusal, after ? undefined : 'balance_too_low');
		connected += after ? 1 : 0;

		const fees = transfers.reduce((sum, {fee}) => sum + fee, 0n);
		const minted = matured.reduce((sum, {amount}) => sum + amount, 0n);
		t.is(supplyOf(after ?? before), supplyOf(before) + (after ? minted - fees : 0n));
		for (const [account, {balance, nonce}] of after ?? before) {
			t.true(balance >= 0n);
			t.is(nonce, after ? made.get(account) ?? 0 : 0);
		}
	}), {numRuns: 500});
	t.true(connected > 50, 'most random blocks would have been refused');
});

test('a block does to the accounts what its transfers do one after the other', t => {
	fc.assert(fc.property(fc.array(anySpend, {maxLength: 8}), spends => {
		const nonces = new Map<Account, number>();
		const start = stateOf([alice, 2000n], [bob, 2000n], [carol, 2000n]);
		let expected = start;
		const transfers = spends.map(spend => {
			const nonce = nonces.get(spend.sender) ?? 0;
			nonces.set(spend.sender, nonce + 1);
			return {...template, ...spend, nonce};
		});
		for (const transfer of transfers) {
			expected = connect(expected, [transfer]);
		}

		t.deepEqual(connect(start, transfers), expected);
		t.true(transfers.every(transfer => costOf(transfer) > 0n));
	}));
});
