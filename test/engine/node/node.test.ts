import test from 'ava';
import type {NodeEvent} from '../../../source/api/event.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import {alice, bob} from '../../harness/keys.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {TEST_NOW, testNetwork} from '../../harness/networks.js';
import {Branch} from './branch.js';
import {openNode, TestClock} from './open-node.js';

const FEE = 20_000n;
const network = testNetwork({allocations: [{address: alice.address, amount: '1000'}, {address: bob.address, amount: '10'}]});

/** Reads events until one is of a type, and returns all of them. */
async function eventsUntil(stream: AsyncIterator<NodeEvent>, type: NodeEvent['type']): Promise<NodeEvent[]> {
	const events: NodeEvent[] = [];
	do {
		const {value} = await stream.next() as IteratorYieldResult<NodeEvent>;
		events.push(value);
	} while (events.at(-1)!.type !== type);

	return events;
}

test('events tell of a transfer, a block and a reorganisation, in this order of causes', async t => {
	const {node, take, send} = await openNode(t, network);
	const stream = node.events()[Symbol.asyncIterator]();
	const [begin] = await eventsUntil(stream, 'tip');
	t.like(begin!.data, {height: 0, hash: network.genesis.hash});

	const transfer = makeTransfer({network, fee: FEE});
	await send(transfer);
	const [heard, size] = await eventsUntil(stream, 'mempool');
	t.like(heard, {type: 'transaction', data: {id: transfer.id}});
	t.like(size, {data: {count: 1}});

	const first = new Branch(network);
	await take(first.mine({transfers: [transfer]}));
	const heardOfBlock = await eventsUntil(stream, 'tip');
	t.deepEqual(heardOfBlock.map(({type}) => type).filter(type => type !== 'mempool'), ['block', 'tip']);

	const second = new Branch(network).mineMany(2);
	await take(...second.blocks);
	const events = await eventsUntil(stream, 'tip');
	t.deepEqual(events.map(({type}) => type).filter(type => type !== 'mempool'), ['reorg', 'block', 'block', 'tip']);
	t.like(events.find(({type}) => type === 'reorg')!.data, {from: first.tip.hash, to: second.tip.hash, fork_height: 0, depth: 1});
	const [again] = await eventsUntil(stream, 'transaction');
	t.like(again!.data, {id: transfer.id}, 'the transfer waits again');
});

test('a stopped node ends its streams', async t => {
	const {node} = await openNode(t, network);
	const stream = node.events()[Symbol.asyncIterator]();
	await stream.next();
	const next = stream.next();
	await node.stop();
	t.like(await next, {done: true});
});

test('the mempool outlives the node, with the time of each transfer', async t => {
	const storage = new MemoryStorage();
	const first = await openNode(t, network, {storage});
	const transfers = [makeTransfer({network, nonce: 1, fee: FEE}), makeTransfer({network, fee: FEE}), makeTransfer({network, key: bob, fee: FEE})];
	for (const transfer of transfers) {
		await first.send(transfer);
	}

	await first.node.stop();
	const clock = new TestClock();
	clock.seconds += 1000;
	const second = await openNode(t, network, {storage, clock});
	t.deepEqual(await second.pendingIds(), transfers.map(({id}) => String(id)).toSorted());
	t.like(await second.node.transaction(transfers[0]!.id), {status: {time: TEST_NOW}});
});

test('what is handed in may be overwritten afterwards', async t => {
	const {node} = await openNode(t, network);
	const transfer = makeTransfer({network, fee: FEE});
	const bytes = Buffer.from(transfer.bytes);
	await node.submitTransaction(bytes);
	bytes.fill(0);
	t.deepEqual(await node.transactionBytes(transfer.id), transfer.bytes);
	const block = new Branch(network).mine({transfers: [transfer]});
	const buffer = Buffer.from(block.bytes);
	const accepted = node.submitBlock(buffer);
	buffer.fill(0);
	t.like(await accepted, {best: true});
});
