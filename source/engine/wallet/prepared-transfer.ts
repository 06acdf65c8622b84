import type {Address, Amount, Hash} from '../../protocol/brands.js';
import {ApiError} from '../../api/api-error.js';
import {parseAddress} from '../../protocol/address.js';
import {formatAmount, MAX_MONEY, parseAmount} from '../../protocol/amount.js';
import {bytesToHex, hexToBytes} from '../../protocol/bytes.js';
import type {TransferDraft} from '../../protocol/transfer.js';
import type {CheckedRequest} from './transfer-request.js';

/** A transfer with nothing left to decide, for a person to look at before it is signed. Amounts are coins in canonical form. */
export type PreparedTransfer = {
	readonly from: Address;
	readonly outputs: ReadonlyArray<{readonly recipient: Address; readonly amount: string}>;
	/** What all outputs take together. */
	readonly amount: string;
	readonly fee: string;
	/** `amount + fee`. */
	readonly total: string;
	/** What `from` can spend once this, and all that is pending, has gone out. */
	readonly balanceAfter: string;
	readonly nonce: number;
	/** Bytes. */
	readonly size: number;
	/** `null` when the bytes are no UTF-8. */
	readonly memo: string | null;
	readonly memoHex: string;
	/** The pending transfer whose place it takes. */
	readonly replaces: Hash | undefined;
};

type Source = {
	readonly from: Address;
	/** What `from` can spend on it, in base units. */
	readonly available: Amount;
	readonly nonce: number;
	readonly replaces?: Hash | undefined;
};

/** What it takes, in base units; where everything is to be sent, that is one unit at least. */
export const costOfRequest = ({fixed, hasMax}: CheckedRequest, fee: Amount): Amount => fixed + fee + (hasMax ? 1n : 0n);

/**
@param fee - In base units.
@throws {ApiError} `balance_too_low`; `amount_too_large` when it is more than all the money there may be.
*/
export function completeTransfer(request: CheckedRequest, fee: Amount, {from, available, nonce, replaces}: Source): PreparedTransfer {
	const needed = costOfRequest(request, fee);
	if (needed > MAX_MONEY) {
		throw new ApiError('amount_too_large', `amounts and fee are more than all the money there may be, ${formatAmount(MAX_MONEY)}`);
	}

	if (needed > available) {
		throw new ApiError('balance_too_low', `this takes ${formatAmount(needed)}, fee included; ${from} has ${formatAmount(available)} to spend`, {needed: formatAmount(needed), spendable: formatAmount(available)});
	}

	const rest = available - request.fixed - fee;
	const outputs = request.outputs.map(({recipient, amount}) => ({recipient, amount: amount === 'max' ? rest : amount}));
	const amount = outputs.reduce((sum, output) => sum + output.amount, 0n);
	const returned = outputs.filter(({recipient}) => recipient === from).reduce((sum, output) => sum + output.amount, 0n);
	return {
		from,
		outputs: outputs.map(output => ({...output, amount: formatAmount(output.amount)})),
		amount: formatAmount(amount),
		fee: formatAmount(fee),
		total: formatAmount(amount + fee),
		balanceAfter: formatAmount(available - amount - fee + returned),
		nonce,
		size: request.size,
		memo: textOf(request.memo),
		memoHex: bytesToHex(request.memo),
		replaces,
	};
}

function textOf(memo: Uint8Array): string | null {
	try {
		return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(memo);
	} catch {
		return null;
	}
}

/** In the form in which it is signed. */
export const toDraft = ({nonce, fee, outputs, memoHex}: PreparedTransfer): Omit<TransferDraft, 'publicKey'> => ({
	nonce,
	fee: parseAmount(fee),
	outputs: outputs.map(({recipient, amount}) => ({account: parseAddress(recipient), amount: parseAmount(amount)})),
	memo: hexToBytes(memoHex),
});
