import {ApiError} from '../api/api-error.js';
import type {NodeApi} from '../api/node-api.js';
import {Wallet} from '../engine/wallet/wallet.js';
import {connectLocal, connectNamed, noNode} from './find-node.js';
import {type Log, LogFile} from './log-file.js';
import type {PortChoice} from './port.js';
import {openKeystore, poolAccounts, type Workspace} from './workspace.js';

export const DEFAULT_PORT = 5000;

/**
How a session comes to its node.

- `attach`: somebody else's, or none.
- `read`: somebody else's, or else the data folder itself, opened for the moment.
- `live`: somebody else's, or else an own one that others can ask too.
- `serve`: an own one that others can ask.
*/
export type Access = 'attach' | 'read' | 'live' | 'serve';

export type SessionOptions = {
	readonly access: Access;
	/** The URL of a node to use instead of looking for one. */
	readonly nodeUrl?: string | undefined;
	/** Where an own node listens. */
	readonly port?: PortChoice;
	/** Whether neighbours may ask it too. */
	readonly isOpenToLan?: boolean | undefined;
	/** URLs of peers that it should have. */
	readonly peers?: readonly string[];
	/** Where other nodes reach it, when that is not its own address. */
	readonly publicUrl?: string | undefined;
	readonly signal?: AbortSignal | undefined;
};

/** A node, wherever it runs, and what one does with it. */
export type Session = {
	readonly workspace: Workspace;
	readonly node: NodeApi;
	/** Where others can ask the node; `undefined` when they cannot. */
	readonly url: string | undefined;
	/** Whether the node runs in this session, and ends with it. */
	readonly isOwn: boolean;
	readonly log: Log;
	/** Where neighbours can ask the node; nowhere, while it is not open to them. */
	lanUrls(): readonly string[];
	/** Lets neighbours in, or out. @throws {ApiError} `not_available` where the node is somebody else's. */
	openToLan(isOpen: boolean): Promise<void>;
	/** @param name - By default the one that is meant without a name. */
	openWallet(name?: string): Promise<Wallet>;
	/** Doors first, then the node, then the storage. Stopping twice is fine. */
	stop(): Promise<void>;
};

/** @throws {ApiError} `node_unreachable`, `wrong_network`, `port_in_use`, `folder_in_use` and what else a data folder can be in. */
export async function openSession(workspace: Workspace, options: SessionOptions): Promise<Session> {
	const log = new LogFile(workspace.folder.log, workspace.clock);
	const parts = await openNodeFor(workspace, options, log.write);
	let stopping: Promise<void> | undefined;
	return {
		...parts,
		workspace,
		log: log.write,
		async openWallet(name) {
			return new Wallet({keystore: await openKeystore(workspace, name), reserved: await poolAccounts(workspace)}, {node: parts.node});
		},
		async stop() {
			stopping ??= (async () => {
				await parts.stop();
				await log.close();
			})();
			await stopping;
		},
	};
}

type NodeParts = Pick<Session, 'node' | 'url' | 'lanUrls' | 'openToLan' | 'isOwn' | 'stop'>;

/** A node that others cannot ask, or whose doors are not ours. */
const noDoors: Pick<Session, 'lanUrls' | 'openToLan'> = {
	lanUrls: () => [],
	async openToLan() {
		throw new ApiError('not_available', 'the node runs in another program: only that can open it to the LAN');
	},
};

async function openNodeFor(workspace: Workspace, options: SessionOptions, log: Log): Promise<NodeParts> {
	const {network, folder, clock} = workspace;
	const {access, nodeUrl, port = {port: DEFAULT_PORT, isDefault: true}, isOpenToLan = false, peers = [], publicUrl, signal} = options;
	if (access !== 'serve') {
		const client = nodeUrl === undefined ? await connectLocal(folder.endpoint, network) : await connectNamed(nodeUrl, network);
		if (client) {
			return {
				node: client,
				...noDoors,
				url: client.url,
				isOwn: false,
				async stop() {
					client.close();
				},
			};
		}
	}

	if (access === 'attach') {
		throw noNode(network);
	}

	// Loaded only by who has a node of its own: a command that asks another one starts a fifth faster without.
	const {openOwnNode, serveOwnNode} = await import('./own-node.js');
	const own = {network, folder, clock, log, signal};
	switch (access) {
		case 'read': {
			return {
				...await openOwnNode(own), ...noDoors, url: undefined, isOwn: true,
			};
		}

		case 'live':
		case 'serve': {
			const served = await serveOwnNode({
				...own, isOpenToLan, port, peers, publicUrl,
			});
			return {...served, isOwn: true};
		}
	}
}
