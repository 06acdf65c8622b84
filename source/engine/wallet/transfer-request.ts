import type {Address, Amount} from '../../protocol/brands.js';
import {ApiError} from '../../api/api-error.js';
import {formatAmount, parseAmount} from '../../protocol/amount.js';
import {utf8ToBytes} from '../../protocol/bytes.js';
import type {Network} from '../../protocol/network.js';
import {
	MAX_MEMO_BYTES, MAX_OUTPUTS, sizeOfDraft,
} from '../../protocol/transfer.js';
import {parseAddress} from '../../protocol/address.js';
import {readAddress} from './network-address.js';

/** What a person wants to send. */
export type TransferRequest = {
	/** 1 to 255. Amounts are coins in canonical form; one of them may be `max`: everything that is left after the others and the fee. */
	readonly outputs: ReadonlyArray<{readonly recipient: string; readonly amount: string}>;
	/** One of the wallet's addresses; without it, the wallet finds one that has enough. */
	readonly from?: string | undefined;
	/** Coins in canonical form; without it and `feePerByte`, what the node suggests. */
	readonly fee?: string | undefined;
	/** Base units. */
	readonly feePerByte?: number | undefined;
	/** At most 256 bytes of UTF-8. */
	readonly memo?: string | undefined;
};

export type RequestedOutput = {
	readonly recipient: Address;
	/** In base units. */
	readonly amount: Amount | 'max';
};

/** A request of which every field is known to be right. */
export type CheckedRequest = {
	readonly outputs: readonly RequestedOutput[];
	/** What the outputs take, `max` apart; in base units. */
	readonly fixed: Amount;
	readonly hasMax: boolean;
	readonly memo: Uint8Array;
	/** Of the signed transfer, in bytes; neither amounts nor fee change it. */
	readonly size: number;
};

/**
@param memo - The bytes of the memo, where they are not the request's text.
@throws {ApiError} `address_invalid`, `address_wrong_network`, `amount_invalid`, `output_count`, `memo_too_long` or `invalid_request`.
*/
export function checkRequest(request: TransferRequest, network: Network, memo: Uint8Array = readMemo(request.memo ?? '')): CheckedRequest {
	if (request.outputs.length === 0 || request.outputs.length > MAX_OUTPUTS) {
		throw new ApiError('output_count', `a transfer has 1 to ${MAX_OUTPUTS} recipients; got ${request.outputs.length}`);
	}

	const outputs = request.outputs.map(({recipient, amount}): RequestedOutput => ({
		recipient: readAddress(recipient, network),
		amount: amount === 'max' ? 'max' : readAmount(amount, 'an amount to send'),
	}));
	const fixed = outputs.flatMap(({amount}) => amount === 'max' ? [] : amount);
	if (outputs.length - fixed.length > 1) {
		throw new ApiError('invalid_request', 'only one recipient can get everything that is left');
	}

	return {
		outputs,
		fixed: fixed.reduce((sum, amount) => sum + amount, 0n),
		hasMax: fixed.length < outputs.length,
		memo,
		size: sizeOfDraft({
			publicKey: new Uint8Array(33),
			nonce: 0,
			fee: 0n,
			outputs: outputs.map(({recipient}) => ({account: parseAddress(recipient), amount: 0n})),
			memo,
		}),
	};
}

function readMemo(text: string): Uint8Array {
	const memo = utf8ToBytes(text);
	if (!text.isWellFormed()) {
		throw new ApiError('invalid_request', 'the memo is no valid Unicode text');
	}

	if (memo.length > MAX_MEMO_BYTES) {
		throw new ApiError('memo_too_long', `a memo has at most ${MAX_MEMO_BYTES} bytes; this one has ${memo.length}`);
	}

	return memo;
}

/**
@param what - For the message.
@throws {ApiError} `amount_invalid`; also on 0.
*/
export function readAmount(text: string, what: string): Amount {
	let units: Amount;
	try {
		units = parseAmount(text);
	} catch (error) {
		throw error instanceof RangeError ? new ApiError('amount_invalid', error.message) : error;
	}

	if (units === 0n) {
		throw new ApiError('amount_invalid', `${what} is above ${formatAmount(0n)}`);
	}

	return units;
}
