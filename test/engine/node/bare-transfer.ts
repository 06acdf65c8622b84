import type {Amount} from '../../../source/protocol/brands.js';
import {ByteWriter, hexToBytes} from '../../../source/protocol/bytes.js';
import {decodeTransfer, TRANSFER_VERSION, type Transfer} from '../../../source/protocol/transfer.js';
import {testKey} from '../../harness/keys.js';

/** The size of a bare transfer without memo, in bytes. */
export const BARE_SIZE = 140;

const recipient = hexToBytes(testKey(99).account);

/**
A transfer that nobody signed, for tests of what comes after the signature: to make one takes microseconds.

@param sender - Any number; each is another account.
*/
export function bareTransfer({sender = 1, nonce = 0, feeRate = 100, amount = 1n, memoBytes = 0}: {sender?: number; nonce?: number; feeRate?: number; amount?: Amount; memoBytes?: number} = {}): Transfer {
	const size = BARE_SIZE + memoBytes + (memoBytes < 0xfd ? 0 : 2);
	const publicKey = new ByteWriter().u8(2).u32(sender).put(new Uint8Array(28)).finish();
	const bytes = new ByteWriter()
		.u8(TRANSFER_VERSION)
		.put(publicKey)
		.u32(nonce)
		.u64(BigInt(Math.round(size * feeRate)))
		.varint(1)
		.put(recipient)
		.u64(amount)
		.varint(memoBytes)
		.put(new Uint8Array(memoBytes))
		.put(new Uint8Array(64))
		.finish();
	return decodeTransfer(bytes);
}
