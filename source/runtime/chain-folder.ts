import {
	type FileHandle, open, rename, rm,
} from 'node:fs/promises';
import process from 'node:process';
import {ApiError, hasCode} from '../api/api-error.js';
import {Chain} from '../engine/node/chain.js';
import {CheckedTransfers} from '../engine/node/checked-transfers.js';
import {type ChainRun, exportChain} from '../engine/node/export.js';
import {importChain, type Imported} from '../engine/node/import.js';
import {keyOf} from '../engine/node/layout.js';
import {rebuildChain, type Rebuilt} from '../engine/node/rebuild.js';
import {openStore} from '../engine/node/store.js';
import {type Verified, verifyChain} from '../engine/node/verify.js';
import {codeOf, fileError} from '../engine/storage/file-error.js';
import {LevelStorage} from '../engine/storage/level-storage.js';
import type {Network} from '../protocol/network.js';
import {asideOf, openChainStorage} from './chain-storage.js';
import type {Workspace} from './workspace.js';

export type {ChainRun} from '../engine/node/export.js';

/*
What is done to a chain on disk while no node has it open.
*/

/** Runs something on the chain, and closes it whatever happens. */
async function withStorage<Result>(location: string, run: (storage: LevelStorage) => Promise<Result>): Promise<Result> {
	const storage = await openChainStorage(location);
	try {
		return await run(storage);
	} finally {
		await storage.close();
	}
}

const openChain = async ({network, clock}: Workspace, storage: LevelStorage) => Chain.open({
	network, storage, clock, checked: new CheckedTransfers(), durable: false,
});

/** Replays the chain in a store beside it, and compares. @throws {ApiError} `chain_differs`, `storage_damaged` or `folder_in_use`. */
export async function verifyChainOnDisk({network, folder}: Workspace, run: ChainRun): Promise<Verified> {
	const scratchFolder = `${folder.chain}.verify-${process.pid}`;
	try {
		await rm(scratchFolder, {recursive: true, force: true});
		return await withStorage(folder.chain, async storage => withStorage(scratchFolder, async scratch => verifyChain(network, storage, scratch, run)));
	} finally {
		await rm(scratchFolder, {recursive: true, force: true});
	}
}

/**
Makes the chain anew from its blocks. The old one stays where it is until the new one is whole; whenever this is interrupted, doing it again is enough.

@throws {ApiError} `folder_in_use`, or what the disk refuses.
*/
export async function rebuildChainOnDisk(workspace: Workspace, run: ChainRun): Promise<Rebuilt> {
	const {chain} = workspace.folder;
	const fresh = `${chain}.rebuild`;
	const old = asideOf(chain);
	const rebuilt = await rebuildInto(fresh, workspace, run);
	await rm(old, {recursive: true, force: true});
	await rename(chain, old);
	await rename(fresh, chain);
	await rm(old, {recursive: true, force: true});
	return rebuilt;
}

async function rebuildInto(fresh: string, {network, folder: {chain}}: Workspace, run: ChainRun): Promise<Rebuilt> {
	const rebuild = async () => withStorage(chain, async from => {
		await refuseForeign(network, from);
		// Only with the folder open: before that, it may be what another process is rebuilding into.
		await rm(fresh, {recursive: true, force: true});
		return withStorage(fresh, async to => rebuildChain(network, from, to, run));
	});
	try {
		return await rebuild();
	} catch (error) {
		if (!hasCode(error, 'storage_damaged')) {
			throw error;
		}

		await LevelStorage.repair(chain);
		return rebuild();
	}
}

/** The chain of another network or of a newer version is not damaged: made anew, all that is in it would be gone. */
async function refuseForeign(network: Network, storage: LevelStorage): Promise<void> {
	try {
		if (storage.get(keyOf.meta('schema')) && storage.get(keyOf.meta('genesis'))) {
			await openStore(network, storage);
		}
	} catch (error) {
		if (hasCode(error, 'folder_wrong_network', 'schema_too_new')) {
			throw error;
		}
	}
}

/** Writes the best chain to a file that must not exist yet. @returns Blocks written. @throws {ApiError} `file_exists`, and what the disk refuses. */
export async function exportChainToFile(workspace: Workspace, location: string, run: ChainRun): Promise<number> {
	const {network, folder} = workspace;
	return withStorage(folder.chain, async storage => {
		const chain = await openChain(workspace, storage);
		const file = await openNew(location);
		try {
			for await (const line of exportChain(chain, network.name, network.genesis.hash, run)) {
				await file.write(`${line}\n`);
			}

			await file.sync();
		} catch (error) {
			await file.close();
			await rm(location, {force: true});
			throw run.signal?.aborted ? error : fileError(error, location);
		}

		await file.close();
		return chain.tip.height;
	});
}

async function openNew(location: string) {
	try {
		return await open(location, 'wx');
	} catch (error) {
		throw codeOf(error) === 'EEXIST' ? new ApiError('file_exists', `${location} exists already`) : fileError(error, location);
	}
}

/** Takes in a file that {@link exportChainToFile} wrote. @throws {ApiError} `file_unreadable`, and what {@link importChain} throws. */
export async function importChainFromFile(workspace: Workspace, location: string, run: ChainRun): Promise<Imported> {
	const file = await openExisting(location);
	try {
		return await withStorage(workspace.folder.chain, async storage => importChain(await openChain(workspace, storage), linesOf(file, location), workspace.network.genesis.hash, run));
	} finally {
		await file.close();
	}
}

async function openExisting(location: string): Promise<FileHandle> {
	try {
		return await open(location, 'r');
	} catch (error) {
		throw unreadable(location, error);
	}
}

/** Reading begins with the first line that is asked for: lines read before that would be lost. */
async function * linesOf(file: FileHandle, location: string): AsyncGenerator<string, void> {
	try {
		yield * file.readLines({autoClose: false});
	} catch (error) {
		throw unreadable(location, error);
	}
}

const unreadable = (location: string, cause: unknown): ApiError => new ApiError('file_unreadable', `cannot read ${location}`, undefined, {cause});
