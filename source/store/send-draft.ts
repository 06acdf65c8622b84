import {type ErrorCode} from '../api/error-codes.js';
import {type ApiError, toApiError} from '../api/api-error.js';
import type {Fees} from '../api/status.js';
import {formatAmount, parseTypedAmount} from '../protocol/amount.js';
import {utf8ToBytes} from '../protocol/bytes.js';
import {MAX_MEMO_BYTES, sizeOfDraft} from '../protocol/transfer.js';
import {asAccount} from '../protocol/brands.js';

/** A payment as it is typed. */
export type SendDraft = {
	/** An address, or the name of a contact. */
	readonly recipient: string;
	/** Coins, or `max`. */
	readonly amount: string;
	/** Coins; empty: what the node suggests. */
	readonly fee: string;
	readonly memo: string;
	/** The address of the wallet that pays; empty: the first that has enough. */
	readonly from: string;
};

/** What is wrong, by field, in words; `general` belongs to no field. */
export type SendErrors = Partial<Readonly<Record<keyof SendDraft | 'general', string>>>;

export type ReadDraft = {
	readonly recipient: string;
	/** In canonical form, or `max`. */
	readonly amount: string;
	readonly fee: string | undefined;
	readonly memo: string | undefined;
	readonly from: string | undefined;
};

/** Reads what can be read without asking anybody. */
export function readDraft(draft: SendDraft): {readonly value: ReadDraft} | {readonly errors: SendErrors} {
	const recipient = draft.recipient.trim();
	const amount = draft.amount.trim().toLowerCase() === 'max' ? {text: 'max'} : readTyped(draft.amount, 'how much? A number of coins, or max');
	const fee = draft.fee.trim() === '' ? {text: undefined} : readTyped(draft.fee, '');
	const memoBytes = utf8ToBytes(draft.memo).length;
	const errors: SendErrors = {
		...(recipient === '' && {recipient: 'who gets it? An address, or the name of a contact'}),
		...('error' in amount && {amount: amount.error}),
		...('error' in fee && {fee: fee.error}),
		...(memoBytes > MAX_MEMO_BYTES && {memo: `a memo has at most ${MAX_MEMO_BYTES} bytes; this one has ${memoBytes}`}),
	};
	if ('error' in amount || 'error' in fee || Object.keys(errors).length > 0) {
		return {errors};
	}

	return {value: {recipient, amount: amount.text, fee: fee.text, memo: draft.memo === '' ? undefined : draft.memo, from: draft.from === '' ? undefined : draft.from}};
}

function readTyped(text: string, whenEmpty: string): {readonly text: string} | {readonly error: string} {
	if (text.trim() === '') {
		return {error: whenEmpty};
	}

	try {
		const units = parseTypedAmount(text);
		return units === 0n ? {error: 'more than 0'} : {text: formatAmount(units)};
	} catch (error) {
		if (error instanceof RangeError) {
			return {error: error.message};
		}

		throw error;
	}
}

const fieldOf: Partial<Readonly<Record<ErrorCode, keyof SendDraft>>> = {
	contact_not_found: 'recipient',
	address_invalid: 'recipient',
	address_wrong_network: 'recipient',
	amount_invalid: 'amount',
	amount_too_large: 'amount',
	balance_too_low: 'amount',
	split_needed: 'amount',
	fee_too_low: 'fee',
	fee_suggestion_too_high: 'fee',
	replacement_fee_too_low: 'fee',
	memo_too_long: 'memo',
	invalid_request: 'memo',
	address_not_in_wallet: 'from',
	wallet_watch_only: 'from',
};

/** A refusal, beside the field that it is about. */
export function errorsOf(error: unknown): SendErrors {
	const {code, message, details} = toApiError(error);
	return {[fieldOf[code] ?? 'general']: code === 'split_needed' ? inParts(details) ?? message : message};
}

/** Of a payment that takes several addresses together: which, in words short enough to stand beside a field. */
function inParts(details: ApiError['details']): string | undefined {
	const {addresses, needed} = details ?? {};
	return Array.isArray(addresses)
		? `this takes ${String(needed)}, fee included, and no address alone has it: send it in ${addresses.length} parts, from ${addresses.map(address => shortAddress(String(address))).join(' and ')}`
		: undefined;
}

const shortAddress = (address: string): string => `${address.slice(0, 10)}…${address.slice(-6)}`;

/**
What the node suggests for a payment to one recipient.

@returns Coins, or `undefined` while the node has suggested nothing.
*/
export function suggestedFee(fees: Fees | undefined, memo: string): string | undefined {
	if (!fees) {
		return undefined;
	}

	const size = sizeOfDraft({
		publicKey: new Uint8Array(33), nonce: 0, fee: 0n, outputs: [{account: asAccount('00'.repeat(20)), amount: 0n}], memo: utf8ToBytes(memo).slice(0, MAX_MEMO_BYTES),
	});
	return formatAmount(BigInt(Math.ceil(fees.normal * size)));
}
