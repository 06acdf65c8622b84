import {parseAddress} from '../../protocol/address.js';
import type {Address, Amount} from '../../protocol/brands.js';
import {utf8ToBytes} from '../../protocol/bytes.js';
import {sizeOfDraft, type TransferDraft} from '../../protocol/transfer.js';
import type {Fees} from '../../api/status.js';
import type {PayoutRecord} from './records.js';
import {splitExactly, sumOf} from './split.js';

/** What a replacement must pay more than what it replaces, in percent; the policy of our nodes. */
const REPLACEMENT_PERCENT = 10n;

/** A payout waits while the network would take more than this part of it. */
const MOST_FEE_PARTS = 10n;

type Outputs = PayoutRecord['outputs'];

export const amountOf = (outputs: Outputs): Amount => sumOf(outputs.map(({amount}) => amount));

/** What arrives of each amount: all of it, less its part of the network's fee. */
export function receivedOf(outputs: Outputs, fee: Amount): Map<Address, Amount> {
	const parts = splitExactly(fee, new Map(outputs.map(({address, amount}) => [address, amount])));
	return new Map(outputs.map(({address, amount}) => [address, amount - parts.get(address)!]));
}

/** The transfer that pays a payout, to be signed. */
export function draftOf({number, outputs}: Pick<PayoutRecord, 'number' | 'outputs'>, nonce: number, fee: Amount): Omit<TransferDraft, 'publicKey'> {
	const received = receivedOf(outputs, fee);
	return {
		nonce,
		fee,
		outputs: outputs.map(({address}) => ({account: parseAddress(address), amount: received.get(address)!})),
		memo: utf8ToBytes(`pool payout ${number}`),
	};
}

/** What gets the transfer into one of the next blocks; `undefined` while that is too much of what it pays. */
export function feeFor(payout: Pick<PayoutRecord, 'number' | 'outputs'>, {normal}: Fees): Amount | undefined {
	const size = sizeOfDraft({...draftOf(payout, 0, 0n), publicKey: new Uint8Array(33)});
	return affordable(BigInt(Math.ceil(size * normal)), payout.outputs);
}

/** The fee with which to sign a payout anew; `undefined` when what it pays is enough. */
export function higherFee(payout: PayoutRecord, fees: Fees): Amount | undefined {
	const paid = payout.versions.at(-1)!.fee;
	const wanted = feeFor(payout, fees);
	if (wanted === undefined || wanted <= paid) {
		return undefined;
	}

	const least = ((paid * (100n + REPLACEMENT_PERCENT)) + 99n) / 100n;
	return affordable(wanted > least ? wanted : least, payout.outputs);
}

const affordable = (fee: Amount, outputs: Outputs): Amount | undefined => fee * MOST_FEE_PARTS <= amountOf(outputs) ? fee : undefined;
