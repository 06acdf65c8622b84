import type {Account, Amount, Hash} from './brands.js';
import {ByteReader, ByteWriter, concatBytes, utf8ToBytes} from './bytes.js';
import {
	accountFromBytes, accountOf, accountToBytes, hashFromBytes, hashToBytes, sha256d,
} from './hash.js';
import {RuleError} from './rule-error.js';
import {publicKeyOf, signHash} from './signature.js';

export const TRANSFER_VERSION = 1;
export const SIGNATURE_SIZE = 64;
export const MAX_OUTPUTS = 255;
export const MAX_MEMO_BYTES = 256;

export type Output = {readonly account: Account; readonly amount: Amount};

export type TransferDraft = {
	/** 33 bytes, compressed. */
	readonly publicKey: Uint8Array;
	/** How many transfers the sender's account has made before; u32. */
	readonly nonce: number;
	readonly fee: Amount;
	readonly outputs: readonly Output[];
	readonly memo: Uint8Array;
};

/** What stands in the bytes of a transfer: enough to check its signature. */
export type SignedDraft = TransferDraft & {
	readonly signature: Uint8Array;
	/** All of it, as it stands in a block. */
	readonly bytes: Uint8Array;
};

/** A transfer as it was read from its bytes. Whether the rules allow it is another question. */
export type Transfer = SignedDraft & {
	readonly sender: Account;
	readonly id: Hash;
};

/** What leaves the sender's account, in base units. */
export const costOf = (transfer: Pick<TransferDraft, 'fee' | 'outputs'>): Amount => transfer.outputs.reduce((sum, {amount}) => sum + amount, transfer.fee);

/** What outputs bring to one account, in base units. */
export function amountTo(account: Account, outputs: readonly Output[]): Amount {
	return outputs.filter(output => output.account === account).reduce((sum, {amount}) => sum + amount, 0n);
}

/** The bytes that a signature signs and stands behind. */
export function encodeDraft(draft: TransferDraft): Uint8Array {
	const writer = new ByteWriter()
		.u8(TRANSFER_VERSION)
		.put(draft.publicKey)
		.u32(draft.nonce)
		.u64(draft.fee)
		.varint(draft.outputs.length);
	for (const {account, amount} of draft.outputs) {
		writer.put(accountToBytes(account)).u64(amount);
	}

	return writer.varint(draft.memo.length).put(draft.memo).finish();
}

/** The size of a transfer once it is signed, in bytes. */
export const sizeOfDraft = (draft: TransferDraft): number => encodeDraft(draft).length + SIGNATURE_SIZE;

/** Reads one transfer, and leaves the reader behind it. */
export function readTransfer(reader: ByteReader): Transfer {
	const signed = readSignedDraft(reader);
	return {...signed, sender: accountOf(signed.publicKey), id: hashFromBytes(sha256d(signed.bytes))};
}

/** The same for those who need neither its sender nor its id, which take four hashes. */
export function readSignedDraft(reader: ByteReader): SignedDraft {
	const start = reader.position;
	const version = reader.u8();
	if (version !== TRANSFER_VERSION) {
		throw new RuleError('transfer_version', {version});
	}

	const publicKey = reader.take(33);
	const nonce = reader.u32();
	const fee = reader.u64();
	const count = reader.varint();
	if (count === 0 || count > MAX_OUTPUTS) {
		throw new RuleError('output_count', {count});
	}

	const outputs = Array.from({length: count}, () => ({account: accountFromBytes(reader.take(20)), amount: reader.u64()}));
	const memoLength = reader.varint();
	if (memoLength > MAX_MEMO_BYTES) {
		throw new RuleError('memo_too_long', {length: memoLength});
	}

	const memo = reader.take(memoLength);
	const signature = reader.take(SIGNATURE_SIZE);
	return {
		publicKey, nonce, fee, outputs, memo, signature, bytes: reader.bytes.subarray(start, reader.position),
	};
}

/** Reads bytes that are one transfer and nothing else. */
export function decodeTransfer(bytes: Uint8Array): Transfer {
	const reader = new ByteReader(bytes);
	const transfer = readTransfer(reader);
	reader.end();
	return transfer;
}

const signingTag = utf8ToBytes('chain-tui transfer');

/** The hash that a transfer's signature signs. The genesis hash in it keeps a transfer on its own network. */
export function signingHash(unsigned: Uint8Array, genesis: Hash): Uint8Array {
	return sha256d(concatBytes(signingTag, hashToBytes(genesis), unsigned));
}

/** The bytes of a transfer that its signature covers: all before it. */
export const unsignedBytes = (transfer: Pick<Transfer, 'bytes'>): Uint8Array => transfer.bytes.subarray(0, -SIGNATURE_SIZE);

/**
Makes a signed transfer.

@param privateKey - 32 bytes; the draft's public key is replaced by its own.
@param genesis - Of the network on which the transfer is to be valid.
*/
export function signTransfer(draft: Omit<TransferDraft, 'publicKey'>, privateKey: Uint8Array, genesis: Hash): Transfer {
	const unsigned = encodeDraft({...draft, publicKey: publicKeyOf(privateKey)});
	return decodeTransfer(concatBytes(unsigned, signHash(signingHash(unsigned, genesis), privateKey)));
}
