import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, utf8ToBytes} from '../../protocol/bytes.js';
import {canonicalJson} from '../../protocol/network.js';

/*
JSON that carries a checksum of itself, so that damage is told from everything else that can be wrong with a file. It finds accidents; whoever changes the file on purpose makes a new checksum.
*/

type Fields = Readonly<Record<string, unknown>>;

const checksumOf = (fields: Fields): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(fields))));

const layOut = (fields: Fields): string => `${JSON.stringify(fields, undefined, '\t')}\n`;

/** @param fields - JSON values, without a field `checksum`. */
export const formatCheckedJson = (fields: Fields): string => layOut({...fields, checksum: checksumOf(fields)});

/**
@returns The fields without the checksum, or `undefined` when a single bit of the file is not as it was written.
*/
export function parseCheckedJson(bytes: Uint8Array): Fields | undefined {
	try {
		const text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
		const {checksum, ...fields} = JSON.parse(text) as Fields;
		// The same values can be written in several ways (a tab can turn into a carriage return): only ours is whole.
		return checksum === checksumOf(fields) && text === layOut({...fields, checksum}) ? fields : undefined;
	} catch {
		return undefined;
	}
}
