import test from 'ava';
import {Simulator} from '../../../harness/simulator/simulator.js';

test('a block that one node takes in reaches the others, whoever dialled', async t => {
	const simulator = new Simulator();
	t.teardown(async () => simulator.close());
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
