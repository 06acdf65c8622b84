import type {ExecutionContext} from 'ava';
import type {ApiError} from '../../source/api/api-error.js';
import type {DialNode} from '../../source/api/node-api.js';
import type {Peer} from '../../source/api/peer.js';
import {dialNode} from '../../source/client/remote-node.js';
import {Node} from '../../source/engine/node/node.js';
import {MemoryStorage} from '../../source/engine/storage/memory-storage.js';
import type {Storage} from '../../source/engine/storage/storage.js';
import type {Network} from '../../source/protocol/network.js';
import {devNetwork} from '../harness/networks.js';
import {Waiting} from '../harness/waiting.js';

/** Where on the internet a node believes its peers are. They are on loopback, where nobody is banned. */
export const FAR = 'http://203.0.113.5';

export type Victim = {
	readonly node: Node;
	readonly storage: Storage;
	readonly errors: ApiError[];
	/** Peers that are elsewhere, as the node sees it: the URL, and where it leads. */
	readonly far: Map<string, string>;
	/** Has a peer that is elsewhere dialled. @returns Its URL. */
	readonly meet: (peer: {readonly url: string; readonly port: number}, host?: string) => Promise<string>;
	readonly peer: (url: string) => Promise<Peer | undefined>;
	readonly stateOf: (url: string) => Promise<Peer['state'] | undefined>;
	/** None, of a peer that is not there. */
	readonly penaltyOf: (url: string) => Promise<number>;
	readonly height: () => Promise<number>;
	readonly tip: () => Promise<string>;
	readonly until: (what: string, isSo: () => boolean | Promise<boolean>) => Promise<void>;
	/** Stops it; once. */
	readonly stop: () => Promise<void>;
};

export type VictimOptions = {
	readonly network?: Network;
	readonly storage?: Storage;
	readonly clock?: () => number;
	readonly ticks?: () => number;
	readonly dial?: DialNode;
};

/** A node that dials its peers over real sockets, with what it complains of. */
export async function openVictim(t: ExecutionContext, {network = devNetwork, storage = new MemoryStorage(), clock = Date.now, ticks, dial = dialNode}: VictimOptions = {}): Promise<Victim> {
	const errors: ApiError[] = [];
	const far = new Map<string, string>();
	const node = await Node.open({
		network,
		storage,
		clock,
		...(ticks && {ticks}),
		durable: false,
		peering: {
			random: () => 0,
			dial: (url, options) => far.has(url) ? dial(far.get(url)!, {...options, reach: 'loopback'}) : dial(url, options),
		},
		onError(error) {
			errors.push(error);
		},
	});
	let stopped: Promise<void> | undefined;
	const stop = async () => {
		stopped ??= node.stop();
		await stopped;
	};

	t.teardown(stop);
	node.dialPeers();
	const peer = async (url: string) => {
		const peers = await node.peers();
		return peers.find(each => each.url === url);
	};

	return {
		node,
		storage,
		errors,
		far,
		async meet({url, port}, host = FAR) {
			const there = `${host}:${port}`;
			far.set(there, url);
			await node.registerPeers([there]);
			return there;
		},
		peer,
		async stateOf(url) {
			const found = await peer(url);
			return found?.state;
		},
		async penaltyOf(url) {
			const found = await peer(url);
			return found?.penalty ?? 0;
		},
		async height() {
			const {height} = await node.status();
			return height;
		},
		async tip() {
			const {tip} = await node.status();
			return tip;
		},
		until: async (what, isSo) => new Waiting(node).until(what, isSo),
		stop,
	};
}
