import {readFile, rename} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {crc32} from 'node:zlib';
import {ClassicLevel} from 'classic-level';
import {ApiError} from '../../api/api-error.js';
import {allocate, viewOf} from '../../protocol/bytes.js';
import {isMissing} from './file-error.js';
import {damagedTables, findDamagedFile} from './level-files.js';
import {recordsIn} from './level-table.js';
import {makeFolder} from './make-folder.js';
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
		try {
			await makeFolder(location);
			const file = await findDamage(location);
			if (file !== undefined) {
				throw damaged(path.join(location, file));
			}

			const level = databaseAt(location);
			await level.open();
			return new LevelStorage(level, location);
		} catch (error) {
			throw storageError(error, location);
		}
	}

	/** Brings a damaged folder back as far as it can: it opens again, and holds what is still as it was written. What is lost shows when it is read. */
	static async repair(location: string): Promise<void> {
		try {
			await refuseWhileOpen(location);
			// LevelDB puts there what it gives up.
			const lost = path.join(location, 'lost');
			await makeFolder(lost);
			const salvaged: Write[] = [];
			for (const name of await damagedTables(location)) {
				for (const {key, value: stored} of recordsIn(await readFile(path.join(location, name)))) {
					const value = unwrap(key, stored);
					if (value) {
						salvaged.push({key, value});
					}
				}

				await rename(path.join(location, name), path.join(lost, name));
			}

			await ClassicLevel.repair(location);
			const storage = await LevelStorage.open(location);
			await storage.write(await storage.#broken(), {durable: true});
			// What is there is newer, and a key that comes twice came with its newest value first.
			await storage.write(salvaged.toReversed().filter(({key}) => !storage.#level.getSync(key)), {durable: true});
			await storage.close();
		} catch (error) {
			throw storageError(error, location);
		}
	}

	readonly #level: ClassicLevel<Uint8Array, Uint8Array>;
	readonly #location: string;
	#failure: ApiError | undefined;

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

	/** After a write that failed, none succeeds until the folder is opened anew: LevelDB would go on behind the torn record, where it finds nothing again, and lose what it said it had written. */
	async write(writes: readonly Write[], {durable}: {durable: boolean}): Promise<void> {
		if (this.#failure) {
			throw this.#failure;
		}

		try {
			// A chain of calls: LevelDB takes a list of objects too, and spends longer on reading them than on writing.
			const batch = this.#level.batch();
			for (const {key, value} of writes) {
				if (value === undefined) {
					batch.del(key);
				} else {
					batch.put(key, wrap(key, value));
				}
			}

			await batch.write({sync: durable});
		} catch (error) {
			this.#failure = storageError(error, this.#location);
			throw this.#failure;
		}
	}

	async close(): Promise<void> {
		await this.#level.close();
	}

	/** Writes that remove what is not as it was written; LevelDB's repair takes it over without a look. */
	async #broken(): Promise<Write[]> {
		const writes: Write[] = [];
		for await (const [key, stored] of this.#level.iterator()) {
			if (!unwrap(key, stored)) {
				writes.push({key, value: undefined});
			}
		}

		return writes;
	}

	#unwrap(key: Uint8Array, stored: Uint8Array): Uint8Array {
		const value = unwrap(key, stored);
		if (!value) {
			throw damaged(this.#location);
		}

		return value;
	}
}

// Hashes and signatures do not compress, and `level-table.ts` reads only what is not compressed.
const databaseAt = (location: string) => new ClassicLevel<Uint8Array, Uint8Array>(location, {keyEncoding: 'view', valueEncoding: 'view', compression: false});

/** How often files are looked through before what looks like damage is believed. */
const LOOKS = 3;
const LOOK_AGAIN_MS = 10;

/**
The file that is damaged, if one is. Another process that opens and closes the folder meanwhile leaves other files than those that were listed: whoever looks again sees them whole, or the folder in use.
*/
async function findDamage(location: string): Promise<string | undefined> {
	for (let look = 1; ; look++) {
		await refuseWhileOpen(location);
		try {
			const file = await findDamagedFile(location);
			if (file === undefined || look === LOOKS) {
				return file;
			}
		} catch (error) {
			if (!isMissing(error) || look === LOOKS) {
				throw error;
			}
		}

		await delay(LOOK_AGAIN_MS);
	}
}

/** A folder that is open changes under the eyes of whoever looks through its files. Told not to open what exists, LevelDB looks at its lock, and at nothing else. */
async function refuseWhileOpen(location: string): Promise<void> {
	try {
		await databaseAt(location).open({createIfMissing: false, errorIfExists: true});
	} catch (error) {
		if (textOf(error).includes('LEVEL_LOCKED')) {
			throw error;
		}
	}
}

// The key goes last because it is never empty: of nothing, crc32 may forget what it began with.
const checksumOf = (key: Uint8Array, value: Uint8Array): number => crc32(key, crc32(value));

function wrap(key: Uint8Array, value: Uint8Array): Uint8Array {
	const stored = allocate(value.length + CHECKSUM_SIZE);
	stored.set(value);
	viewOf(stored).setUint32(value.length, checksumOf(key, value));
	return stored;
}

/** @returns `undefined` when it is not what was written. */
function unwrap(key: Uint8Array, stored: Uint8Array): Uint8Array | undefined {
	if (stored.length < CHECKSUM_SIZE) {
		return undefined;
	}

	const end = stored.length - CHECKSUM_SIZE;
	const value = stored.subarray(0, end);
	return viewOf(stored).getUint32(end) === checksumOf(key, value) ? value : undefined;
}

const damaged = (location: string, cause?: unknown) => new ApiError('storage_damaged', `what is on disk in ${location} is damaged; \`chain-tui chain rebuild\` makes it anew from the blocks that are left`, undefined, {cause});

/** LevelDB says what is wrong in English only; the words are those of its Status and of strerror. */
function storageError(error: unknown, location: string): ApiError {
	if (error instanceof ApiError) {
		return error;
	}

	// The path is somebody's own, and may say anything.
	const text = textOf(error).replaceAll(location, '');
	if (text.includes('LEVEL_LOCKED')) {
		return new ApiError('folder_in_use', `another process has ${location} open; stop it, or use its node with --node`, undefined, {cause: error});
	}

	if (/permission denied|read-only file system|EACCES|EROFS|ENOTDIR|EEXIST|ENOENT: .*mkdir/iv.test(text)) {
		return new ApiError('folder_not_writable', `cannot write to ${location}`, undefined, {cause: error});
	}

	if (/corruption|missing files|no such file|CURRENT file/iv.test(text)) {
		return damaged(location, error);
	}

	return new ApiError('storage_failed', /no space left|ENOSPC/iv.test(text) ? `the disk that holds ${location} is full` : `cannot read or write ${location}: ${text.trim()}`, undefined, {cause: error});
}

/** What an error and its causes say. */
function textOf(error: unknown): string {
	const texts: string[] = [];
	for (let cause = error; cause instanceof Error; cause = cause.cause) {
		texts.push(`${'code' in cause ? String(cause.code) : ''} ${cause.message}`);
	}

	return texts.join(' ');
}
