import type {Address, Amount} from '../../protocol/brands.js';
import {MAX_OUTPUTS} from '../../protocol/transfer.js';

/** The most that one transfer can pay. */
export const MOST_PAID = MAX_OUTPUTS;

type Owed = {readonly address: Address; readonly balance: Amount};

/**
Whom a payout pays: everybody who is owed enough, those who are owed most first, as far as the pool's account goes. After a reorganisation it can hold less than is owed.

@param owed - Most first.
@param threshold - Less than this is not worth a transfer.
*/
export function choosePaid(owed: readonly Owed[], spendable: Amount, threshold: Amount): Array<{readonly address: Address; readonly amount: Amount}> {
	const chosen: Array<{address: Address; amount: Amount}> = [];
	let left = spendable;
	for (const {address, balance} of owed) {
		const amount = balance < left ? balance : left;
		if (chosen.length < MOST_PAID && amount >= threshold) {
			chosen.push({address, amount});
			left -= amount;
		}
	}

	return chosen;
}
