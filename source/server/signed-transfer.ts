import type {SignedTransfer} from '../api/transaction.js';
import {parseAddress} from '../protocol/address.js';
import {parseAmount} from '../protocol/amount.js';
import {ByteWriter, hexToBytes, utf8ToBytes} from '../protocol/bytes.js';
import {accountToBytes} from '../protocol/hash.js';
import {TRANSFER_VERSION} from '../protocol/transfer.js';

/**
The bytes of a transfer that came as fields. Whether the rules allow it, its signature too, is for the node to say.

@param prefix - The address prefix of the network.
@throws {AddressError} when an output goes to an address that is none, or one of another network.
*/
export function encodeSignedTransfer(transfer: SignedTransfer, prefix: string): Uint8Array {
	const writer = new ByteWriter()
		.u8(TRANSFER_VERSION)
		.put(hexToBytes(transfer.public_key))
		.u32(transfer.nonce)
		.u64(parseAmount(transfer.fee))
		.varint(transfer.outputs.length);
	for (const {recipient, amount} of transfer.outputs) {
		writer.put(accountToBytes(parseAddress(recipient, prefix))).u64(parseAmount(amount));
	}

	const memo = transfer.memo === undefined ? hexToBytes(transfer.memo_hex ?? '') : utf8ToBytes(transfer.memo);
	return writer.varint(memo.length).put(memo).put(hexToBytes(transfer.signature)).finish();
}
