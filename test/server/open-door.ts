import type {ExecutionContext} from 'ava';
import {type Node, openNode} from '../../source/engine/node/node.js';
import {MemoryStorage} from '../../source/engine/storage/memory-storage.js';
import type {Block} from '../../source/protocol/block.js';
import type {Network} from '../../source/protocol/network.js';
import {type NodeServer, serveNode, type ServeOptions} from '../../source/server/node-server.js';
import {type BlockOptions, type ChainPoint, makeBlock, pointOf} from '../harness/make-block.js';
import {devNetwork, TEST_NOW} from '../harness/networks.js';

export type TestNode = {
	readonly node: Node;
	readonly network: Network;
	/** Puts a block on the tip. */
	readonly extend: (options?: Partial<BlockOptions>) => Promise<Block>;
};

/** A node in memory, with no blocks but genesis. */
export async function openTestNode(t: ExecutionContext, network: Network = devNetwork): Promise<TestNode> {
	const node = await openNode({network, storage: new MemoryStorage(), clock: () => TEST_NOW * 1000, version: '1.2.3'});
	t.teardown(async () => node.stop());
	let parent: ChainPoint | undefined;
	return {
		node,
		network,
		async extend(options = {}) {
			const block = makeBlock({network, ...(parent && {parent}), ...options});
			await node.submitBlock(block.bytes);
			parent = pointOf(block);
			return block;
		},
	};
}

export type TestDoor = TestNode & {
	readonly server: NodeServer;
	readonly url: string;
	/** What the server has logged. */
	readonly logged: unknown[];
};

/** A node in memory, and a server before it on a free port of 127.0.0.1. */
export async function openDoor(t: ExecutionContext, options: Partial<ServeOptions> = {}): Promise<TestDoor> {
	const {node, network, extend} = await openTestNode(t);
	const logged: unknown[] = [];
	const server = await serveNode({
		node,
		host: '127.0.0.1',
		port: 0,
		version: '1.2.3',
		log(_message, error) {
			logged.push(error);
		},
		...options,
	});
	t.teardown(async () => server.close());
	return {
		node, network, extend, server, url: server.url, logged,
	};
}
