import {NODE_HEADER} from '../../../source/api/peer.js';
import type {Network} from '../../../source/protocol/network.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import type {Storage} from '../../../source/engine/storage/storage.js';
import {devNetwork} from '../networks.js';
import {LinkProxy} from './link-proxy.js';
import {SimulatedNode} from './simulated-node.js';

export type {SimulatedNode} from './simulated-node.js';

export type SimulatorOptions = {
	readonly network?: Network;
	/** Milliseconds since 1970; `VirtualClock` has one that goes only when it is told to. */
	readonly clock?: () => number;
	/** Milliseconds that only ever go forward; by default the system's. */
	readonly ticks?: () => number;
	/** Where a node keeps its chain; by default in memory. */
	readonly storage?: () => Storage;
	/** How many blocks behind a branch may be that is handed in. */
	readonly branchReach?: number;
};

type Line = {readonly from: SimulatedNode; readonly to: SimulatedNode; readonly proxy: LinkProxy};

/**
Many nodes in one process, and the lines between them, which can be slow, silent, or cut.

The nodes, their servers and the sockets are real. There are only the lines that are laid: whoever hears of another node from a third one does not get through.
*/
export class Simulator {
	readonly nodes: SimulatedNode[] = [];
	readonly #options: SimulatorOptions;
	readonly #lines: Line[] = [];

	constructor(options: SimulatorOptions = {}) {
		this.#options = options;
	}

	get lines(): LinkProxy[] {
		return this.#lines.map(({proxy}) => proxy);
	}

	/** Starts nodes. @param own - What is different about these. */
	async add(count = 1, own: SimulatorOptions = {}): Promise<SimulatedNode[]> {
		const {network = devNetwork, clock = Date.now, ticks, storage = () => new MemoryStorage(), branchReach} = {...this.#options, ...own};
		const added: SimulatedNode[] = [];
		while (added.length < count) {
			const node = await SimulatedNode.open({
				index: this.nodes.length, network, clock, ticks, branchReach, storage: storage(),
			});
			this.nodes.push(node);
			added.push(node);
		}

		return added;
	}

	/** Has one node dial another. @returns The line between them. */
	async link(from: SimulatedNode, to: SimulatedNode): Promise<LinkProxy> {
		// Others may hear of it; who comes by it is not whom it was laid for.
		const proxy = await LinkProxy.open(to.port, {admits: head => head.toLowerCase().includes(`${NODE_HEADER}: ${from.id}`)});
		this.#lines.push({from, to, proxy});
		await from.node.registerPeers([proxy.url]);
		return proxy;
	}

	/** Each node dials the next, and the last one the first. */
	async ring(nodes: readonly SimulatedNode[] = this.nodes): Promise<void> {
		for (const [index, node] of nodes.entries()) {
			await this.link(node, nodes[(index + 1) % nodes.length]!);
		}
	}

	/** Each node dials all that come after it: one line between any two. */
	async mesh(nodes: readonly SimulatedNode[] = this.nodes): Promise<void> {
		for (const [index, node] of nodes.entries()) {
			for (const other of nodes.slice(index + 1)) {
				await this.link(node, other);
			}
		}
	}

	/** The line on which one node dials another. */
	line(from: SimulatedNode, to: SimulatedNode): LinkProxy {
		const line = this.#lines.find(other => other.from === from && other.to === to);
		if (!line) {
			throw new Error(`node ${from.index} does not dial node ${to.index}`);
		}

		return line.proxy;
	}

	/** Cuts every line between a group and the others, or mends it. */
	partition(group: readonly SimulatedNode[], isCut: boolean): void {
		for (const {from, to, proxy} of this.#lines) {
			if (group.includes(from) !== group.includes(to)) {
				if (isCut) {
					proxy.cut();
				} else {
					proxy.mend();
				}
			}
		}
	}

	/** Waits until all nodes have the same tip. */
	async agree(nodes: readonly SimulatedNode[] = this.nodes): Promise<void> {
		await nodes[0]?.until('all nodes agree', async () => {
			const handshakes = await Promise.all(nodes.map(async ({node}) => node.handshake()));
			return new Set(handshakes.map(({tip}) => tip)).size === 1;
		});
	}

	async close(): Promise<void> {
		for (const proxy of this.lines) {
			proxy.close();
		}

		await Promise.all(this.nodes.map(async node => node.stop()));
	}
}
