import test, {type ExecutionContext} from 'ava';
import {ApiError} from '../../source/api/api-error.js';
import type {NodeApi} from '../../source/api/node-api.js';
import {type NodeState, NodeStore} from '../../source/store/node-store.js';
import {Branch} from '../engine/node/branch.js';
import {openNode} from '../engine/node/open-node.js';
import {alice} from '../harness/keys.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {TEST_NOW, testNetwork} from '../harness/networks.js';
import {reached} from './reached.js';

const network = testNetwork({allocations: [{address: alice.address, amount: '1000'}]});

/** Follows a node until the test is over. */
function follow(t: ExecutionContext, node: NodeApi) {
	const events: string[] = [];
	const store = new NodeStore(node, () => TEST_NOW * 1000, ({type}) => {
		events.push(type);
	});
	const ended = store.run();
	t.teardown(async () => {
		store.stop();
		await ended;
	});
	return {
		store,
		events,
		/** Waits until a snapshot is as it shall be. */
		async until(isThere: (state: Readonly<NodeState>) => boolean): Promise<Readonly<NodeState>> {
			return reached(store, isThere);
		},
	};
}

test('nothing is known before the node has said it', async t => {
	const {node} = await openNode(t, network);
	const store = new NodeStore(node, () => 0, () => undefined);
	t.like(store.getSnapshot(), {status: undefined, fees: undefined, blocks: [], log: [], trouble: undefined});
	t.true(Object.isFrozen(store.getSnapshot()));
});

test('blocks, transfers and what waits become snapshots as they come', async t => {
	const {node, take, send} = await openNode(t, network);
	const {until, events} = follow(t, node);
	const first = await until(({status}) => status !== undefined);
	t.is(first.status!.height, 0);

	const transfer = makeTransfer({network, fee: 20_000n});
	await send(transfer);
	const waiting = await until(({status}) => status!.mempool.count === 1);
	t.is(waiting.mempool.at(-1), 1);
	t.like(waiting.log[0], {kind: 'transaction', text: `transfer ${transfer.id} waits`});

	const block = new Branch(network).mine({transfers: [transfer]});
	await take(block);
	const after = await until(({status}) => status!.height === 1 && status!.mempool.count === 0);
	t.is(after.blocks[0]!.hash, block.hash);
	t.like(after.log[0], {kind: 'block', time: TEST_NOW});
	t.true(after.log[0]!.text.includes(block.hash));
	t.true(events.includes('tip') && events.includes('transaction'), 'whoever depends on it is told of every event');
});

test('a reorganisation is counted and told, and the blocks are those of the new branch', async t => {
	const {node, take} = await openNode(t, network);
	const {until} = follow(t, node);
	const branch = new Branch(network).mineMany(2);
	await take(...branch.blocks);
	await until(({status}) => status?.height === 2);
	const other = branch.fork(0).mineMany(3);
	await take(...other.blocks);
	const {reorgs, blocks, log} = await until(({status, reorgs: seen}) => status!.height === 3 && seen.count === 1);
	t.deepEqual(reorgs.last, {depth: 2, time: TEST_NOW});
	t.is(blocks[0]!.hash, other.tip.hash);
	t.truthy(log.find(({kind, text}) => kind === 'reorg' && text.includes('2 blocks replaced')));
});

test('the list of blocks is as long as is useful, and the log as well', async t => {
	const {node, take} = await openNode(t, network);
	const {until, store} = follow(t, node);
	await take(...new Branch(network).mineMany(120).blocks);
	const {blocks} = await until(({status}) => status?.height === 120);
	t.is(blocks.length, 100);
	for (let line = 0; line < 600; line++) {
		store.note('note', `line ${line}`);
	}

	t.is(store.state.log.length, 500);
	t.is(store.state.log[0]!.text, 'line 599');
});

test('a node that stops is trouble, and what was known stays', async t => {
	const {node, take} = await openNode(t, network);
	const {until} = follow(t, node);
	await take(new Branch(network).mine());
	await until(({status}) => status?.height === 1);
	await node.stop();
	const {status, trouble} = await until(state => state.trouble !== undefined);
	t.is(trouble, 'the node has stopped');
	t.is(status!.height, 1);
});

test('a node that does not answer is asked again, and the trouble is over when it does', async t => {
	const {node} = await openNode(t, network);
	let isUp = false;
	const flaky = new Proxy<NodeApi>(node, {
		get(target, name) {
			if (name === 'events' && !isUp) {
				return () => {
					throw new ApiError('node_unreachable', 'No node answers.');
				};
			}

			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) as unknown : value;
		},
	});
	const {until} = follow(t, flaky);
	await until(({trouble}) => trouble === 'No node answers.');
	isUp = true;
	const {status} = await until(({trouble, status: known}) => trouble === undefined && known !== undefined);
	t.is(status!.height, 0);
});
