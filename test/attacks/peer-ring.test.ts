import test from 'ava';
import {dialNode} from '../../source/client/remote-node.js';
import type {DialNode} from '../../source/api/node-api.js';
import {MemoryStorage} from '../../source/engine/storage/memory-storage.js';
import {Node} from '../../source/engine/node/node.js';
import {serveNode} from '../../source/server/node-server.js';
import {Branch} from '../engine/node/branch.js';
import {alice} from '../harness/keys.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {testNetwork} from '../harness/networks.js';
import {Waiting} from '../harness/waiting.js';
import {headerHash} from '../../source/protocol/header.js';
import {decodeTransfer} from '../../source/protocol/transfer.js';

const network = testNetwork({allocations: [{address: alice.address, amount: '1000'}]});

/** Counts what crosses each link of a node, either way. Nodes ask their peers for others: the ring is where they begin, and not all that becomes of it. */
function counting(counts: Map<string, number>, from: number): DialNode {
	return (url, options) => {
		const count = (what: string) => {
			const name = `${what} ${from} -> ${url}`;
			counts.set(name, (counts.get(name) ?? 0) + 1);
		};

		const remote = dialNode(url, options);
		const {submitBlock, submitTransaction, bodies, transactionBytes} = remote;
		return Object.assign(remote, {
			async submitBlock(bytes: Uint8Array) {
				count(headerHash(bytes));
				return submitBlock.call(remote, bytes);
			},
			async submitTransaction(bytes: Uint8Array) {
				count(decodeTransfer(bytes).id);
				return submitTransaction.call(remote, bytes);
			},
			async bodies(...asked: Parameters<typeof bodies>) {
				const found = await bodies.call(remote, ...asked);
				for (const bytes of found) {
					count(headerHash(bytes));
				}

				return found;
			},
			async transactionBytes(...asked: Parameters<typeof transactionBytes>) {
				count(asked[0]);
				return transactionBytes.call(remote, ...asked);
			},
		});
	};
}

test('P10: in a ring of nodes each block and each transfer crosses a link at most once', async t => {
	const counts = new Map<string, number>();
	const size = 5;
	const ring = await Promise.all(Array.from({length: size}, async (_, index) => {
		const node = await Node.open({
			network, storage: new MemoryStorage(), clock: Date.now, durable: false, peering: {dial: counting(counts, index), random: () => 0},
		});
		const server = await serveNode({
			node, host: '127.0.0.1', port: 0, version: '0.0.0', log: t.log,
		});
		t.teardown(async () => {
			await server.close();
			await node.stop();
		});
		return {node, server};
	}));
	for (const [index, {node}] of ring.entries()) {
		await node.registerPeers([ring[(index + 1) % size]!.server.url]);
	}

	const {node: first} = ring[0]!;
	const everywhere = async (what: string, isSo: (node: Node) => Promise<boolean>) => Promise.all(ring.map(async ({node}) => new Waiting(node).until(what, async () => isSo(node))));
	const branch = new Branch(network);
	for (let height = 1; height <= 10; height++) {
		const {node} = ring[height % size]!;
		const transfer = makeTransfer({network, nonce: height - 1, amount: 1_000_000n, fee: 30_000n});
		await first.submitTransaction(transfer.bytes);
		await everywhere('the transfer is everywhere', async each => {
			const pending = await each.pending();
			return pending.some(({id}) => id === transfer.id);
		});
		const block = branch.mine({transfers: [transfer]});
		await node.submitBlock(block.bytes);
		await everywhere('the block is everywhere', async each => {
			const {tip} = await each.status();
			return tip === block.hash;
		});
	}

	// The first transfers may come with a whole mempool, right after connecting.
	t.true(counts.size >= 10 * (size - 1), `only ${counts.size} crossed`);
	t.deepEqual([...counts].filter(([, count]) => count > 1), []);
});
