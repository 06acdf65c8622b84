import type {Account, Amount, Hash} from '../../protocol/brands.js';
import type {Network} from '../../protocol/network.js';
import {RuleError} from '../../protocol/rule-error.js';
import type {AccountState} from '../../protocol/rules/connect.js';
import {enforce} from '../../protocol/rules/rule.js';
import {checkSignature, transferSanity} from '../../protocol/rules/sanity.js';
import {amountTo, costOf, type Transfer} from '../../protocol/transfer.js';
import {ApiError} from '../../api/api-error.js';
import type {ChainChange} from './chain.js';
import type {CheckedTransfers} from './checked-transfers.js';
import {checkAdmission, isExecutable} from './admission.js';
import {chooseVictims} from './choose-victims.js';
import {EvictionOrder} from './eviction-order.js';
import {mempoolPolicy, type MempoolPolicy} from './mempool-policy.js';
import {type Pending, PendingAccount} from './pending-account.js';

export type MempoolDependencies = {
	readonly network: Network;
	/** Accounts at the tip. */
	readonly account: (account: Account) => AccountState;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	readonly checked: CheckedTransfers;
	readonly policy?: MempoolPolicy;
	/** Told of everything that came in and went out. */
	readonly onChange?: (change: {readonly added?: Pending; readonly removed?: readonly Pending[]}) => void;
};

/**
Transfers that wait for a block, in the order in which their accounts must make them.

An account's transfers are *executable* while their nonces follow the account's without a gap, and *future* otherwise. What is let in is policy, not consensus: `mempool-policy.ts` has the figures.
*/
export class Mempool {
	/** Goes up with every change. */
	revision = 0;
	bytes = 0;
	readonly #dependencies: MempoolDependencies;
	readonly #policy: MempoolPolicy;
	readonly #pending = new Map<Hash, Pending>();
	readonly #accounts = new Map<Account, PendingAccount>();
	readonly #incoming = new Map<Account, Set<Pending>>();
	readonly #order = new EvictionOrder();

	constructor(dependencies: MempoolDependencies) {
		this.#dependencies = dependencies;
		this.#policy = dependencies.policy ?? mempoolPolicy;
	}

	get count(): number {
		return this.#pending.size;
	}

	get(id: Hash): Pending | undefined {
		return this.#pending.get(id);
	}

	all(): Iterable<Pending> {
		return this.#pending.values();
	}

	/** Per account, what the next blocks may take, lowest nonce first. */
	* executable(): Iterable<readonly Pending[]> {
		for (const [account, pending] of this.#accounts) {
			const run = this.#runOf(account, pending);
			if (run.length > 0) {
				yield run;
			}
		}
	}

