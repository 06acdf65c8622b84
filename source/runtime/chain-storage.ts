import {rename} from 'node:fs/promises';
import {codeOf, fileError, isMissing} from '../engine/storage/file-error.js';
import {LevelStorage} from '../engine/storage/level-storage.js';

/** Where a chain is while `chain rebuild` puts the new one into its place. */
export const asideOf = (chain: string): string => `${chain}.old`;

/**
Opens the store of a chain. One that an interrupted rebuild has left aside comes back first.

@throws {ApiError} like {@link LevelStorage.open}.
*/
export async function openChainStorage(chain: string): Promise<LevelStorage> {
	try {
		await rename(asideOf(chain), chain);
	} catch (error) {
		// There is none aside, or the chain is in its place.
		if (!isMissing(error) && !['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOTDIR'].includes(codeOf(error) ?? '')) {
			throw fileError(error, chain);
		}
	}

	return LevelStorage.open(chain);
}
