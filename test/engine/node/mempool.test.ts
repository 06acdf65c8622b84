import test from 'ava';
import type {Block} from '../../../source/protocol/block.js';
import type {Account} from '../../../source/protocol/brands.js';
import {type AccountState, EMPTY_ACCOUNT} from '../../../source/protocol/rules/connect.js';
import type {Transfer} from '../../../source/protocol/transfer.js';
import type {ChainChange} from '../../../source/engine/node/chain.js';
import {CheckedTransfers} from '../../../source/engine/node/checked-transfers.js';
import {Mempool} from '../../../source/engine/node/mempool.js';
import {mempoolPolicy, type MempoolPolicy} from '../../../source/engine/node/mempool-policy.js';
import type {ApiError} from '../../../source/api/api-error.js';
import {devNetwork} from '../../harness/networks.js';
import {BARE_SIZE, bareTransfer} from './bare-transfer.js';

const RICH: AccountState = {balance: 1_000_000_000n, nonce: 0};

/** A mempool above accounts that the test sets; whoever is not set is rich. */
class Fixture {
	seconds = 1_000_000;
	readonly accounts = new Map<Account, AccountState>();
	readonly checked = new CheckedTransfers();
	readonly added: Transfer[] = [];
	readonly removed: Transfer[] = [];
	readonly mempool: Mempool;

	constructor(policy: Partial<MempoolPolicy> = {}) {
		this.mempool = new Mempool({
			network: devNetwork,
			account: account => this.accounts.get(account) ?? RICH,
			clock: () => this.seconds * 1000,
			checked: this.checked,
			policy: {...mempoolPolicy, ...policy},
			onChange: ({added, removed = []}) => {
				if (added) {
					this.added.push(added.transfer);
				}

				this.removed.push(...removed.map(({transfer}) => transfer));
			},
		});
	}

	add(options: Parameters<typeof bareTransfer>[0] = {}): Transfer {
		const transfer = bareTransfer(options);
		this.checked.add(transfer.id);
		this.mempool.add(transfer);
		return transfer;
	}

	/** The code with which a transfer is refused. */
	refusal(options: Parameters<typeof bareTransfer>[0]): string | undefined {
		try {
			this.add(options);
			return undefined;
		} catch (error) {
			return (error as ApiError).code;
		}
	}

	/** As if the chain had changed so; the accounts are for the test to set. */
	follow({connected = [], disconnected = []}: {connected?: ReadonlyArray<readonly Transfer[]>; disconnected?: ReadonlyArray<readonly Transfer[]>}): void {
		const blocks = (all: ReadonlyArray<readonly Transfer[]>) => all.map((transfers): Pick<Block, 'transfers'> => ({transfers}));
		this.mempool.follow({connected: blocks(connected), disconnected: blocks(disconnected)} as unknown as ChainChange);
	}

	set({sender}: Transfer, state: Partial<AccountState>): void {
		this.accounts.set(sender, {...RICH, ...state});
	}

	has(...transfers: readonly Transfer[]): boolean[] {
		return transfers.map(({id}) => this.mempool.get(id) !== undefined);
	}

	get executableNonces(): number[][] {
		return [...this.mempool.executable()].map(run => run.map(({transfer}) => transfer.nonce));
	}
}

test('the figures are those of the design', t => {
	t.deepEqual(mempoolPolicy, {
		maxCount: 5000,
		maxBytes: 10_000_000,
		executablePerAccount: 16,
		futurePerAccount: 64,
		replacementPercent: 10,
		minimumFeeRate: 100,
		executableSeconds: 72 * 3600,
		futureSeconds: 3 * 3600,
	});
});

test('a transfer that is in already stays as it is', t => {
	const fixture = new Fixture();
	const transfer = fixture.add();
	const {revision} = fixture.mempool;
	fixture.seconds += 100;
	t.is(fixture.mempool.add(transfer).time, 1_000_000);
	t.is(fixture.mempool.revision, revision);
	t.is(fixture.mempool.count, 1);
	t.is(fixture.mempool.bytes, BARE_SIZE);
});

test('fee_too_low: a fee must be 100 units a byte', t => {
	const fixture = new Fixture();
	t.is(fixture.refusal({feeRate: (100 * BARE_SIZE - 1) / BARE_SIZE}), 'fee_too_low');
	t.is(fixture.refusal({feeRate: 100}), undefined);
});

