import {mkdir} from 'node:fs/promises';
import {crc32} from 'node:zlib';
import {ClassicLevel} from 'classic-level';
import {ApiError} from '../../api/api-error.js';
import type {Range, Storage, Write} from './storage.js';

const CHECKSUM_SIZE = 4;

/**
LevelDB on disk. Only one process can have it open.

A bit that flips on the disk never becomes somebody's balance. LevelDB does not look at its own checksums, so the files are looked through before they are opened, and every value ends in a checksum over its key and itself, for what happens to them later.
*/
export class LevelStorage implements Storage {
	/**
	@param location - A folder; made when it is missing.
	@throws {ApiError} `folder_in_use`, `folder_not_writable`, `storage_damaged` or `storage_failed`.
	*/
	static async open(location: string): Promise<LevelStorage> {
		// Hashes and signatures do not compress, and `level-files.ts` reads only what is not compressed.
		const level = new ClassicLevel<Uint8Array, Uint8Array>(location, {keyEncoding: 'view', valueEncoding: 'view', compression: false});
		try {
			await mkdir(location, {recursive: true});
			await level.open();
		} catch (error) {
			throw storageError(error, location);
		}

		return new LevelStorage(level, location);
	}

	/** Brings a folder that LevelDB cannot open any more back as far as it can. What is lost shows when it is read. */
	static async repair(location: string): Promise<void> {
		try {
			await ClassicLevel.repair(location);
		} catch (error) {
			throw storageError(error, location);
		}
	}

	readonly #level: ClassicLevel<Uint8Array, Uint8Array>;
	readonly #location: string;

	private constructor(level: ClassicLevel<Uint8Array, Uint8Array>, location: string) {
		this.#level = level;
		this.#location = location;
	}

	get(key: Uint8Array): Uint8Array | undefined {
		try {
			const stored = this.#level.getSync(key);
			return stored && this.#unwrap(key, stored);
		} catch (error) {
			throw storageError(error, this.#location);
		}
	}

	async * range({from, to, reverse = false, limit = -1}: Range): AsyncIterable<{key: Uint8Array; value: Uint8Array}> {
		try {
			for await (const [key, stored] of this.#level.iterator({gte: from, lt: to, reverse, limit})) {
				yield {key, value: this.#unwrap(key, stored)};
			}
		} catch (error) {
			throw storageError(error, this.#location);
		}
	}

	async * keys({from, to, reverse = false, limit = -1}: Range): AsyncIterable<Uint8Array> {
		try {
			yield * this.#level.keys({gte: from, lt: to, reverse, limit});
		} catch (error) {
			throw storageError(error, this.#location);
		}
	}

	async write(writes: readonly Write[], {durable}: {durable: boolean}): Promise<void> {
		try {
			await this.#level.batch(writes.map(({key, value}) => value === undefined ? {type: 'del', key} : {type: 'put', key, value: wrap(key, value)}), {sync: durable});
		} catch (error) {
			throw storageError(error, this.#location);
		}
	}

	async close(): Promise<void> {
		await this.#level.close();
	}

	#unwrap(key: Uint8Array, stored: Uint8Array): Uint8Array {
		const value = stored.subarray(0, -CHECKSUM_SIZE);
		const checksum = stored.subarray(-CHECKSUM_SIZE);
		if (stored.length < CHECKSUM_SIZE || new DataView(checksum.buffer, checksum.byteOffset).getUint32(0) !== checksumOf(key, value)) {
			throw damaged(this.#location);
		}

		return value;
	}
}

// The key goes last because it is never empty: of nothing, crc32 may forget what it began with.
const checksumOf = (key: Uint8Array, value: Uint8Array): number => crc32(key, crc32(value));

function wrap(key: Uint8Array, value: Uint8Array): Uint8Array {
	const stored = new Uint8Array(value.length + CHECKSUM_SIZE);
	stored.set(value);
	new DataView(stored.buffer).setUint32(value.length, checksumOf(key, value));
	return stored;
}

const damaged = (location: string, cause?: unknown) => new ApiError('storage_damaged', `what is on disk in ${location} is damaged; \`chain-tui chain rebuild\` makes it anew from the blocks that are left`, undefined, {cause});

/** LevelDB says what is wrong in English only; the words are those of its Status and of strerror. */
function storageError(error: unknown, location: string): ApiError {
	if (error instanceof ApiError) {
		return error;
	}

	const texts: string[] = [];
	for (let cause = error; cause instanceof Error; cause = cause.cause) {
		texts.push(`${'code' in cause ? String(cause.code) : ''} ${cause.message}`);
	}

	const text = texts.join(' ');
	if (text.includes('LEVEL_LOCKED')) {
		return new ApiError('folder_in_use', `another process has ${location} open; stop it, or use its node with --node`, undefined, {cause: error});
	}

	if (/permission denied|read-only file system|EACCES|EROFS|ENOTDIR|EEXIST/iv.test(text)) {
		return new ApiError('folder_not_writable', `cannot write to ${location}`, undefined, {cause: error});
	}

	if (/corruption|LEVEL_CORRUPTION|missing files|CURRENT/iv.test(text)) {
		return damaged(location, error);
	}

	return new ApiError('storage_failed', /no space left|ENOSPC/iv.test(text) ? `the disk that holds ${location} is full` : `cannot read or write ${location}: ${texts.at(-1)?.trim() ?? 'unknown error'}`, undefined, {cause: error});
}
