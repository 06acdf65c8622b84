import {ApiError} from '../../api/api-error.js';

/** What the file system calls an error: `ENOENT`. */
export const codeOf = (error: unknown): string | undefined => error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

const notWritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT']);

/** Gives an error of the file system its code and words; what is no error of the file system stays as it is. */
export function fileError(error: unknown, location: string): unknown {
	const code = codeOf(error);
	if (error instanceof ApiError || code === undefined) {
		return error;
	}

	if (code === 'ENOSPC' || code === 'EDQUOT') {
		return new ApiError('storage_failed', `the disk that holds ${location} is full`, undefined, {cause: error});
	}

	return notWritable.has(code)
		? new ApiError('folder_not_writable', `${location} cannot be read or written (${code})`, undefined, {cause: error})
		: new ApiError('storage_failed', `${location} cannot be read or written (${code})`, undefined, {cause: error});
}
