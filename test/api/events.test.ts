import test from 'ava';
import {events as schemas, type EventType, type NodeEvent} from '../../source/api/event.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {bob} from '../harness/keys.js';
import {genesisPoint, makeChain} from '../harness/make-block.js';
import {bothBodies} from './both-bodies.js';

const testBoth = bothBodies(test);

/** The next events, which come one after the other. */
async function take(events: AsyncIterator<NodeEvent>, count: number): Promise<NodeEvent[]> {
	const taken: NodeEvent[] = [];
	while (taken.length < count) {
		const {value} = await events.next() as {value: NodeEvent};
		taken.push(value);
	}

	return taken;
}

/** The next events about the chain, up to a tip. */
async function takeChain(events: AsyncIterator<NodeEvent>): Promise<NodeEvent[]> {
	const taken: NodeEvent[] = [];
	while (taken.at(-1)?.type !== 'tip') {
		const {value} = await events.next() as {value: NodeEvent};
		if (['reorg', 'block', 'tip'].includes(value.type)) {
			taken.push(value);
		}
	}

	return taken;
}

const types = (events: readonly NodeEvent[]): EventType[] => events.map(({type}) => type);

testBoth('a stream begins with the tip, and tells what follows in order', async (t, {api, network, extend}) => {
	await extend();
	await extend();
	const controller = new AbortController();
	const events = api.events({signal: controller.signal})[Symbol.asyncIterator]();
	const [tip] = await take(events, 1);
	t.like(tip, {type: 'tip', data: {height: 2}});

	const transfer = makeTransfer({network, fee: 1_000_000n});
	await api.submitTransaction(transfer.bytes);
	const submitted = await take(events, 2);
	t.deepEqual(types(submitted), ['transaction', 'mempool']);
	t.like(submitted[0]!.data, {id: transfer.id});

	const block = await extend({transfers: [transfer]});
	// The mempool has its own time; block and tip have theirs.
	const mined = await take(events, 3);
	t.deepEqual(types(mined).toSorted(), ['block', 'mempool', 'tip']);
	t.deepEqual(types(mined).filter(type => type !== 'mempool'), ['block', 'tip']);
	t.like(mined.find(({type}) => type === 'block')!.data, {hash: block.hash});
	t.deepEqual(mined.find(({type}) => type === 'mempool')!.data, {count: 0, bytes: 0});
	for (const {type, data} of [tip!, ...submitted, ...mined]) {
		t.deepEqual<unknown, unknown>(schemas[type].schema.parse(data), data);
	}

	controller.abort();
	const end = await events.next();
	t.true(end.done);
});

testBoth('a heavier branch is told as a reorganisation', async (t, {api, network, extend}) => {
	const old = await extend();
	const events = api.events()[Symbol.asyncIterator]();
	await take(events, 1);
	const [first, second] = makeChain(network, 2, () => ({payee: bob}));
	await api.submitBlock(first!.bytes);
	await api.submitBlock(second!.bytes);
	const told = await takeChain(events);
	t.deepEqual(types(told), ['reorg', 'block', 'block', 'tip']);
	t.deepEqual(told[0]!.data, {
		from: old.hash, to: second!.hash, fork_height: genesisPoint(network).height, depth: 1,
	});
	await events.return?.();
});

testBoth('who gives the last id it has seen misses nothing', async (t, {api, extend}) => {
	await extend();
	const events = api.events()[Symbol.asyncIterator]();
	const [begin] = await take(events, 1);
	await events.return?.();

	const block = await extend();
	const resumed = api.events({lastEventId: begin!.id})[Symbol.asyncIterator]();
	const [tip] = await take(resumed, 1);
	t.is(tip!.type, 'tip');
	const told = await takeChain(resumed);
	t.deepEqual(types(told), ['block', 'tip']);
	t.like(told[0]!.data, {hash: block.hash});
	await resumed.return?.();
});

testBoth('what cannot be resumed is reset', async (t, {api}) => {
	const events = api.events({lastEventId: 'another-7'})[Symbol.asyncIterator]();
	t.deepEqual(types(await take(events, 2)), ['tip', 'reset']);
	await events.return?.();
});