test('replacement_fee_too_low: the same nonce takes a fee 10 % higher', t => {
	const fixture = new Fixture();
	const old = fixture.add({feeRate: 200});
	t.is(fixture.refusal({feeRate: 219.99}), 'replacement_fee_too_low');
	const better = fixture.add({feeRate: 220});
	t.deepEqual(fixture.has(old, better), [false, true]);
	t.deepEqual(fixture.removed, [old]);
	t.is(fixture.mempool.count, 1);
});

test('pending spends never exceed the balance, future and replaced ones counted right', t => {
	const fixture = new Fixture();
	const fee = BigInt(BARE_SIZE * 100);
	const first = fixture.add({amount: 400n});
	fixture.set(first, {balance: 1000n + fee * 3n});
	fixture.add({nonce: 5, amount: 500n});
	t.is(fixture.refusal({nonce: 1, amount: 101n}), 'balance_too_low');
	t.is(fixture.refusal({nonce: 1, amount: 100n}), undefined);
	t.is(fixture.refusal({nonce: 0, amount: 401n, feeRate: 110}), 'balance_too_low', 'the higher fee is not covered');
	t.is(fixture.refusal({nonce: 0, amount: 1n, feeRate: 102}), 'replacement_fee_too_low');
	fixture.set(first, {balance: 1000n + fee * 3n + fee / 10n});
	t.is(fixture.refusal({nonce: 0, amount: 400n, feeRate: 110}), undefined, 'what is replaced is not counted twice');
});

test('a nonce that is used up is refused', t => {
	const fixture = new Fixture();
	fixture.set(bareTransfer(), {nonce: 3});
	t.is(fixture.refusal({nonce: 2}), 'nonce_wrong');
	t.is(fixture.refusal({nonce: 3}), undefined);
});

test('too_many_pending: an account has 16 executable and 64 future transfers', t => {
	const fixture = new Fixture();
	for (let nonce = 0; nonce < 80; nonce++) {
		t.is(fixture.refusal({nonce}), undefined);
	}

	t.is(fixture.refusal({nonce: 80}), 'too_many_pending');
	t.is(fixture.refusal({nonce: 1000}), 'too_many_pending');
	t.is(fixture.refusal({nonce: 79, feeRate: 110}), undefined, 'replacing one is no more than there were');
	t.is(fixture.refusal({sender: 2, nonce: 80}), undefined);
	t.deepEqual(fixture.executableNonces, [Array.from({length: 16}, (_, nonce) => nonce)]);
});

test('64 future transfers do not keep out the one that they wait for', t => {
	const fixture = new Fixture();
	for (let nonce = 1; nonce <= 64; nonce++) {
		fixture.add({nonce});
	}

	t.is(fixture.refusal({nonce: 65}), 'too_many_pending');
	t.deepEqual(fixture.executableNonces, []);
	t.is(fixture.refusal({nonce: 0}), undefined);
	t.is(fixture.executableNonces[0]!.length, 16);
});

test('after a reorganisation, even 80 that wait do not keep out the one that they wait for', t => {
	const fixture = new Fixture();
	const confirmed = bareTransfer({nonce: 0});
	fixture.checked.add(confirmed.id);
	fixture.set(confirmed, {nonce: 1});
	for (let nonce = 1; nonce <= 80; nonce++) {
		fixture.add({nonce});
	}

	fixture.set(confirmed, {nonce: 0});
	fixture.follow({disconnected: [[confirmed]]});
	t.deepEqual(fixture.has(confirmed), [true]);
	t.is(fixture.mempool.count, 81);
});

test('a gap holds back what is behind it, and filling it promotes', t => {
	const fixture = new Fixture();
	fixture.add({nonce: 0});
	fixture.add({nonce: 2});
	fixture.add({nonce: 3});
	t.deepEqual(fixture.executableNonces, [[0]]);
	t.is(fixture.mempool.of(bareTransfer().sender).nextNonce, 1);
	fixture.add({nonce: 1});
	t.deepEqual(fixture.executableNonces, [[0, 1, 2, 3]]);
	t.is(fixture.mempool.of(bareTransfer().sender).nextNonce, 4);
});

