import type {Hash} from '../../protocol/brands.js';
import type {Entries} from './entries.js';
import {receivedOf} from './payout-transfer.js';
import type {PayoutRecord, PayoutVersion} from './records.js';

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

export function enterSent(payout: PayoutRecord, included: PayoutRecord['included'], entries: Entries): PayoutRecord {
	const {included: _, ...rest} = payout;
	const sent: PayoutRecord = {...rest, state: 'sent', ...(included && {included})};
	entries.setPayout(sent);
	return sent;
}

/** What was on its way has arrived, and the network has its part. */
export function enterConfirmed(payout: PayoutRecord, included: {readonly id: Hash; readonly height: number}, entries: Entries): PayoutRecord {
	const {fee} = payout.versions.find(({id}) => id === included.id)!;
	const received = receivedOf(payout.outputs, fee);
	for (const {address, amount} of payout.outputs) {
		const paid = received.get(address)!;
		entries.adjust(address, {pending: -amount, paid, fees: amount - paid});
	}

	const confirmed: PayoutRecord = {...payout, state: 'confirmed', included};
	entries.setPayout(confirmed);
	return confirmed;
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
