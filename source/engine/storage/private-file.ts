import {randomBytes} from 'node:crypto';
import {
	constants, copyFile, link, open, rename, rm,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {ApiError} from '../../api/api-error.js';
import {codeOf, fileError, isMissing} from './file-error.js';
import {makeFolder} from './make-folder.js';

/*
Small files that only their owner may read (0600, folders 0700). After a power cut a file is the old one or the new one, never half of either: it is written beside, forced to the disk, and then moved into its place.
*/

/**
Reads a whole file.

@param options.maxBytes - A longer one cannot be ours, and is not read.
@returns `undefined` when there is none.
@throws {ApiError} `storage_failed` when the disk refuses; `storage_damaged` when the file is too long.
*/
export async function readPrivateFile(file: string, {maxBytes}: {maxBytes: number}): Promise<Uint8Array | undefined> {
	let handle;
	try {
		handle = await open(file, 'r');
		const {size} = await handle.stat();
		if (size > maxBytes) {
			throw new ApiError('storage_damaged', `${file} has ${size} bytes; it cannot have more than ${maxBytes}`);
		}

		return await handle.readFile();
	} catch (error) {
		if (isMissing(error)) {
			return undefined;
		}

		throw fileError(error, file);
	} finally {
		await handle?.close();
	}
}

/**
Writes a file in place of the one that is there.

@throws {ApiError} `folder_not_writable` or `storage_failed`; then the file is as it was.
*/
export async function replacePrivateFile(file: string, content: string): Promise<void> {
	await writeBeside(file, content, async temporary => {
		await rename(temporary, file);
	});
}

/**
Writes a file that must not exist yet. Of several that try at once, one succeeds.

@returns `false` when there is a file of that name; it is left as it is.
@throws {ApiError} `folder_not_writable` or `storage_failed`; then there is no file.
*/
export async function createPrivateFile(file: string, content: string): Promise<boolean> {
	let created = true;
	await writeBeside(file, content, async temporary => {
		created = await linkOnce(temporary, file);
	});
	return created;
}

async function linkOnce(temporary: string, file: string): Promise<boolean> {
	try {
		await link(temporary, file);
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') {
			return false;
		}

		// Some file systems, FAT among them, know no links. An exclusive copy fails as well when the file exists.
		if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(codeOf(error) ?? '')) {
			throw error;
		}
	}

	try {
		await copyFile(temporary, file, constants.COPYFILE_EXCL);
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') {
			return false;
		}

		throw error;
	}
}

async function writeBeside(file: string, content: string, place: (temporary: string) => Promise<void>): Promise<void> {
	const folder = path.dirname(file);
	const temporary = path.join(folder, `.${path.basename(file)}.${randomBytes(8).toString('hex')}.tmp`);
	try {
		await makeFolder(folder);
		const handle = await open(temporary, 'wx', 0o600);
		try {
			await handle.writeFile(content);
			await handle.sync();
		} finally {
			await handle.close();
		}

		await place(temporary);
		await syncFolder(folder);
	} catch (error) {
		throw fileError(error, file);
	} finally {
		await rm(temporary, {force: true});
	}
}

/** Makes a new name in a folder last. Windows cannot open folders, and does it by itself. */
export async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') {
		return;
	}

	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
