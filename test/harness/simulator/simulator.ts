import {setTimeout} from 'node:timers/promises';
import {dialNode} from '../../../source/client/remote-node.js';
import {Node} from '../../../source/engine/node/node.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import type {Storage} from '../../../source/engine/storage/storage.js';
import type {BlockSummary} from '../../../source/api/block.js';
import type {Block} from '../../../source/protocol/block.js';
import type {Network} from '../../../source/protocol/network.js';
import {type NodeServer, serveNode} from '../../../source/server/node-server.js';
import {type TestKey, alice} from '../keys.js';
import {makeBlock, type ChainPoint} from '../make-block.js';
import {devNetwork} from '../networks.js';
import type {Transfer} from '../../../source/protocol/transfer.js';
import {LinkProxy} from './link-proxy.js';

export type SimulatorOptions = {
	readonly network?: Network;
	/** Milliseconds since 1970. */
	readonly clock?: () => number;
	readonly storage?: () => Storage;
	readonly branchReach?: number;
};

/** A real node behind a real server, on loopback. */
export type SimulatedNode = {
	readonly index: number;
	readonly node: Node;
	readonly server: NodeServer;
	readonly url: string;
	readonly network: Network;
	/** Errors that nobody expected. */
	readonly errors: unknown[];
	/** Mines blocks on the tip, and hands them in. */
	mine(count?: number, options?: {readonly payee?: TestKey; readonly transfers?: readonly Transfer[]; readonly extra?: number}): Promise<Block[]>;
	/** Waits until what the node tells is so, at once or after some event. */
	until(what: string, isSo: (node: Node) => Promise<boolean>): Promise<void>;
};

/** How long anything may take before a test says what it waited for. Milliseconds. */
const PATIENCE_MS = 30_000;

const LOOK_AGAIN_MS = 20;

/** Many nodes in one process, and the lines between them, which can be slow, cut, or silent. */
export class Simulator {
	readonly nodes: SimulatedNode[] = [];
	readonly #options: SimulatorOptions;
	readonly #proxies = new Map<string, LinkProxy>();

	constructor(options: SimulatorOptions = {}) {
		this.#options = options;
	}

	async add(count = 1): Promise<SimulatedNode[]> {
		const added: SimulatedNode[] = [];
		while (added.length < count) {
			const node = await this.#open(this.nodes.length);
			this.nodes.push(node);
			added.push(node);
		}

		return added;
	}

	/** Has one node dial another. @returns The line between them. */
	async link(from: SimulatedNode, to: SimulatedNode): Promise<LinkProxy> {
		const proxy = await LinkProxy.open(to.server.port);
		this.#proxies.set(`${from.index}-${to.index}`, proxy);
		await from.node.registerPeers([proxy.url]);
		return proxy;
	}

	/** The line on which one node dials another. */
	line(from: SimulatedNode, to: SimulatedNode): LinkProxy {
		return this.#proxies.get(`${from.index}-${to.index}`)!;
	}

	/** Cuts every line between two groups, or mends it. */
	partition(group: readonly SimulatedNode[], isCut: boolean): void {
		const indexes = new Set(group.map(({index}) => String(index)));
		for (const [name, proxy] of this.#proxies) {
			const [from = '', to = ''] = name.split('-');
			if (indexes.has(from) !== indexes.has(to)) {
				if (isCut) {
					proxy.cut();
				} else {
					proxy.mend();
				}
			}
		}
	}

	get lines(): LinkProxy[] {
		return [...this.#proxies.values()];
	}

	/** Waits until all nodes have the same tip. */
	async agree(nodes: readonly SimulatedNode[] = this.nodes): Promise<void> {
		const tips = async () => Promise.all(nodes.map(async ({node}) => {
			const {tip} = await node.handshake();
			return tip;
		}));
		await Promise.all(nodes.map(async simulated => simulated.until('all nodes agree', async () => new Set(await tips()).size === 1)));
	}

	async close(): Promise<void> {
		for (const proxy of this.#proxies.values()) {
			proxy.close();
		}

		await Promise.all(this.nodes.map(async ({node, server}) => {
			await server.close();
			await node.stop();
		}));
	}

	async #open(index: number): Promise<SimulatedNode> {
		const {network = devNetwork, clock = Date.now, storage = () => new MemoryStorage(), branchReach} = this.#options;
		const errors: unknown[] = [];
		const node = await Node.open({
			network,
			storage: storage(),
			clock,
			durable: false,
			...(branchReach !== undefined && {branchReach}),
			peering: {dial: dialNode, random: Math.random},
			onError(error) {
				errors.push(error);
			},
		});
		const server = await serveNode({
			node,
			host: '127.0.0.1',
			port: 0,
			version: '0.0.0',
			log(_message, error) {
				errors.push(error);
			},
		});
		node.dialPeers();
		return {
			index, node, server, network, errors, url: server.url,
			mine: async (count = 1, options = {}) => mine(node, network, count, {extra: index, ...options}),
			until: async (what, isSo) => until(node, what, isSo),
		};
	}
}

async function mine(node: Node, network: Network, count: number, {payee = alice, transfers = [], extra}: {readonly payee?: TestKey; readonly transfers?: readonly Transfer[]; readonly extra: number}): Promise<Block[]> {
	const mined: Block[] = [];
	for (let number = 0; number < count; number++) {
		const [tip, before] = await node.blocks({limit: 2});
		const block = makeBlock({
			network, payee, extra, parent: pointOf(tip!), grandparent: before && pointOf(before), transfers: number === 0 ? transfers : [],
		});
		await node.submitBlock(block.bytes);
		mined.push(block);
	}

	return mined;
}

const pointOf = (block: BlockSummary): ChainPoint => ({
	hash: block.hash, height: block.height, time: block.time, bits: Number.parseInt(block.bits, 16),
});

/** Looks again at each event of the node, and now and then in between: what it waits for may happen somewhere else. */
async function until(node: Node, what: string, isSo: (node: Node) => Promise<boolean>): Promise<void> {
	const enough = new AbortController();
	const late = AbortSignal.timeout(PATIENCE_MS);
	const events = node.events({signal: enough.signal})[Symbol.asyncIterator]();
	let next = events.next();
	while (!await isSo(node)) {
		if (late.aborted) {
			throw new Error(`waited in vain until ${what}`);
		}

		if (await Promise.race([next, setTimeout(LOOK_AGAIN_MS, 'later')]) !== 'later') {
			next = events.next();
		}
	}

	enough.abort();
}
