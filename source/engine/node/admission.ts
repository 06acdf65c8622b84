import {formatAmount} from '../../protocol/amount.js';
import {RuleError} from '../../protocol/rule-error.js';
import type {AccountState} from '../../protocol/rules/connect.js';
import {costOf, type Transfer} from '../../protocol/transfer.js';
import {ApiError} from '../../api/api-error.js';
import type {MempoolPolicy} from './mempool-policy.js';
import type {Pending, PendingAccount} from './pending-account.js';

/** Whether a transfer, once it is in, could be confirmed by one of the next blocks. */
export function isExecutable({nonce}: Transfer, account: AccountState, pending: PendingAccount | undefined, {executablePerAccount}: MempoolPolicy): boolean {
	const run = pending?.run(account.nonce).length ?? 0;
	return nonce <= account.nonce + run && nonce < account.nonce + executablePerAccount;
}

/**
Holds a transfer to what the mempool asks of one account: fee, balance, number.

@param account - Of the sender, at the tip. @param pending - What the sender has waiting.
@returns The transfer that this one takes the place of.
@throws {ApiError} `fee_too_low`, `replacement_fee_too_low` or `too_many_pending`. {RuleError} `balance_too_low`, counting what is pending already.
*/
export function checkAdmission(transfer: Transfer, account: AccountState, pending: PendingAccount | undefined, policy: MempoolPolicy): Pending | undefined {
	const least = BigInt(transfer.bytes.length * policy.minimumFeeRate);
	if (transfer.fee < least) {
		throw new ApiError('fee_too_low', `the fee of a transfer of ${transfer.bytes.length} bytes must be at least ${formatAmount(least)}`, {minimum: formatAmount(least)});
	}

	const replaced = pending?.at(transfer.nonce);
	if (replaced) {
		checkReplacement(transfer, replaced, policy);
	}

	const pendingCost = (pending?.cost ?? 0n) - (replaced ? costOf(replaced.transfer) : 0n);
	if (pendingCost + costOf(transfer) > account.balance) {
		throw new RuleError('balance_too_low', {needed: formatAmount(costOf(transfer)), balance: formatAmount(account.balance), pending: formatAmount(pendingCost)});
	}

	if (pending && !replaced && !isExecutable(transfer, account, pending, policy)) {
		const {executablePerAccount, futurePerAccount} = policy;
		const executable = Math.min(pending.run(account.nonce).length, executablePerAccount);
		if (pending.count - executable >= futurePerAccount) {
			throw new ApiError('too_many_pending', `the account has ${pending.count} pending transfers; at most ${executablePerAccount} that can be confirmed next and ${futurePerAccount} behind them are kept`);
		}
	}

	return replaced;
}

function checkReplacement({fee, nonce}: Transfer, {transfer: {id, fee: oldFee}}: Pending, {replacementPercent}: MempoolPolicy): void {
	const hundredfold = oldFee * BigInt(100 + replacementPercent);
	if (fee * 100n < hundredfold) {
		const needed = formatAmount((hundredfold + 99n) / 100n);
		throw new ApiError('replacement_fee_too_low', `a transfer with nonce ${nonce} is pending; a fee of ${needed} or more replaces it`, {minimum: needed, replaces: id});
	}
}
