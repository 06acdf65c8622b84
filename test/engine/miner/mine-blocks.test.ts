import test, {type ExecutionContext} from 'ava';
import {hasCode} from '../../../source/api/api-error.js';
import {asAddress} from '../../../source/protocol/brands.js';
import type {Network} from '../../../source/protocol/network.js';
import type {MinerEvent} from '../../../source/engine/miner/miner-event.js';
import {mineBlocks} from '../../../source/engine/miner/mine-blocks.js';
import {SoloSource} from '../../../source/engine/miner/solo-source.js';
import {openNode} from '../../../source/engine/node/node.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import {alice} from '../../harness/keys.js';
import {devNetwork, TEST_NOW, testNetwork} from '../../harness/networks.js';
import {ScriptedSource} from './harness/scripted-source.js';
import {someWork} from './harness/some-work.js';

/*
The whole way: a real node, its templates, forked processes, blocks that the node takes.
*/

const random = Math.random.bind(Math);

async function openSolo(t: ExecutionContext, {network = devNetwork, address = alice.address, paced = false}: {network?: Network; address?: typeof alice.address; paced?: boolean} = {}) {
	const startMs = Date.now();
	const clock = () => (TEST_NOW * 1000) + (Date.now() - startMs);
	const node = await openNode({network, storage: new MemoryStorage(), clock});
	t.teardown(async () => node.stop());
	return {node, clock, source: new SoloSource({address, paced}, {node, clock, random})};
}

test.serial('two processes mine exactly as many blocks as wanted', async t => {
	const {node, clock, source} = await openSolo(t);
	const events: MinerEvent[] = [];
	const {blocks, shares, hashes, seconds} = await mineBlocks({processes: 2, blocks: 12}, {
		source, clock, random, listener(event) {
			events.push(event);
		},
	});
	t.is(blocks, 12);
	t.is(shares, 0);
	t.true(hashes >= 12);
	t.true(seconds > 0);
	t.like(await node.status(), {height: 12});
	t.deepEqual(events.flatMap(event => event.event === 'block' ? [event.height] : []), Array.from({length: 12}, (_, index) => index + 1));
	t.is(events[0]!.event, 'ready');
	// No block but ours: nothing was mined beside the chain either.
	t.deepEqual(await node.forks(), []);
	t.like(await node.address(alice.address), {balance: '550', immature: '50'});
});

test.serial('blocks that take some work are mined too', async t => {
	const {node, clock, source} = await openSolo(t, {network: testNetwork({pow_limit_bits: '1f7fffff'})});
	const {blocks, hashes} = await mineBlocks({processes: 2, blocks: 3}, {source, clock, random});
	t.is(blocks, 3);
	t.true(hashes > 100);
	t.like(await node.status(), {height: 3});
});

test.serial('the time ends it, with what there is as the result', async t => {
	const source = new ScriptedSource();
	source.give(someWork());
	const {blocks, seconds} = await mineBlocks({processes: 1, seconds: 0.5}, {source, clock: Date.now, random});
	t.is(blocks, 0);
	t.true(seconds >= 0.49);
});

test.serial('the signal ends it, also before it began', async t => {
	const source = new ScriptedSource();
	source.give(someWork());
	const controller = new AbortController();
	await mineBlocks({processes: 1}, {
		source, clock: Date.now, random, signal: controller.signal, listener() {
			controller.abort();
		},
	});
	t.like(await mineBlocks({processes: 1}, {source, clock: Date.now, random, signal: controller.signal}), {blocks: 0, hashes: 0});
});

test.serial('what cannot be mined with is thrown', async t => {
	const {clock, source} = await openSolo(t, {address: asAddress('dev1nonsense')});
	const error = await t.throwsAsync(mineBlocks({processes: 1, blocks: 1}, {source, clock, random}));
	t.true(hasCode(error, 'address_invalid'));
});
