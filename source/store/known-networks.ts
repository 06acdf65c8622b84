import {type NetworkFile, networkId} from '../protocol/network.js';
import {namedLike, presets} from '../protocol/presets.js';
import type {KnownNetwork, Networks} from '../runtime/networks.js';
import type {WorkspaceOptions} from '../runtime/workspace.js';

/** The networks of a data folder, as screens ask for them. */
export class KnownNetworks {
	readonly #options: Omit<WorkspaceOptions, 'network'>;

	constructor(options: Omit<WorkspaceOptions, 'network'>) {
		this.#options = options;
	}

	async list(): Promise<readonly KnownNetwork[]> {
		const networks = await this.#open();
		return networks.list();
	}

	/** Makes a network like the one for lessons, beginning now. @returns What it is called. @throws {ApiError} `network_exists`, `network_invalid`. */
	async create(name: string): Promise<string> {
		return this.#add(async () => namedLike(presets.lesson, name, Math.floor(this.#options.clock() / 1000) - 1));
	}

	/** The same, unless there is one of this name. */
	async createOnce(name: string): Promise<void> {
		const known = await this.list();
		if (known.every(({network}) => network.name !== name)) {
			await this.create(name);
		}
	}

	/** Adds a network that somebody else has made. @param location - Of its file. @throws {ApiError} `file_unreadable`, `invalid_json`, `network_exists`, `network_invalid`. */
	async addFile(location: string): Promise<string> {
		return this.#add(async networks => {
			const {file} = await networks.readFile(location);
			return file;
		});
	}

	/** The network of a node, added where it was not known. @returns Its name with its hash, which is clear whatever else there is. @throws {ApiError} `node_unreachable`, `network_exists`. */
	async ofNode(url: string): Promise<string> {
		const [networks, {networkOfNode}] = await Promise.all([this.#open(), import('../runtime/network-of-node.js')]);
		return networkId(await networkOfNode(url, networks));
	}

	async #add(fileOf: (networks: Networks) => Promise<NetworkFile>): Promise<string> {
		const networks = await this.#open();
		const {name} = await networks.add(await fileOf(networks));
		return name;
	}

	/** Anew each time: it takes nothing that begins after it was opened itself. */
	async #open(): Promise<Networks> {
		const {openNetworks} = await import('../runtime/workspace.js');
		return openNetworks(this.#options);
	}
}
