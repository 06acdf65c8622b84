import {ByteReader, ByteWriter} from '../protocol/bytes.js';
import {ApiError} from './api-error.js';

/*
Byte strings of any length as one: each after its own length, a u32. So blocks and transfers go from node to node.
*/

export function encodeRawList(items: readonly Uint8Array[]): Uint8Array {
	const writer = new ByteWriter();
	for (const item of items) {
		writer.u32(item.length).put(item);
	}

	return writer.finish();
}

/**
@param most - Items: of empty ones, a few megabytes of bytes would make millions.
@returns Views on the bytes.
@throws {RuleError} `truncated` when an item is longer than what is left; {ApiError} `invalid_request` when there are more.
*/
export function decodeRawList(bytes: Uint8Array, most: number): Uint8Array[] {
	const reader = new ByteReader(bytes);
	const items: Uint8Array[] = [];
	while (reader.position < bytes.length) {
		if (items.length >= most) {
			throw new ApiError('invalid_request', `a list of more than ${most}`);
		}

		items.push(reader.take(reader.u32()));
	}

	return items;
}
