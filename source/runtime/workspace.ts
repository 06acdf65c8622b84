import {ApiError} from '../api/api-error.js';
import {Contacts} from '../engine/wallet/contacts.js';
import type {Keystore} from '../engine/wallet/keystore.js';
import {Wallets} from '../engine/wallet/wallets.js';
import type {Address} from '../protocol/brands.js';
import type {Network} from '../protocol/network.js';
import {dataFolder, type NetworkFolder, networkFolder} from './data-folder.js';
import {Networks} from './networks.js';

export const DEFAULT_NETWORK = 'main';

/** The wallet that is meant where nobody says which. */
export const DEFAULT_WALLET = 'default';

/** The wallet of the pool that runs on this data folder. Its first address is what the pool's blocks pay; `send` never spends from it. */
export const POOL_WALLET = 'pool';

export type WorkspaceOptions = {
	readonly dataDir?: string | undefined;
	/** A network's name, or its name with its hash. */
	readonly network?: string | undefined;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
};

/** What lies in the data folder and can be used without a node: networks, wallets, contacts. */
export type Workspace = {
	readonly network: Network;
	readonly networks: Networks;
	readonly folder: NetworkFolder;
	readonly wallets: Wallets;
	/** The names of all wallets but that of the pool. */
	readonly ownWallets: () => Promise<string[]>;
	readonly contacts: Contacts;
	readonly clock: () => number;
};

export function openNetworks({dataDir, environment, clock}: Omit<WorkspaceOptions, 'network'>): Networks {
	return new Networks(dataFolder(dataDir, environment), Math.floor(clock() / 1000));
}

/** @throws {ApiError} `network_not_found`. */
export async function openWorkspace({network: name = DEFAULT_NETWORK, ...options}: WorkspaceOptions): Promise<Workspace> {
	const networks = openNetworks(options);
	return workspaceOf(await networks.find(name), networks, options);
}

/** The workspace of a network that is known. */
export function workspaceOf(network: Network, networks: Networks, {dataDir, environment, clock}: Omit<WorkspaceOptions, 'network'>): Workspace {
	const folder = networkFolder(dataFolder(dataDir, environment), network);
	const wallets = new Wallets({folder: folder.wallets, network});
	return {
		network,
		networks,
		folder,
		wallets,
		async ownWallets() {
			const names = await wallets.list();
			return names.filter(name => name !== POOL_WALLET);
		},
		contacts: new Contacts({file: folder.contacts, network}),
		clock,
	};
}

/**
The wallet that somebody means: the one named, the only one there is besides that of the pool, or the one called `default`.

@throws {ApiError} `wallet_not_found`, which says what there is, and what opening fails with.
*/
export async function openKeystore({wallets, ownWallets, network}: Pick<Workspace, 'wallets' | 'ownWallets' | 'network'>, name: string | undefined): Promise<Keystore> {
	if (name !== undefined) {
		return wallets.open(name);
	}

	const names = await ownWallets();
	if (names.length === 0) {
		throw new ApiError('wallet_not_found', `there is no wallet on the network ${network.name} yet; make one with \`chain-tui wallet new --network ${network.name}\``);
	}

	const chosen = names.length === 1 ? names[0]! : names.find(each => each === DEFAULT_WALLET);
	if (chosen === undefined) {
		throw new ApiError('wallet_not_found', `there are several wallets: say which with --wallet ${names.join(' or --wallet ')}`);
	}

	return wallets.open(chosen);
}

/** What only the pool spends from: the first address of its wallet, where there is one. */
export async function poolAccounts({wallets}: Pick<Workspace, 'wallets'>): Promise<readonly Address[]> {
	if (!await wallets.exists(POOL_WALLET)) {
		return [];
	}

	try {
		const {addresses} = await wallets.open(POOL_WALLET);
		return addresses.slice(0, 1);
	} catch (error) {
		// One that cannot be read keeps nobody from his own coins; the pool says what is wrong with it.
		if (error instanceof ApiError) {
			return [];
		}

		throw error;
	}
}
