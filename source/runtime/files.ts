import {
	mkdir, open, rename, rm,
} from 'node:fs/promises';
import path from 'node:path';
import {randomUUID} from 'node:crypto';
import {ApiError} from '../api/api-error.js';

export const codeOf = (error: unknown): string | undefined => error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/**
Writes a file so that whoever reads it finds the old one or the new one, whatever happens. Only the user may read it (0600); its folder is made when it is missing.

@throws {ApiError} `folder_not_writable` or `storage_failed`.
*/
export async function writeFileAtomically(location: string, content: string): Promise<void> {
	const temporary = `${location}.${randomUUID()}.tmp`;
	try {
		await mkdir(path.dirname(location), {recursive: true, mode: 0o700});
		const file = await open(temporary, 'wx', 0o600);
		try {
			await file.writeFile(content);
			await file.sync();
		} finally {
			await file.close();
		}

		await rename(temporary, location);
	} catch (error) {
		await rm(temporary, {force: true});
		throw fileError(error, location);
	}
}

/** A failed write in words, with its code. */
export function fileError(error: unknown, location: string): ApiError {
	if (error instanceof ApiError) {
		return error;
	}

	const code = codeOf(error);
	if (code === 'ENOSPC') {
		return new ApiError('storage_failed', `the disk that holds ${location} is full`, undefined, {cause: error});
	}

	return ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code ?? '')
		? new ApiError('folder_not_writable', `cannot write ${location}`, undefined, {cause: error})
		: new ApiError('storage_failed', `cannot write ${location}: ${error instanceof Error ? error.message : String(error)}`, undefined, {cause: error});
}