	/** What is pending from and to an account. */
	of(account: Account): {readonly outgoing: Amount; readonly incoming: Amount; readonly nextNonce: number; readonly pending: readonly Pending[]} {
		const {nonce} = this.#dependencies.account(account);
		const own = this.#accounts.get(account);
		const incoming = [...this.#incoming.get(account) ?? []].filter(({transfer}) => transfer.sender !== account);
		return {
			outgoing: own?.cost ?? 0n,
			incoming: incoming.reduce((sum, {transfer}) => sum + amountTo(account, transfer.outputs), 0n),
			nextNonce: nonce + (own?.run(nonce).length ?? 0),
			pending: [...own?.all() ?? [], ...incoming],
		};
	}

	/**
	Lets a transfer in. One that is in already stays as it is.

	@param time - When it was first seen; by default now. Seconds.
	@throws {RuleError} when it breaks a rule, {ApiError} when it goes against the policy.
	*/
	add(transfer: Transfer, time = this.#now()): Pending {
		const known = this.#pending.get(transfer.id);
		if (known) {
			return known;
		}

		this.#checkRules(transfer);
		// The signature comes last: it costs a hundred times what all the others do.
		const replaced = checkAdmission(transfer, this.#dependencies.account(transfer.sender), this.#accounts.get(transfer.sender), this.#policy);
		const pending: Pending = {transfer, time, feeRate: Number(transfer.fee) / transfer.bytes.length};
		const removed = [...(replaced ? [replaced] : []), ...this.#makeRoom(pending, replaced)];
		this.#checkSignature(transfer);
		for (const old of removed) {
			this.#remove(old);
		}

		this.#insert(pending);
		this.#changed({added: pending, removed});
		return pending;
	}

	/** Follows the chain: drops what was confirmed and what can no longer be, takes back what a reorganisation set free. */
	follow({connected, disconnected}: ChainChange): void {
		const confirmed = new Set(connected.flatMap(block => block.transfers.map(({id}) => id)));
		const freed = disconnected.toReversed().flatMap(block => block.transfers).filter(({id}) => !confirmed.has(id));
		// A reorganisation may take coins from anybody: what an account received is undone with what others sent and mined.
		const touched = disconnected.length > 0 ? [...this.#accounts.keys()] : new Set(connected.flatMap(block => block.transfers.map(({sender}) => sender)));
		const freedOf = new Map<Account, Transfer[]>();
		for (const transfer of freed) {
			const ofSender = freedOf.get(transfer.sender) ?? [];
			ofSender.push(transfer);
			freedOf.set(transfer.sender, ofSender);
		}

		const removed = [...touched].flatMap(account => this.#settle(account, freedOf.get(account) ?? []));
		for (const pending of removed) {
			this.#remove(pending);
		}

		for (const account of touched) {
			this.#rank(account);
		}

		this.#changed({removed});
		for (const transfer of freed) {
			this.#tryAdd(transfer);
		}

		// Only now: until those that were freed are back, the ones behind them wait for a gap that is none.
		this.expire();
	}

	/** Drops what has waited too long. */
	expire(): void {
		const removed = this.#expired();
		if (removed.length > 0) {
			this.#changed({removed});
		}
	}

	#expired(): Pending[] {
		const now = this.#now();
		const {executableSeconds, futureSeconds} = this.#policy;
		const expired = [...this.#pending.values()].filter(pending => now - pending.time > (this.#order.isExecutable(pending) ? executableSeconds : futureSeconds));
		for (const pending of expired) {
			this.#remove(pending);
		}

		return expired;
	}

	/** What an account cannot make any more, if it makes the freed ones again, which come first. */
	#settle(account: Account, freed: readonly Transfer[]): readonly Pending[] {
		const {balance, nonce} = this.#dependencies.account(account);
		const reserved = freed.filter(transfer => transfer.nonce >= nonce).reduce((sum, transfer) => sum + costOf(transfer), 0n);
		return this.#accounts.get(account)?.settle({balance: balance - reserved, nonce}) ?? [];
	}

	#tryAdd(transfer: Transfer): void {
		try {
			this.add(transfer);
		} catch (error) {
			// The branch that won has made it impossible; that is what a reorganisation does.
			if (!(error instanceof RuleError || error instanceof ApiError)) {
				throw error;
			}
		}
	}

	#checkRules(transfer: Transfer): void {
		enforce(transferSanity, {transfer});
		const {nonce} = this.#dependencies.account(transfer.sender);
		if (transfer.nonce < nonce) {
			throw new RuleError('nonce_wrong', {expected: nonce, got: transfer.nonce});
		}
	}

	#checkSignature(transfer: Transfer): void {
		const {network, checked} = this.#dependencies;
		if (!checked.has(transfer.id)) {
			checkSignature(transfer, network);
			checked.add(transfer.id);
		}
	}

	/** Whom a new transfer pushes out. */
	#makeRoom(incoming: Pending, replaced: Pending | undefined): readonly Pending[] {
		const added = incoming.transfer.bytes.length;
		const excess = {
			count: this.#pending.size + (replaced ? 0 : 1) - this.#policy.maxCount,
			bytes: this.bytes + added - (replaced?.transfer.bytes.length ?? 0) - this.#policy.maxBytes,
		};
		if (excess.count <= 0 && excess.bytes <= 0) {
			return [];
		}

		const {sender} = incoming.transfer;
		return chooseVictims({
			incoming,
			isExecutable: isExecutable(incoming.transfer, this.#dependencies.account(sender), this.#accounts.get(sender), this.#policy),
			replaced,
			order: this.#order,
			excess,
		});
	}

	/** Of an account's transfers, those that follow its nonce without a gap leave last. */
	#rank(account: Account): void {
		const own = this.#accounts.get(account);
		if (own) {
			const run = new Set(this.#runOf(account, own));
			for (const pending of own.all()) {
				this.#order.place(pending, run.has(pending));
			}
		}
	}

	/** What the next blocks may take of an account, lowest nonce first. */
	#runOf(account: Account, own: PendingAccount): readonly Pending[] {
		return own.run(this.#dependencies.account(account).nonce).slice(0, this.#policy.executablePerAccount);
	}

	#insert(pending: Pending): void {
		const {transfer} = pending;
		this.#pending.set(transfer.id, pending);
		this.bytes += transfer.bytes.length;
		const account = this.#accounts.get(transfer.sender) ?? new PendingAccount();
		account.set(pending);
		this.#accounts.set(transfer.sender, account);
		this.#rank(transfer.sender);
		for (const {account: recipient} of transfer.outputs) {
			const incoming = this.#incoming.get(recipient) ?? new Set();
			incoming.add(pending);
			this.#incoming.set(recipient, incoming);
		}
	}

	#remove(pending: Pending): void {
		const {transfer} = pending;
		if (!this.#pending.delete(transfer.id)) {
			return;
		}

		this.bytes -= transfer.bytes.length;
		this.#order.delete(pending);
		const account = this.#accounts.get(transfer.sender)!;
		account.delete(pending);
		if (account.count === 0) {
			this.#accounts.delete(transfer.sender);
		}

		this.#rank(transfer.sender);
		for (const {account: recipient} of transfer.outputs) {
			const incoming = this.#incoming.get(recipient);
			incoming?.delete(pending);
			if (incoming?.size === 0) {
				this.#incoming.delete(recipient);
			}
		}
	}

	#changed(change: {added?: Pending; removed?: readonly Pending[]}): void {
		this.revision++;
		this.#dependencies.onChange?.(change);
	}

	#now(): number {
		return Math.floor(this.#dependencies.clock() / 1000);
	}
}
