import {setTimeout} from 'node:timers/promises';
import type {BlockSummary} from '../../../source/api/block.js';
import type {NodeEvent} from '../../../source/api/event.js';
import {dialNode} from '../../../source/client/remote-node.js';
import {Node} from '../../../source/engine/node/node.js';
import type {Storage} from '../../../source/engine/storage/storage.js';
import {encodeAddress} from '../../../source/protocol/address.js';
import type {Block} from '../../../source/protocol/block.js';
import type {Network} from '../../../source/protocol/network.js';
import type {Transfer} from '../../../source/protocol/transfer.js';
import {type NodeServer, serveNode} from '../../../source/server/node-server.js';
import {solveTemplate} from '../../engine/node/solve-template.js';
import {alice, type TestKey} from '../keys.js';
import {type ChainPoint, makeBlock} from '../make-block.js';
import {Traffic} from './traffic.js';

/** How long anything may take before a test says what it waited for. Milliseconds. */
const PATIENCE_MS = 60_000;

const LOOK_AGAIN_MS = 20;

export type SimulatedNodeOptions = {
	readonly index: number;
	readonly network: Network;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Milliseconds that only ever go forward; by default the system's. */
	readonly ticks?: (() => number) | undefined;
	/** It outlives the node: a node that is started again finds what was written. */
	readonly storage: Storage;
	readonly branchReach?: number | undefined;
};

type Parts = {readonly node: Node; readonly server: NodeServer};

/** A real node behind a real server, on loopback; it can go away and come back. */
export class SimulatedNode {
	static async open(options: SimulatedNodeOptions): Promise<SimulatedNode> {
		const simulated = new SimulatedNode(options);
		await simulated.start();
		return simulated;
	}

	readonly index: number;
	readonly network: Network;
	/** Errors that nobody expected. */
	readonly errors: unknown[] = [];
	/** What it asks of others. */
	readonly traffic = new Traffic();
	/** Stays the same when it comes back. */
	port = 0;
	/** What it calls itself when it dials; another one each time it comes back. */
	id = '';
	readonly #options: SimulatedNodeOptions;
	#parts: Parts | undefined;

	private constructor(options: SimulatedNodeOptions) {
		this.index = options.index;
		this.network = options.network;
		this.#options = options;
	}

	/** Only while it runs. */
	get node(): Node {
		return this.#running.node;
	}

	get server(): NodeServer {
		return this.#running.server;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get isRunning(): boolean {
		return this.#parts !== undefined;
	}

	/** Comes back on its port, with what it remembers. */
	async start(): Promise<void> {
		const {network, clock, ticks, storage, branchReach} = this.#options;
		const node = await Node.open({
			network,
			storage,
			clock,
			durable: false,
			...(ticks !== undefined && {ticks}),
			...(branchReach !== undefined && {branchReach}),
			peering: {dial: this.traffic.recording(dialNode), random: Math.random},
			onError: error => {
				this.errors.push(error);
			},
		});
		const server = await serveNode({
			node,
			host: '127.0.0.1',
			port: this.port,
			version: '0.0.0',
			log: (_message, error) => {
				this.errors.push(error);
			},
		});
		this.port = server.port;
		this.#parts = {node, server};
		({id: this.id} = await node.handshake());
		node.dialPeers();
	}

	/** Goes away, in good order. */
	async stop(): Promise<void> {
		const parts = this.#parts;
		this.#parts = undefined;
		await parts?.server.close();
		await parts?.node.stop();
	}

	/** Makes blocks of its own on the tip, with the transfers given in the first of them, and hands them in. A chain of these runs ahead of the clock. */
	async mine(count = 1, {payee = alice, transfers = [], extra = this.index}: {readonly payee?: TestKey; readonly transfers?: readonly Transfer[]; readonly extra?: number} = {}): Promise<Block[]> {
		const mined: Block[] = [];
		for (let number = 0; number < count; number++) {
			const [tip, before] = await this.node.blocks({limit: 2});
			const block = makeBlock({
				network: this.network, payee, extra, parent: pointOf(tip!), grandparent: before && pointOf(before), transfers: number === 0 ? transfers : [],
			});
			await this.node.submitBlock(block.bytes);
			mined.push(block);
		}

		return mined;
	}

	/** Mines as a miner does: from templates, with what waits in the mempool. */
	async mineWaiting(count = 1, payee: TestKey = alice): Promise<Block[]> {
		const mined: Block[] = [];
		while (mined.length < count) {
			const block = solveTemplate(await this.node.template(encodeAddress(payee.account, this.network.addressPrefix)));
			await this.node.submitBlock(block.bytes);
			mined.push(block);
		}

		return mined;
	}

	/** Waits until something is so, looking at once, at each event of this node, and now and then in between: it may happen somewhere else. */
	async until(what: string, isSo: (node: Node) => boolean | Promise<boolean>): Promise<void> {
		const {node} = this;
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

	/** Waits until its chain is at least so long. */
	async untilHeight(least: number): Promise<void> {
		await this.until(`node ${this.index} has ${least} blocks`, async node => {
			const {height} = await node.handshake();
			return height >= least;
		});
	}

	/** What it tells from now on; it ends with the node. */
	record(): NodeEvent[] {
		const told: NodeEvent[] = [];
		void (async () => {
			for await (const event of this.node.events()) {
				told.push(event);
			}
		})();

		return told;
	}

	get #running(): Parts {
		if (!this.#parts) {
			throw new Error(`node ${this.index} does not run`);
		}

		return this.#parts;
	}
}

const pointOf = (block: BlockSummary): ChainPoint => ({
	hash: block.hash, height: block.height, time: block.time, bits: Number.parseInt(block.bits, 16),
});
