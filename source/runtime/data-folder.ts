import {access} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import envPaths from 'env-paths';
import {type Network, networkId} from '../protocol/network.js';

/**
Where everything is kept.

@param given - What `--data-dir` says; it goes before the environment.
@param environment - `CHAIN_TUI_HOME` goes before the platform's own place.
*/
export function dataFolder(given: string | undefined, environment: Readonly<Record<string, string | undefined>>): string {
	const chosen = given ?? environment['CHAIN_TUI_HOME'];
	if (chosen === undefined || chosen === '') {
		return envPaths('chain-tui', {suffix: ''}).data;
	}

	// A shell expands ~ only at the beginning of a word: not in --data-dir=~/x.
	return path.resolve(chosen.replace(/^~(?=$|[\/\\])/v, homedir()));
}

/** The files of one network within the data folder. */
export type NetworkFolder = {
	readonly folder: string;
	readonly networkFile: string;
	readonly chain: string;
	/** The books of a pool. */
	readonly pool: string;
	readonly wallets: string;
	readonly contacts: string;
	readonly endpoint: string;
	readonly log: string;
};

/** Whether a folder is where it was. Files that are open go on without it, and nobody finds them again. */
export async function isFolderThere(folder: string): Promise<boolean> {
	try {
		await access(folder);
		return true;
	} catch {
		return false;
	}
}

export function networkFolder(data: string, network: Network): NetworkFolder {
	const folder = path.join(data, networkId(network));
	return {
		folder,
		networkFile: path.join(folder, 'network.json'),
		chain: path.join(folder, 'chain'),
		pool: path.join(folder, 'pool'),
		wallets: path.join(folder, 'wallets'),
		contacts: path.join(folder, 'contacts.json'),
		endpoint: path.join(folder, 'endpoint.json'),
		log: path.join(folder, 'chain-tui.log'),
	};
}