test('a full mempool lets go of the lowest fee rate', t => {
	const fixture = new Fixture({maxCount: 3});
	const low = fixture.add({sender: 1, feeRate: 101});
	const middle = fixture.add({sender: 2, feeRate: 102});
	const high = fixture.add({sender: 3, feeRate: 103});
	t.is(fixture.refusal({sender: 4, feeRate: 101}), 'mempool_full', 'as much is not more');
	const better = fixture.add({sender: 4, feeRate: 104});
	t.deepEqual(fixture.has(low, middle, high, better), [false, true, true, true]);
	t.is(fixture.mempool.count, 3);
});

test('a full mempool is measured in bytes as well', t => {
	const fixture = new Fixture({maxBytes: BARE_SIZE * 4});
	const small = [1, 2, 3, 4].map(sender => fixture.add({sender, feeRate: 100 + sender}));
	t.is(fixture.refusal({sender: 5, feeRate: 102, memoBytes: BARE_SIZE}), 'mempool_full', 'one of the two in its way pays as much');
	const large = fixture.add({sender: 5, feeRate: 103, memoBytes: BARE_SIZE});
	t.deepEqual(fixture.has(...small, large), [false, false, true, true, true]);
	t.is(fixture.mempool.bytes, BARE_SIZE * 4);
});

test('a refusal because the mempool is full changes nothing', t => {
	const fixture = new Fixture({maxBytes: BARE_SIZE * 3});
	const kept = [100, 200, 200].map((feeRate, sender) => fixture.add({sender, feeRate}));
	const {revision} = fixture.mempool;
	t.is(fixture.refusal({sender: 5, feeRate: 150, memoBytes: BARE_SIZE}), 'mempool_full');
	t.deepEqual(fixture.has(...kept), [true, true, true]);
	t.is(fixture.mempool.revision, revision);
});

test('a transfer pushes out none of its own account that it needs', t => {
	const fixture = new Fixture({maxCount: 2});
	const own = fixture.add({nonce: 0, feeRate: 101});
	const other = fixture.add({sender: 2, feeRate: 102});
	const next = fixture.add({nonce: 1, feeRate: 500});
	t.deepEqual(fixture.has(own, other, next), [true, false, true]);
	t.is(fixture.refusal({nonce: 2, feeRate: 900}), 'mempool_full');
});

test('a future transfer never pushes out an executable one, and an executable one pushes out any future one', t => {
	const fixture = new Fixture({maxCount: 2});
	const executable = fixture.add({sender: 1, feeRate: 100});
	const future = fixture.add({sender: 2, nonce: 7, feeRate: 5000});
	t.is(fixture.refusal({sender: 3, nonce: 7, feeRate: 4000}), 'mempool_full');
	const better = fixture.add({sender: 4, nonce: 7, feeRate: 6000});
	t.deepEqual(fixture.has(executable, future, better), [true, false, true]);
	const cheap = fixture.add({sender: 5, feeRate: 100});
	t.deepEqual(fixture.has(executable, better, cheap), [true, false, true]);
	t.is(fixture.refusal({sender: 6, nonce: 7, feeRate: 9000}), 'mempool_full');
});

test('a replacement needs no room', t => {
	const fixture = new Fixture({maxCount: 1});
	const old = fixture.add({feeRate: 100});
	const better = fixture.add({feeRate: 110});
	t.deepEqual(fixture.has(old, better), [false, true]);
});

test('future transfers are dropped after 3 hours, executable ones after 72', t => {
	const fixture = new Fixture();
	const executable = fixture.add({nonce: 0});
	const future = fixture.add({nonce: 2});
	fixture.seconds += 3 * 3600;
	fixture.mempool.expire();
	t.deepEqual(fixture.has(executable, future), [true, true]);
	fixture.seconds += 1;
	fixture.mempool.expire();
	t.deepEqual(fixture.has(executable, future), [true, false]);
	fixture.seconds += 69 * 3600 - 1;
	fixture.mempool.expire();
	t.deepEqual(fixture.has(executable), [true]);
	fixture.seconds += 1;
	fixture.mempool.expire();
	t.is(fixture.mempool.count, 0);
	t.is(fixture.mempool.bytes, 0);
	t.deepEqual(fixture.removed, [future, executable]);
});

