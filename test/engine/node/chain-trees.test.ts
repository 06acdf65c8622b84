import test from 'ava';
import fc from 'fast-check';
import {COIN} from '../../../source/protocol/amount.js';
import type {Block} from '../../../source/protocol/block.js';
import {viewOf} from '../../../source/protocol/bytes.js';
import {coinbaseTotal} from '../../../source/protocol/coinbase.js';
import {subsidyAt} from '../../../source/protocol/subsidy.js';
import type {Transfer} from '../../../source/protocol/transfer.js';
import {decodeAccount} from '../../../source/engine/node/chain-reader.js';
import {rangeOf} from '../../../source/engine/storage/key-parts.js';
import type {Storage} from '../../../source/engine/storage/storage.js';
import {alice, bob, carol, type TestKey} from '../../harness/keys.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {testNetwork} from '../../harness/networks.js';
import {Branch} from './branch.js';
import {derivedState, openChain, stateAfter} from './open-chain.js';
import {refusedWith} from './refused.js';

const keys = [alice, bob, carol] as const;
const network = testNetwork({
	coinbase_maturity: 3,
	halving_interval: 100,
	allocations: [{address: alice.address, amount: '100'}, {address: bob.address, amount: '50'}],
});
const allocated = 150n * COIN;

type Account = {balance: bigint; nonce: number};

/** A second, naive idea of what the accounts are after a branch. */
class Accounts {
	readonly #accounts: Map<TestKey, Account>;

	constructor(branch: readonly PlannedBlock[]) {
		this.#accounts = new Map([[alice, {balance: 100n * COIN, nonce: 0}], [bob, {balance: 50n * COIN, nonce: 0}], [carol, {balance: 0n, nonce: 0}]]);
		for (const [index, {moves}] of branch.entries()) {
			this.mature(branch, index + 1);
			for (const {from, to, amount, fee} of moves) {
				this.move(from, to, amount, fee);
			}
		}
	}

	get(key: TestKey): Account {
		return this.#accounts.get(key)!;
	}

	mature(branch: readonly PlannedBlock[], height: number): void {
		const mined = branch[height - network.coinbaseMaturity - 1];
		if (mined) {
			this.get(mined.payee).balance += coinbaseTotal(mined.block.coinbase);
		}
	}

	move(from: TestKey, to: TestKey, amount: bigint, fee: bigint): void {
		const sender = this.get(from);
		sender.balance -= amount + fee;
		sender.nonce++;
		this.get(to).balance += amount;
	}
}

type Move = {readonly from: TestKey; readonly to: TestKey; readonly amount: bigint; readonly fee: bigint};
type PlannedBlock = {readonly block: Block; readonly payee: TestKey; readonly moves: readonly Move[]; readonly isValid: boolean; readonly ancestors: readonly PlannedBlock[]};

const anyMove = fc.record({from: fc.nat(2), to: fc.nat(2), share: fc.nat(100), fee: fc.nat(1000)});
const anyPlan = fc.record({parent: fc.double({min: 0, max: 1, noNaN: true}), payee: fc.nat(2), moves: fc.array(anyMove, {maxLength: 2}), overspends: fc.integer({min: 0, max: 11}).map(number => number === 0)});
const anyTree = fc.array(anyPlan, {minLength: 1, maxLength: 24});

type Plan = typeof anyPlan extends fc.Arbitrary<infer Value> ? Value : never;

/** Blocks on blocks made before them, or on genesis, later ones more often than earlier ones. */
function plant(plans: readonly Plan[]): PlannedBlock[] {
	const planted: PlannedBlock[] = [];
	for (const plan of plans) {
		const parent = planted[Math.floor(Math.sqrt(plan.parent) * (planted.length + 1)) - 1];
		const ancestors = parent ? [...parent.ancestors, parent] : [];
		const accounts = new Accounts(ancestors);
		accounts.mature(ancestors, ancestors.length + 1);
		const transfers: Transfer[] = [];
		const moves: Move[] = [];
		for (const {from, to, share, fee} of plan.moves) {
			const {balance, nonce} = accounts.get(keys[from]!);
			const amount = balance * BigInt(share) / 100n - BigInt(fee);
			if (amount > 0n) {
				moves.push({from: keys[from]!, to: keys[to]!, amount, fee: BigInt(fee)});
				transfers.push(makeTransfer({network, key: keys[from]!, to: keys[to]!, nonce, amount, fee: BigInt(fee)}));
				accounts.move(keys[from]!, keys[to]!, amount, BigInt(fee));
			}
		}

		if (plan.overspends) {
			const {balance, nonce} = accounts.get(bob);
			transfers.push(makeTransfer({network, key: bob, nonce, amount: balance + 1n}));
		}

		const payee = keys[plan.payee]!;
		const block = new Branch(network, ancestors.map(ancestor => ancestor.block)).mine({payee, transfers});
		planted.push({block, payee, moves, isValid: !plan.overspends && (parent?.isValid ?? true), ancestors});
	}

	return planted;
}

/** Any order in which parents come before their children. */
function shuffled(planted: readonly PlannedBlock[], picks: readonly number[]): PlannedBlock[] {
	const waiting = [...planted];
	const order: PlannedBlock[] = [];
	for (let turn = 0; waiting.length > 0; turn++) {
		const ready = waiting.filter(({ancestors}) => ancestors.length === 0 || order.includes(ancestors.at(-1)!));
		const next = ready[(picks[turn % picks.length] ?? 0) % ready.length]!;
		order.push(next);
		waiting.splice(waiting.indexOf(next), 1);
	}

	return order;
}

async function sumOfAmounts(storage: Storage, kind: 'a' | 'i'): Promise<bigint> {
	let sum = 0n;
	for await (const {value} of storage.range(rangeOf(kind))) {
		sum += kind === 'a' ? decodeAccount(value).balance : viewOf(value).getBigUint64(0, true);
	}

	return sum;
}

test('C24: a random tree of blocks, in any order, ends on the heaviest valid branch, with the state of that branch and not a unit more or less', async t => {
	await fc.assert(fc.asyncProperty(anyTree, fc.array(fc.nat(1000), {minLength: 24, maxLength: 24}), async (plans, picks) => {
		const order = shuffled(plant(plans), picks);
		const {chain, storage} = await openChain(network);
		let best: PlannedBlock | undefined;
		for (const planned of order) {
			const refusal = await refusedWith(chain.accept(planned.block.bytes));
			t.true(refusal === undefined || !planned.isValid);

			if (planned.isValid && planned.ancestors.length >= (best ? best.ancestors.length + 1 : 0)) {
				best = planned;
			}

			t.is(chain.tip.hash, best?.block.hash ?? network.genesis.hash);
		}

		const branch = best ? [...best.ancestors, best] : [];
		t.deepEqual(await derivedState(storage), await stateAfter(network, branch.map(({block}) => block)));

		const accounts = new Accounts(branch);
		for (const key of keys) {
			t.deepEqual(chain.reader.account(key.account), accounts.get(key));
		}

		const minted = branch.reduce((sum, _, index) => sum + subsidyAt(index + 1, network), allocated);
		const immature = branch.slice(-network.coinbaseMaturity).reduce((sum, {block}) => sum + coinbaseTotal(block.coinbase), 0n);
		t.is(await sumOfAmounts(storage, 'a') + immature, minted);
		t.is(await sumOfAmounts(storage, 'i'), minted);
	}), {numRuns: 60});
});
