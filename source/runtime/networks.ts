import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {ApiError} from '../api/api-error.js';
import {isMissing} from '../engine/storage/file-error.js';
import {replacePrivateFile} from '../engine/storage/private-file.js';
import {
	type Network, type NetworkFile, networkId, parseNetwork,
} from '../protocol/network.js';
import {builtInNetworks} from '../protocol/presets.js';
import {networkFolder} from './data-folder.js';

export type KnownNetwork = {
	readonly network: Network;
	readonly isBuiltIn: boolean;
};

/** No network file comes near it. */
const MAX_FILE_BYTES = 10_000_000;

/** The networks of a data folder: those that everybody has, and those that were made or added here. */
export class Networks {
	readonly #data: string;
	readonly #now: number;

	/**
	@param data - The data folder; it need not exist.
	@param now - The clock, in seconds.
	*/
	constructor(data: string, now: number) {
		this.#data = data;
		this.#now = now;
	}

	async list(): Promise<KnownNetwork[]> {
		const builtIn = builtInNetworks.map(file => ({network: this.parse(file), isBuiltIn: true}));
		const ids = new Set(builtIn.map(({network}) => networkId(network)));
		const added: KnownNetwork[] = [];
		for (const name of await this.#folders()) {
			const network = ids.has(name) ? undefined : await this.#read(path.join(this.#data, name, 'network.json'));
			if (network && networkId(network) === name) {
				added.push({network, isBuiltIn: false});
			}
		}

		return [...builtIn, ...added];
	}

	/**
	@param name - A network's name, or when two have the same, its name with the hash: `club-1617f14d`.
	@throws {ApiError} `network_not_found`.
	*/
	async find(name: string): Promise<Network> {
		const known = await this.list();
		const found = known.filter(({network}) => networkId(network) === name || network.name === name);
		const chosen = found.find(({network, isBuiltIn}) => isBuiltIn || networkId(network) === name) ?? found[0];
		if (!chosen) {
			throw new ApiError('network_not_found', `there is no network ${JSON.stringify(name.slice(0, 40))}; there are ${known.map(({network}) => network.name).join(', ')}`);
		}

		if (found.length > 1 && !chosen.isBuiltIn && networkId(chosen.network) !== name) {
			throw new ApiError('network_not_found', `${found.length} networks are called ${name}: say which, ${found.map(({network}) => networkId(network)).join(' or ')}`);
		}

		return chosen.network;
	}

	/**
	Keeps a network. The same one twice is no error.

	@throws {ApiError} `network_exists` when another has its name, `folder_not_writable` or `storage_failed`.
	*/
	async add(file: NetworkFile): Promise<Network> {
		const network = this.parse(file);
		const known = await this.list();
		const same = known.find(other => other.network.name === network.name);
		if (same && same.network.genesis.hash !== network.genesis.hash) {
			throw new ApiError('network_exists', `there is another network called ${network.name}, with genesis ${same.network.genesis.hash}`);
		}

		if (!same) {
			const {networkFile} = networkFolder(this.#data, network);
			await replacePrivateFile(networkFile, `${JSON.stringify(network.file, undefined, '\t')}\n`);
		}

		return network;
	}

	/** @throws {ApiError} `network_invalid` through {@link parseNetwork}. */
	parse(file: unknown): Network {
		return parseNetwork(file, this.#now);
	}

	/**
	Reads a network file from anywhere.

	@throws {ApiError} `file_unreadable` or `invalid_json`. {NetworkError} when a field is out of its bounds.
	*/
	async readFile(location: string): Promise<Network> {
		let text: string;
		try {
			text = await readFile(location, 'utf8');
		} catch (error) {
			throw new ApiError('file_unreadable', `cannot read ${location}`, undefined, {cause: error});
		}

		return this.parse(parseJson(text, location));
	}

	async #folders(): Promise<string[]> {
		try {
			const names = await readdir(this.#data);
			return names.toSorted();
		} catch (error) {
			if (isMissing(error)) {
				return [];
			}

			throw new ApiError('folder_not_writable', `cannot read the data folder ${this.#data}`, undefined, {cause: error});
		}
	}

	/** A network file that the program wrote itself; one that somebody has changed since is no network any more. */
	async #read(location: string): Promise<Network | undefined> {
		try {
			return await this.readFile(location);
		} catch {
			return undefined;
		}
	}
}

function parseJson(text: string, location: string): unknown {
	if (text.length > MAX_FILE_BYTES) {
		throw new ApiError('invalid_json', `${location} is too large for a network file`);
	}

	try {
		return JSON.parse(text);
	} catch (error) {
		throw new ApiError('invalid_json', `${location} is not JSON: ${(error as Error).message}`, undefined, {cause: error});
	}
}
