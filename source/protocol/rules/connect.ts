import type {Block} from '../block.js';
import type {Account, Amount} from '../brands.js';
import {formatAmount, MAX_MONEY} from '../amount.js';
import {costOf, type Output, type Transfer} from '../transfer.js';
import {enforce, type Rule} from './rule.js';

/*
Connect: what can be said once every account is known.
*/

/** An account with a balance of 0 and a nonce of 0 is the same as none. */
export type AccountState = {
	readonly balance: Amount;
	/** Transfers made so far: the nonce that the next one must carry. */
	readonly nonce: number;
};

export const EMPTY_ACCOUNT: AccountState = {balance: 0n, nonce: 0};

type DebitSubject = {readonly transfer: Transfer; readonly sender: AccountState};

export const debitRules: ReadonlyArray<Rule<DebitSubject>> = [
	{
		code: 'nonce_wrong',
		check: ({transfer, sender}) => transfer.nonce === sender.nonce ? undefined : {expected: sender.nonce, got: transfer.nonce},
	},
	{
		code: 'balance_too_low',
		check: ({transfer, sender}) => costOf(transfer) <= sender.balance ? undefined : {needed: formatAmount(costOf(transfer)), balance: formatAmount(sender.balance)},
	},
];

type CreditSubject = {readonly balance: Amount; readonly amount: Amount};

export const creditRules: ReadonlyArray<Rule<CreditSubject>> = [
	{
		code: 'money_overflow',
		check: ({balance, amount}) => balance + amount <= MAX_MONEY ? undefined : {balance: formatAmount(balance), amount: formatAmount(amount)},
	},
];

/**
What a block does to the accounts.

First the coinbase outputs that mature with it are credited; then its transfers apply in order, each checked and debited whole before its outputs are credited. Credits can be spent at once by later transfers.

@param matured - The outputs of the coinbase that matures with this block; none while the chain is shorter than the maturity.
@param read - The accounts before the block.
@returns The accounts that it changes, after it.
@throws {RuleError} when a rule of this file is broken.
*/
export function connectBlock(block: Pick<Block, 'transfers'>, matured: readonly Output[], read: (account: Account) => AccountState): Map<Account, AccountState> {
	const changed = new Map<Account, AccountState>();
	const get = (account: Account) => changed.get(account) ?? read(account);
	const credit = ({account, amount}: Output) => {
		const {balance, nonce} = get(account);
		enforce(creditRules, {balance, amount});
		changed.set(account, {balance: balance + amount, nonce});
	};

	for (const output of matured) {
		credit(output);
	}

	for (const transfer of block.transfers) {
		const sender = get(transfer.sender);
		enforce(debitRules, {transfer, sender});
		changed.set(transfer.sender, {balance: sender.balance - costOf(transfer), nonce: sender.nonce + 1});
		for (const output of transfer.outputs) {
			credit(output);
		}
	}

	return changed;
}
