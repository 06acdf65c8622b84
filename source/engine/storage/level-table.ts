import {concatBytes, viewOf} from '../../protocol/bytes.js';
import {maskedCrc32c} from './crc32c.js';
import {VarintReader} from './varint-reader.js';

/*
The tables of LevelDB: blocks of entries, sorted by key, one of which lists the others. Each ends in a byte for its compression and a checksum. See table_format.md in its documentation.
*/

const FOOTER = 48;
const TRAILER = 5;

/** What LevelDB puts behind the key of an entry: the number of the write, and whether it removed the key. */
const KEY_TRAILER = 8;

/** Whether every block of a table is what was written. */
export function isTableWhole(table: Uint8Array): boolean {
	try {
		const {metaindex, index} = readFooter(table);
		for (const handle of [...handlesIn(blockAt(table, metaindex)), ...handlesIn(blockAt(table, index))]) {
			blockAt(table, handle);
		}

		return true;
	} catch (error) {
		return passRangeError(error, false);
	}
}

/**
What can still be read of a damaged table. Whether it is what was written is for somebody else to say; of several values of a key the newest comes first.
*/
export function * recordsIn(table: Uint8Array): Iterable<{readonly key: Uint8Array; readonly value: Uint8Array}> {
	for (const {offset, size} of dataHandles(table)) {
		let before: Uint8Array = new Uint8Array();
		try {
			for (const {shared, rest, value} of entriesIn(table.subarray(offset, offset + size))) {
				const key = concatBytes(before.subarray(0, shared), rest);
				yield {key: key.subarray(0, -KEY_TRAILER), value};
				before = key;
			}
		} catch (error) {
			passRangeError(error, undefined);
		}
	}
}

function dataHandles(table: Uint8Array): readonly Handle[] {
	try {
		return handlesIn(blockAt(table, readFooter(table).index));
	} catch (error) {
		return passRangeError(error, []);
	}
}

/** A `RangeError` is what bytes lead to that make no sense. */
function passRangeError<Value>(error: unknown, value: Value): Value {
	if (error instanceof RangeError) {
		return value;
	}

	throw error;
}

type Handle = {readonly offset: number; readonly size: number};

const readHandle = (reader: VarintReader): Handle => ({offset: reader.varint(), size: reader.varint()});

function readFooter(table: Uint8Array): {metaindex: Handle; index: Handle} {
	const reader = new VarintReader(table.subarray(-FOOTER));
	return {metaindex: readHandle(reader), index: readHandle(reader)};
}

type TableBlock = {readonly contents: Uint8Array; readonly isCompressed: boolean};

/** @throws {RangeError} when the block is not what was written. */
function blockAt(table: Uint8Array, {offset, size}: Handle): TableBlock {
	const end = offset + size + TRAILER;
	if (end > table.length - FOOTER) {
		throw new RangeError('a block reaches beyond its table');
	}

	const view = viewOf(table);
	if (view.getUint32(end - 4, true) !== maskedCrc32c(table.subarray(offset, end - 4))) {
		throw new RangeError('the checksum of a block is wrong');
	}

	return {contents: table.subarray(offset, offset + size), isCompressed: table[offset + size] !== 0};
}

/** The blocks that a block lists. We write none that are compressed; only LevelDB's own repair does, and what it has just written is taken as it is. */
function handlesIn({contents, isCompressed}: TableBlock): Handle[] {
	return isCompressed ? [] : [...entriesIn(contents)].map(({value}) => readHandle(new VarintReader(value)));
}

type BlockEntry = {
	/** The bytes that the key has in common with the one before. */
	readonly shared: number;
	readonly rest: Uint8Array;
	readonly value: Uint8Array;
};

/** @throws {RangeError} where the block makes no sense any more. */
function * entriesIn(contents: Uint8Array): Iterable<BlockEntry> {
	const view = viewOf(contents);
	// Behind the entries stand the places, four bytes each, at which one begins that has nothing in common with the one before.
	const restarts = view.getUint32(contents.length - 4, true);
	const reader = new VarintReader(contents.subarray(0, Math.max(0, contents.length - 4 - (restarts * 4))));
	while (!reader.isAtEnd) {
		const [shared, restLength, valueLength] = [reader.varint(), reader.varint(), reader.varint()];
		yield {shared, rest: reader.take(restLength), value: reader.take(valueLength)};
	}
}
