import {availableParallelism} from 'node:os';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {hasCode} from '../api/api-error.js';
import {hostOf, reachOf} from '../api/reach.js';
import {TransferChecks} from '../engine/node/checks/transfer-checks.js';
import {type Node, openNode} from '../engine/node/node.js';
import type {Peering} from '../engine/node/peers/peering.js';
import type {LevelStorage} from '../engine/storage/level-storage.js';
import type {Network} from '../protocol/network.js';
import {dialNode} from '../client/remote-node.js';
import {type NodeServer, serveNode} from '../server/node-server.js';
import {openChainStorage} from './chain-storage.js';
import type {NetworkFolder} from './data-folder.js';
import {removeEndpoint, writeEndpoint} from './endpoint.js';
import {
	EVERYWHERE, lanNames, lanUrlFor, lanUrls, LOOPBACK,
} from './lan.js';
import {freePort, type PortChoice} from './port.js';
import type {Log} from './log-file.js';
import {version} from './version.js';

/** Programs that only look something up have the folder open for a moment. */
const BUSY_TRIES = 30;
const BUSY_WAIT_MS = 100;

/** More would wait for the thread that connects blocks. */
const MOST_CHECK_THREADS = 8;

export type OwnNodeOptions = {
	readonly network: Network;
	readonly folder: NetworkFolder;
	readonly clock: () => number;
	readonly log: Log;
	readonly signal?: AbortSignal | undefined;
	readonly peering?: Peering | undefined;
};

/** A node of this session's own, on disk. */
export type OwnNode = {
	readonly node: Node;
	stop(): Promise<void>;
};

/** @throws {ApiError} `folder_in_use` and what else storage and chain refuse. */
export async function openOwnNode({network, folder, clock, log, signal, peering}: OwnNodeOptions): Promise<OwnNode> {
	const storage = await openStorage(folder, signal);
	const checks = new TransferChecks({
		genesis: network.genesis.hash,
		threads: Math.min(availableParallelism(), MOST_CHECK_THREADS),
		onError(error) {
			log(`error a thread that checks signatures has ended: ${error instanceof Error ? error.message : String(error)}`);
		},
	});
	try {
		const node = await openNode({
			network,
			storage,
			clock,
			version,
			checks,
			peering,
			onError(error) {
				log(`error ${error.code}: ${error.message}`);
			},
		});
		return {
			node,
			async stop() {
				await node.stop();
				await checks.close();
				await storage.close();
			},
		};
	} catch (error) {
		await checks.close();
		await storage.close();
		throw error;
	}
}

async function openStorage({chain}: NetworkFolder, signal: AbortSignal | undefined): Promise<LevelStorage> {
	for (let tries = 1; ; tries++) {
		try {
			return await openChainStorage(chain);
		} catch (error) {
			signal?.throwIfAborted();
			if (tries === BUSY_TRIES || !hasCode(error, 'folder_in_use')) {
				throw error;
			}

			await delay(BUSY_WAIT_MS);
		}
	}
}

export type ServeNodeOptions = OwnNodeOptions & {
	/** Whether neighbours may ask it too. */
	readonly isOpenToLan: boolean;
	readonly port: PortChoice;
	/** URLs of peers to have in any case. */
	readonly peers: readonly string[];
	/** Where other nodes reach it, when that is not its own address. */
	readonly publicUrl?: string | undefined;
};

/** A node of this session's own that others can ask. */
export type ServedNode = OwnNode & {
	/** How programs on this machine reach it. */
	readonly url: string;
	/** Where neighbours reach it; nowhere, while it is not open to them. */
	lanUrls(): readonly string[];
	/** Lets neighbours in, or out. Whoever is connected is cut off for a moment. */
	openToLan(isOpen: boolean): Promise<void>;
};

/** Opens a node and its doors, and says in the folder where they are. @throws {ApiError} `port_in_use`, and like {@link openOwnNode}. */
export async function serveOwnNode(options: ServeNodeOptions): Promise<ServedNode> {
	const {network, folder, port, log, peers, publicUrl} = options;
	let {isOpenToLan} = options;
	let server: NodeServer | undefined;
	const own = await openOwnNode({
		...options,
		peering: {
			dial: dialNode, urls: peers, random: Math.random, ownUrl: host => publicUrl ?? (server && ownUrl(host, server, isOpenToLan)),
		},
	});
	const serve = async (choice: PortChoice): Promise<NodeServer> => freePort(choice, async number => serveNode({
		node: own.node,
		host: isOpenToLan ? EVERYWHERE : LOOPBACK,
		port: number,
		version,
		allowedHosts: [...(isOpenToLan ? lanNames() : []), ...(publicUrl === undefined ? [] : [hostOf(publicUrl)])],
		log(message, error) {
			log(`error ${message}${error instanceof Error ? `: ${error.stack ?? error.message}` : ''}`);
		},
	}));
	try {
		server = await serve(port);
		await writeEndpoint(folder.endpoint, {url: server.url, pid: process.pid, genesis: network.genesis.hash});
	} catch (error) {
		await server?.close();
		await own.stop();
		throw error;
	}

	own.node.dialPeers();
	const {height} = await own.node.status();
	const {url, port: bound} = server;
	log(`node of ${network.name} at ${url}, height ${height}`);
	return {
		...own,
		url,
		lanUrls: () => isOpenToLan ? lanUrls(bound) : [],
		async openToLan(isOpen) {
			await server?.close();
			isOpenToLan = isOpen;
			server = await serve({port: bound, isDefault: false});
			log(isOpen ? `open to the LAN at ${lanUrls(bound).join(', ')}` : 'closed to the LAN');
		},
		async stop() {
			await removeEndpoint(folder.endpoint, process.pid);
			await server?.close();
			await own.stop();
			log('node stopped');
		},
	};
}

/** Where the node at a host can reach us. A node on this machine always can. */
const ownUrl = (host: string, {url, port}: NodeServer, isOpenToLan: boolean): string | undefined => {
	if (reachOf(host) === 'loopback' || host === 'localhost') {
		return url;
	}

	return isOpenToLan ? lanUrlFor(host, port) : undefined;
};
