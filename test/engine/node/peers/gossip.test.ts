import test, {type ExecutionContext} from 'ava';
import {simulate} from '../../../harness/simulator/simulate.js';
import type {Simulator} from '../../../harness/simulator/simulator.js';

const BLOCKS = 6;

test('a block that one node takes in reaches the others, whoever dialled', async t => {
	const simulator = simulate(t);
	const [a, b, c] = await simulator.add(3);
	await simulator.link(a!, b!);
	await simulator.link(c!, b!);
	await b!.mine(1);
	await simulator.agree();
	await a!.mine(2);
	await simulator.agree();
	await c!.mine(1);
	await simulator.agree();
	const {height} = await b!.node.status();
	t.is(height, 4);
});

/** Bodies that went over a link, both ways, each counted as often as it did. */
function bodies({nodes}: Simulator): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const {traffic} of nodes) {
		for (const [url, hashes] of traffic.bodies) {
			for (const hash of hashes) {
				counts.set(`${url} ${hash}`, (counts.get(`${url} ${hash}`) ?? 0) + 1);
			}
		}
	}

	return counts;
}

/** Blocks from one node and another in turn, each once everybody has the one before. */
async function mineInTurn(simulator: Simulator): Promise<void> {
	for (const node of simulator.nodes) {
		node.traffic.clear();
	}

	for (let number = 0; number < BLOCKS; number++) {
		await simulator.nodes[number % simulator.nodes.length]!.mine(1);
		await simulator.agree();
	}
}

async function onceALink(t: ExecutionContext, simulator: Simulator): Promise<void> {
	await mineInTurn(simulator);
	const counts = bodies(simulator);
	t.deepEqual([...counts].filter(([, count]) => count > 1), []);
	const requests = simulator.nodes.reduce((sum, {traffic}) => sum + traffic.total, 0);
	t.log(`${counts.size / BLOCKS} bodies and ${requests / BLOCKS} requests a block, ${simulator.nodes.length} nodes, ${simulator.lines.length} lines`);
}

test('in a ring of ten, each block passes a link at most once, and everybody gets it', async t => {
	const simulator = simulate(t);
	await simulator.add(10);
	await simulator.ring();
	await onceALink(t, simulator);
});

test('in a full mesh of ten, each block comes to each node once', async t => {
	const simulator = simulate(t);
	await simulator.add(10);
	await simulator.mesh();
	await onceALink(t, simulator);
	// Everybody but who made it; now and then somebody is asked who turns out to be slow.
	t.true(bodies(simulator).size <= BLOCKS * 9 * 3);
});
