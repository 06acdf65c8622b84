import {type Network, type NetworkFile, networkId} from '../protocol/network.js';
import {namedLike, presets} from '../protocol/presets.js';
import type {KnownNetwork, Networks} from '../runtime/networks.js';
import type {WorkspaceOptions} from '../runtime/workspace.js';

/** What a first run may settle on. */
export type NetworkChoice
	= | {readonly kind: 'practise'}
		| {readonly kind: 'existing' | 'own'; readonly name: string}
	/** That of a running node. */
		| {readonly kind: 'join'; readonly url: string};

/** The network for who wants to try things: real work, at the pace of a lesson. */
const PRACTICE = 'practice';

/** With `http://`, or a host and its port. */
const looksLikeUrl = /^(?:https?:\/\/|[^\/\\]+:\d+$)/v;

async function networkAt(url: string, networks: Networks): Promise<Network> {
	const {networkOfNode} = await import('../runtime/network-of-node.js');
	return networkOfNode(url, networks);
}

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

	/** What a first run has settled on, made or added where it was not there. @returns Its name. @throws {ApiError} What {@link create} and {@link ofNode} throw. */
	async choose(choice: NetworkChoice): Promise<string> {
		switch (choice.kind) {
			case 'practise': {
				const known = await this.list();
				return known.some(({network}) => network.name === PRACTICE) ? PRACTICE : this.create(PRACTICE);
			}

			case 'existing': {
				return choice.name;
			}

			case 'own': {
				return this.create(choice.name);
			}

			case 'join': {
				return this.ofNode(choice.url.trim());
			}
		}
	}

	/** Adds a network that somebody else has made. @param from - Its file, or the URL of a node. @returns What it is called. @throws {ApiError} `file_unreadable`, `invalid_json`, `node_unreachable`, `wrong_network`, `network_exists`, `network_invalid`. */
	async addFrom(from: string): Promise<string> {
		return this.#add(async networks => {
			const {file} = looksLikeUrl.test(from) ? await networkAt(from, networks) : await networks.readFile(from);
			return file;
		});
	}

	/** The network of a node, added where it was not known. @returns Its name with its hash, which is clear whatever else there is. @throws {ApiError} `node_unreachable`, `wrong_network`, `network_exists`. */
	async ofNode(url: string): Promise<string> {
		const networks = await this.#open();
		return networkId(await networkAt(url, networks));
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
