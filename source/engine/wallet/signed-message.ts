import {base64} from '@scure/base';
import {ApiError, toApiError} from '../../api/api-error.js';
import {parseAddress} from '../../protocol/address.js';
import {
	ByteWriter, concatBytes, utf8ToBytes,
} from '../../protocol/bytes.js';
import {accountOf, sha256d} from '../../protocol/hash.js';
import {publicKeyOf, signHash, verifyHash} from '../../protocol/signature.js';
import {SIGNATURE_SIZE} from '../../protocol/transfer.js';

/*
A text signed with the key of an address. As in Bitcoin, a tag of its own and the length stand before the text, so that no signature of a message is ever one of a transfer.
*/

const TAG = utf8ToBytes('chain-tui message');
const PUBLIC_KEY_SIZE = 33;

function messageHash(message: string): Uint8Array {
	// Broken halves of UTF-16 pairs would all become the same bytes.
	if (!message.isWellFormed()) {
		throw new ApiError('invalid_request', 'the message is no valid Unicode text');
	}

	const bytes = utf8ToBytes(message);
	return sha256d(concatBytes(TAG, new ByteWriter().varint(bytes.length).put(bytes).finish()));
}

/**
@param privateKey - 32 bytes.
@returns Public key and signature (compact, low s), 97 bytes, as base64.
*/
export const signMessage = (message: string, privateKey: Uint8Array): string => base64.encode(concatBytes(publicKeyOf(privateKey), signHash(messageHash(message), privateKey)));

/**
Whether the owner of an address has signed this very message.

@param address - Of any network.
@param signature - As {@link signMessage} returns it.
@throws {ApiError} `address_invalid`; `invalid_request` when the signature is not of its form.
*/
export function verifyMessage(address: string, message: string, signature: string): boolean {
	const account = readAccount(address);
	const bytes = readSignature(signature);
	const publicKey = bytes.subarray(0, PUBLIC_KEY_SIZE);
	const compact = bytes.subarray(PUBLIC_KEY_SIZE);
	return accountOf(publicKey) === account
		&& verifyHash(compact, messageHash(message), publicKey);
}

function readAccount(address: string) {
	try {
		return parseAddress(address);
	} catch (error) {
		throw toApiError(error);
	}
}

function readSignature(text: string): Uint8Array {
	const bytes = decodeBase64(text.trim());
	if (bytes?.length !== PUBLIC_KEY_SIZE + SIGNATURE_SIZE) {
		throw new ApiError('invalid_request', `a signature is ${PUBLIC_KEY_SIZE + SIGNATURE_SIZE} bytes in base64; a part of it is missing or wrong`);
	}

	return bytes;
}

function decodeBase64(text: string): Uint8Array | undefined {
	try {
		return base64.decode(text);
	} catch {
		return undefined;
	}
}
