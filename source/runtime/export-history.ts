import {open} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {fileError} from '../engine/storage/file-error.js';
import type {Wallet} from '../engine/wallet/wallet.js';

/**
Writes the whole history of a wallet as CSV into the home folder, under a name that was not there before.

@returns The path.
@throws {ApiError} `folder_not_writable`, `storage_failed`, and what the node refuses.
*/
export async function exportHistory(wallet: Wallet, clock: () => number): Promise<string> {
	const stamp = new Date(clock()).toISOString().slice(0, 19).replaceAll(/[\-:]/gv, '').replace('T', '-');
	const location = path.join(homedir(), `chain-tui-${wallet.keystore.network.name}-${wallet.name}-${stamp}.csv`);
	try {
		const file = await open(location, 'wx', 0o600);
		try {
			for await (const line of wallet.historyCsv()) {
				await file.write(line);
			}
		} finally {
			await file.close();
		}
	} catch (error) {
		throw fileError(error, location);
	}

	return location;
}
