import type {SignedTransfer} from '../api/transaction.js';
import {parseAddress} from '../protocol/address.js';
import {parseAmount} from '../protocol/amount.js';
import {concatBytes, hexToBytes, utf8ToBytes} from '../protocol/bytes.js';
import {encodeDraft} from '../protocol/transfer.js';

/**
The bytes of a transfer that came as fields. Whether the rules allow it, its signature too, is for the node to say.

@param prefix - The address prefix of the network.
@throws {AddressError} when an output goes to an address that is none, or one of another network.
*/
export function encodeSignedTransfer(transfer: SignedTransfer, prefix: string): Uint8Array {
	const draft = encodeDraft({
		publicKey: hexToBytes(transfer.public_key),
		nonce: transfer.nonce,
		fee: parseAmount(transfer.fee),
		outputs: transfer.outputs.map(({recipient, amount}) => ({account: parseAddress(recipient, prefix), amount: parseAmount(amount)})),
		memo: transfer.memo === undefined ? hexToBytes(transfer.memo_hex ?? '') : utf8ToBytes(transfer.memo),
	});
	return concatBytes(draft, hexToBytes(transfer.signature));
}
