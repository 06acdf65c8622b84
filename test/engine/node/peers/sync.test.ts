import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import type {NodeEvent} from '../../../../source/api/event.js';
import {payingBlocks, payingNetwork} from '../../../harness/paying-blocks.js';
import {simulate} from '../../../harness/simulator/simulate.js';
import type {SimulatedNode} from '../../../harness/simulator/simulator.js';

const BLOCKS = 320;
const network = payingNetwork();
const chain = [...payingBlocks(network, BLOCKS, 3)];

async function give(node: SimulatedNode, count = BLOCKS): Promise<void> {
	for (const {bytes} of chain.slice(0, count)) {
		await node.node.submitBlock(bytes);
		// A store in memory never waits: the others must have their turn.
		await setImmediate();
	}
}

const progressOf = (told: readonly NodeEvent[]) => told.flatMap(event => event.type === 'sync' ? [event.data] : []);

test.serial('a new node catches up from three peers, of which one falls silent and one dies half-way', async t => {
	const simulator = simulate(t, {network});
	const sources = await simulator.add(3) as [SimulatedNode, SimulatedNode, SimulatedNode];
	for (const source of sources) {
		await give(source);
	}

	const [fresh] = await simulator.add() as [SimulatedNode];
	const told = fresh.record();
	const [silent, dying, steady] = sources;
	await simulator.link(fresh, silent);
	const line = simulator.line(fresh, silent);
	await simulator.link(fresh, dying);
	await simulator.link(fresh, steady);
	await fresh.untilHeight(BLOCKS / 8);
	line.isStalled = true;
	await fresh.untilHeight(BLOCKS / 2);
	await dying.stop();
	await fresh.untilHeight(BLOCKS);
	const {tip} = await steady.node.handshake();
	t.like(await fresh.node.handshake(), {tip, height: BLOCKS});

	const progress = progressOf(told);
	t.is(progress.at(-1)?.state, 'done');
	t.deepEqual(progress.map(({percent}) => percent), progress.map(({percent}) => percent).toSorted((a, b) => a - b));
	line.isStalled = false;
});

test.serial('a node that was given up by all goes on where it was when one of them is back', async t => {
	const simulator = simulate(t, {network});
	const [source] = await simulator.add() as [SimulatedNode];
	// Its timers ring before their time has come by its own clock, as timers do by a fraction of a millisecond.
	const [fresh] = await simulator.add(1, {ticks: () => performance.now() * 0.99}) as [SimulatedNode];
	await give(source);
	await simulator.link(fresh, source);
	await fresh.untilHeight(BLOCKS / 4);
	await source.stop();
	await source.start();
	await simulator.agree();
	t.like(await fresh.node.status(), {height: BLOCKS, synced: true});
	const fetched = new Set([...fresh.traffic.bodies.values()].flat());
	t.is(fetched.size, BLOCKS);
});

test.serial('a peer behind that dials is brought up to date, and one that is dialled is too', async t => {
	const simulator = simulate(t, {network});
	const [ahead, behind, dialled] = await simulator.add(3) as [SimulatedNode, SimulatedNode, SimulatedNode];
	await give(ahead);
	await give(dialled, 100);
	await simulator.link(behind, ahead);
	await simulator.link(ahead, dialled);
	await simulator.agree();
	t.like(await dialled.node.handshake(), {height: BLOCKS});
	t.like(await behind.node.handshake(), {height: BLOCKS});
	// Each body once: nobody is brought what they fetch.
	const carried = ahead.traffic.bodies.get(simulator.line(ahead, dialled).url)!;
	t.is(carried.length, BLOCKS - 100);
	t.is(new Set(carried).size, carried.length);
});

test.serial('a slow line does not hold up the others', async t => {
	const simulator = simulate(t, {network});
	const [slow, quick, fresh] = await simulator.add(3) as [SimulatedNode, SimulatedNode, SimulatedNode];
	await give(slow);
	await give(quick);
	await simulator.link(fresh, slow);
	simulator.line(fresh, slow).delayMs = 300;
	await simulator.link(fresh, quick);
	await fresh.untilHeight(BLOCKS);
	const {length} = fresh.traffic.bodies.get(simulator.line(fresh, quick).url)!;
	t.true(length >= BLOCKS / 2);
});
