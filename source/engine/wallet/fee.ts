import type {Amount} from '../../protocol/brands.js';
import {ApiError} from '../../api/api-error.js';
import type {LedgerApi} from '../../api/node-api.js';
import {formatAmount} from '../../protocol/amount.js';
import {readAmount, type TransferRequest} from './transfer-request.js';

/** BIP 125 calls it the price of replacing: by so much, in percent, must a transfer outbid the one whose nonce it takes. */
const REPLACEMENT_PERCENT = 10n;

/** The most that is paid on a node's word, in base units a byte: a hundred times what nodes pass on when there is room. A node that suggests more may be mad, or mean it; that is for a person to say. */
export const MOST_SUGGESTED_RATE = 10_000;

/** What it takes at least to replace a transfer of this fee, in base units, rounded up. */
export const replacementFee = (fee: Amount): Amount => ((fee * (100n + REPLACEMENT_PERCENT)) + 99n) / 100n;

/**
The fee of a transfer, in base units: the one that was asked for, or the node's `normal` suggestion, up to {@link MOST_SUGGESTED_RATE}.

@param size - In bytes.
@param options.least - Of a replacement; a suggestion is raised to it.
@throws {ApiError} `fee_too_low` or `replacement_fee_too_low` for a fee that nodes would not pass on; `fee_suggestion_too_high`; `amount_invalid`, `invalid_request`.
*/
export async function feeFor(
	{fee, feePerByte}: Pick<TransferRequest, 'fee' | 'feePerByte'>,
	size: number,
	{node, least = 0n}: {node: LedgerApi; least?: Amount},
): Promise<Amount> {
	if (fee !== undefined && feePerByte !== undefined) {
		throw new ApiError('invalid_request', 'give a fee or a fee per byte, not both');
	}

	if (feePerByte !== undefined && !(feePerByte >= 0 && feePerByte <= 1e9)) {
		throw new ApiError('invalid_request', `a fee per byte is a number of base units; got ${feePerByte}`);
	}

	const {minimum, normal} = await node.fees();
	if (fee === undefined && feePerByte === undefined) {
		const suggested = BigInt(Math.ceil(normal * size));
		return checkSuggestion(suggested > least ? suggested : least, size);
	}

	const asked = fee === undefined ? BigInt(Math.ceil(feePerByte! * size)) : readAmount(fee, 'a fee');
	const passedOn = BigInt(Math.ceil(minimum * size));
	if (asked < passedOn) {
		throw new ApiError('fee_too_low', `the fee of a transfer of ${size} bytes must be at least ${formatAmount(passedOn)}; got ${formatAmount(asked)}`, {minimum: formatAmount(passedOn)});
	}

	if (asked < least) {
		throw new ApiError('replacement_fee_too_low', `to replace the pending transfer takes a fee of at least ${formatAmount(least)}; got ${formatAmount(asked)}`, {minimum: formatAmount(least)});
	}

	return asked;
}

function checkSuggestion(fee: Amount, size: number): Amount {
	const most = BigInt(MOST_SUGGESTED_RATE * size);
	if (fee > most) {
		throw new ApiError('fee_suggestion_too_high', `the node wants a fee of ${formatAmount(fee)} for a transfer of ${size} bytes; more than ${formatAmount(most)} is paid only when it is asked for: give a fee`, {suggested: formatAmount(fee), most: formatAmount(most)});
	}

	return fee;
}