test('a block takes what it confirms and what it makes impossible, and nothing else', t => {
	const fixture = new Fixture();
	const confirmed = fixture.add({nonce: 0});
	const next = fixture.add({nonce: 1});
	const stranger = fixture.add({sender: 2});
	const conflict = fixture.add({sender: 3, nonce: 0});
	const fromElsewhere = bareTransfer({sender: 3, nonce: 0, feeRate: 300});
	fixture.set(confirmed, {nonce: 1});
	fixture.set(conflict, {nonce: 1});
	fixture.follow({connected: [[confirmed, fromElsewhere]]});
	t.deepEqual(fixture.has(confirmed, next, stranger, conflict), [false, true, true, false]);
	t.deepEqual(fixture.executableNonces, [[1], [0]]);
});

test('what the balance no longer covers is dropped, the last nonce first', t => {
	const fixture = new Fixture();
	const [first, second, third] = [0, 1, 2].map(nonce => fixture.add({nonce, amount: 1000n}));
	const fee = BigInt(BARE_SIZE * 100);
	fixture.set(first!, {balance: 2500n + fee * 3n});
	fixture.follow({connected: [[bareTransfer({nonce: 99})]]});
	t.deepEqual(fixture.has(first!, second!, third!), [true, true, false]);
});

test('a reorganisation that takes coins away from an account takes the transfers that spend them', t => {
	const fixture = new Fixture();
	const spend = fixture.add({sender: 2, amount: 1000n});
	// A transfer of somebody else's paid for it, in a block that is gone.
	fixture.set(spend, EMPTY_ACCOUNT);
	fixture.follow({disconnected: [[]], connected: [[], []]});
	t.deepEqual(fixture.has(spend), [false]);
});

test('freed transfers come back in the order of their blocks; those that the new branch confirmed do not', t => {
	const fixture = new Fixture();
	const [first, second, third] = [0, 1, 2].map(nonce => bareTransfer({nonce}));
	const lost = bareTransfer({sender: 2, nonce: 0});
	for (const {id} of [first!, second!, third!, lost]) {
		fixture.checked.add(id);
	}

	fixture.set(first!, {nonce: 1});
	fixture.set(lost, {nonce: 1});
	fixture.follow({disconnected: [[third!], [second!, lost], [first!]], connected: [[first!, bareTransfer({sender: 2, nonce: 0, feeRate: 500})], [], [], []]});
	t.deepEqual(fixture.has(first!, second!, third!, lost), [false, true, true, false]);
	t.deepEqual(fixture.executableNonces, [[1, 2]]);
});

test('a transfer that has waited long does not expire for want of one that is about to come back', t => {
	const fixture = new Fixture();
	const confirmed = bareTransfer({nonce: 0});
	fixture.checked.add(confirmed.id);
	fixture.set(confirmed, {nonce: 1});
	const waiting = fixture.add({nonce: 1});
	fixture.seconds += 10 * 3600;
	fixture.set(confirmed, {nonce: 0});
	fixture.follow({disconnected: [[confirmed]]});
	t.deepEqual(fixture.has(confirmed, waiting), [true, true]);
});

test('freed transfers come before those behind them where the balance does not cover both', t => {
	const fixture = new Fixture();
	const fee = BigInt(BARE_SIZE * 100);
	const confirmed = bareTransfer({nonce: 0, amount: 600n});
	fixture.checked.add(confirmed.id);
	fixture.set(confirmed, {nonce: 1});
	const kept = fixture.add({nonce: 1, amount: 400n});
	const dropped = fixture.add({nonce: 2, amount: 800n});
	fixture.set(confirmed, {nonce: 0, balance: 1000n + fee * 3n});
	fixture.follow({disconnected: [[confirmed]]});
	t.deepEqual(fixture.has(confirmed, kept, dropped), [true, true, false]);
});

test('what is pending from and to an account adds up', t => {
	const fixture = new Fixture();
	const fee = BigInt(BARE_SIZE * 100);
	fixture.add({nonce: 0, amount: 10n});
	fixture.add({nonce: 1, amount: 20n});
	fixture.add({sender: 2, nonce: 0, amount: 3n});
	const recipient = bareTransfer().outputs[0]!.account;
	t.is(fixture.mempool.of(bareTransfer().sender).outgoing, 30n + fee * 2n);
	t.is(fixture.mempool.of(recipient).incoming, 33n);
	t.is(fixture.mempool.of(recipient).pending.length, 3);
});
