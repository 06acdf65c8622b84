import {ByteReader, ByteWriter} from '../protocol/bytes.js';

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
@returns Views on the bytes.
@throws {RuleError} `truncated` when an item is longer than what is left.
*/
export function decodeRawList(bytes: Uint8Array): Uint8Array[] {
	const reader = new ByteReader(bytes);
	const items: Uint8Array[] = [];
	while (reader.position < bytes.length) {
		items.push(reader.take(reader.u32()));
	}

	return items;
}
