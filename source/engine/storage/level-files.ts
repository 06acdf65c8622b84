import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {crc32c} from './crc32c.js';

/*
LevelDB writes a checksum over every block of a table and every record of a log, and does not look at them by default; the binding offers no way to make it. What it does with a flipped bit instead: it does not find a key, it leaves a batch out of the middle of a log, or it aborts the process. So the files are looked at before it opens them.

Formats: table_format.md and log_format.md in the documentation of LevelDB.
*/

const LOG_BLOCK = 32_768;
const LOG_HEADER = 7;
const TABLE_FOOTER = 48;
const TABLE_TRAILER = 5;

/** Of LevelDB's `crc32c::Mask`. */
const MASK_DELTA = 0xa282_ead8;

/**
Looks for damage in the files of a store that nobody has open.

@returns The name of a file that is damaged, or `undefined`. A log may end in the middle of a record: that is what a process leaves that dies while it writes.
*/
export async function findDamagedFile(location: string): Promise<string | undefined> {
	const names = (await readdir(location)).toSorted();
	const tables = names.filter(name => name.endsWith('.ldb'));
	if (tables.length > 0 && !names.includes('CURRENT')) {
		return 'CURRENT';
	}

	for (const name of tables) {
		if (!isTableWhole(await readFile(path.join(location, name)))) {
			return name;
		}
	}

	for (const name of names.filter(each => each.startsWith('MANIFEST-'))) {
		if (lookThroughLog(await readFile(path.join(location, name))) !== 'whole') {
			return name;
		}
	}

	let cutOff: string | undefined;
	for (const name of names.filter(each => each.endsWith('.log'))) {
		const state = lookThroughLog(await readFile(path.join(location, name)));
		if (state === 'holed' || (cutOff !== undefined && state !== 'empty')) {
			return cutOff ?? name;
		}

		if (state === 'cut off') {
			cutOff = name;
		}
	}

	return undefined;
}

/** `cut off`: nothing that can be read comes after what cannot. `holed`: something does. */
function lookThroughLog(bytes: Uint8Array): 'empty' | 'whole' | 'cut off' | 'holed' {
	let isDamaged = false;
	for (let start = 0; start < bytes.length; start += LOG_BLOCK) {
		const block = bytes.subarray(start, start + LOG_BLOCK);
		for (let position = 0; position < block.length;) {
			const length = recordLength(block.subarray(position));
			if (length === undefined) {
				// What is behind it in this block cannot be found any more.
				isDamaged = true;
				break;
			}

			if (length > 0 && isDamaged) {
				return 'holed';
			}

			position += length > 0 ? length : block.length;
		}
	}

	return isDamaged ? 'cut off' : (bytes.length === 0 ? 'empty' : 'whole');
}

/** @returns The bytes that the record takes, its header included; 0 for the zeros that fill up a block; `undefined` for none that is whole. */
function recordLength(block: Uint8Array): number | undefined {
	if (block.length < LOG_HEADER) {
		return block.every(byte => byte === 0) ? 0 : undefined;
	}

	const view = new DataView(block.buffer, block.byteOffset);
	const end = LOG_HEADER + view.getUint16(4, true);
	return end <= block.length && view.getUint32(0, true) === masked(crc32c(block.subarray(LOG_HEADER - 1, end))) ? end : undefined;
}

function isTableWhole(bytes: Uint8Array): boolean {
	try {
		const footer = new VarintReader(bytes.subarray(-TABLE_FOOTER));
		const metaindex = blockAt(bytes, footer.handle());
		const index = blockAt(bytes, footer.handle());
		for (const handle of [...handlesIn(metaindex), ...handlesIn(index)]) {
			blockAt(bytes, handle);
		}

		return true;
	} catch (error) {
		if (error instanceof RangeError) {
			return false;
		}

		throw error;
	}
}

type Handle = {readonly offset: number; readonly size: number};
type TableBlock = {readonly contents: Uint8Array; readonly isCompressed: boolean};

/** @throws {RangeError} when the block is not what was written. */
function blockAt(table: Uint8Array, {offset, size}: Handle): TableBlock {
	const end = offset + size + TABLE_TRAILER;
	if (end > table.length - TABLE_FOOTER) {
		throw new RangeError('a block reaches beyond its table');
	}

	const view = new DataView(table.buffer, table.byteOffset);
	if (view.getUint32(end - 4, true) !== masked(crc32c(table.subarray(offset, end - 4)))) {
		throw new RangeError('the checksum of a block is wrong');
	}

	return {contents: table.subarray(offset, offset + size), isCompressed: table[offset + size] !== 0};
}

/** The values of a block that lists others. We write none that are compressed; only LevelDB's own repair does, and what it wrote just now is not looked into. */
function handlesIn({contents, isCompressed}: TableBlock): Handle[] {
	if (isCompressed) {
		return [];
	}

	const view = new DataView(contents.buffer, contents.byteOffset, contents.byteLength);
	const restarts = view.getUint32(contents.length - 4, true);
	const reader = new VarintReader(contents.subarray(0, contents.length - 4 - (restarts * 4)));
	const handles: Handle[] = [];
	while (!reader.isAtEnd) {
		reader.varint();
		const keyLength = reader.varint();
		reader.varint();
		reader.skip(keyLength);
		handles.push(reader.handle());
	}

	return handles;
}

/** LevelDB's varints: seven bits a byte, lowest first. */
class VarintReader {
	readonly #bytes: Uint8Array;
	#position = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	get isAtEnd(): boolean {
		return this.#position >= this.#bytes.length;
	}

	varint(): number {
		let value = 0;
		for (let scale = 1; scale < 2 ** 50; scale *= 128) {
			const byte = this.#bytes[this.#position++];
			if (byte === undefined) {
				break;
			}

			value += (byte & 0x7f) * scale;
			if (byte < 0x80) {
				return value;
			}
		}

		throw new RangeError('a varint has no end');
	}

	handle(): Handle {
		return {offset: this.varint(), size: this.varint()};
	}

	skip(length: number): void {
		this.#position += length;
	}
}

const masked = (crc: number): number => (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
