import type {Address, Hash} from '../../protocol/brands.js';
import {ApiError} from '../../api/api-error.js';
import type {LedgerApi} from '../../api/node-api.js';
import type {TransactionObject} from '../../api/transaction.js';
import {parseAmount} from '../../protocol/amount.js';
import {hexToBytes} from '../../protocol/bytes.js';
import type {Network} from '../../protocol/network.js';
import {feeFor, replacementFee} from './fee.js';
import {completeTransfer, type PreparedTransfer} from './prepared-transfer.js';
import {checkRequest, type TransferRequest} from './transfer-request.js';

/** What is to be different; what is left out stays. */
export type ReplacementRequest = Partial<Omit<TransferRequest, 'from'>> & {
	/** Of the pending transfer. */
	readonly id: Hash;
};

type Dependencies = {readonly node: LedgerApi; readonly network: Network};

export type PendingTransfer = TransactionObject & {readonly sender: Address; readonly nonce: number};

/**
Prepares a transfer that takes the place of a pending one: the same nonce, and a fee at least 10 % higher.

@throws {ApiError} `replacement_fee_too_low`, `balance_too_low`, and what a wrong request fails with.
*/
export async function prepareReplacement({id, ...changes}: ReplacementRequest, pending: PendingTransfer, {node, network}: Dependencies): Promise<PreparedTransfer> {
	const memo = changes.memo === undefined ? hexToBytes(pending.memo_hex) : undefined;
	const checked = checkRequest({outputs: pending.outputs, ...changes}, network, memo);
	const account = await node.address(pending.sender);
	const fee = await feeFor(changes, checked.size, {node, least: replacementFee(parseAmount(pending.fee))});
	const given = pending.outputs.reduce((sum, {amount}) => sum + parseAmount(amount), parseAmount(pending.fee));
	return completeTransfer(checked, fee, {
		from: pending.sender,
		available: parseAmount(account.spendable) + given,
		nonce: pending.nonce,
		replaces: id,
	});
}

/** @throws {ApiError} `not_found` when nothing of this id is pending (any more). */
export async function pendingTransfer(id: Hash, {node}: {node: LedgerApi}): Promise<PendingTransfer> {
	const transaction = await node.transaction(id);
	const {sender, nonce, status} = transaction;
	if (status.confirmed || sender === null || nonce === null) {
		throw new ApiError('not_found', `transaction ${id} is confirmed already: nothing can take its place`);
	}

	return {...transaction, sender, nonce};
}
