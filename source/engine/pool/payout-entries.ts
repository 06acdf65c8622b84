import type {Entries} from './entries.js';
import {receivedOf} from './payout-transfer.js';
import type {Inclusion, PayoutRecord, PayoutVersion} from './records.js';

/*
The steps of a payout as they are written down. State and money move together, so that no step is ever taken twice.
*/

/** Takes the amounts off the balances. */
export function enterPlanned(outputs: PayoutRecord['outputs'], time: number, entries: Entries): PayoutRecord {
	const payout: PayoutRecord = {
		number: entries.nextPayout(), state: 'planned', time, outputs, versions: [],
	};
	for (const {address, amount} of outputs) {
		entries.adjust(address, {balance: -amount, pending: amount});
	}

	entries.setPayout(payout);
	return payout;
}

/** The nonce is fixed here; a version that follows has it too. */
export function enterSigned(payout: PayoutRecord, nonce: number, version: PayoutVersion, entries: Entries): PayoutRecord {
	const signed: PayoutRecord = {
		...payout, state: 'signed', nonce, versions: [...payout.versions, version],
	};
	entries.setPayout(signed);
	return signed;
}

export function enterSent(payout: PayoutRecord, included: Inclusion | undefined, entries: Entries): PayoutRecord {
	const {included: _, ...rest} = payout;
	const sent: PayoutRecord = {...rest, state: 'sent', ...(included && {included})};
	entries.setPayout(sent);
	return sent;
}

/** What was on its way has arrived, and the network has its part. */
export function enterConfirmed(payout: PayoutRecord, included: Inclusion, entries: Entries): PayoutRecord {
	const confirmed: PayoutRecord = {...payout, state: 'confirmed', included};
	enterArrival(confirmed, included, 1n, entries);
	entries.setPayout(confirmed);
	return confirmed;
}

/** A reorganisation deeper than anybody thought has taken it off the chain: it is on its way again. */
export function enterReopened(payout: PayoutRecord, entries: Entries): PayoutRecord {
	enterArrival(payout, payout.included!, -1n, entries);
	return enterSent(payout, undefined, entries);
}

function enterArrival({outputs, versions}: PayoutRecord, included: Inclusion, sign: 1n | -1n, entries: Entries): void {
	const {fee} = versions.find(({id}) => id === included.id)!;
	const received = receivedOf(outputs, fee);
	for (const {address, amount} of outputs) {
		const paid = received.get(address)!;
		entries.adjust(address, {pending: sign * -amount, paid: sign * paid, fees: sign * (amount - paid)});
	}
}

/** It can never be paid by this transfer: it is owed again. */
export function enterVoid(payout: PayoutRecord, entries: Entries): PayoutRecord {
	for (const {address, amount} of payout.outputs) {
		entries.adjust(address, {balance: amount, pending: -amount});
	}

	const over: PayoutRecord = {...payout, state: 'void'};
	entries.setPayout(over);
	return over;
}
