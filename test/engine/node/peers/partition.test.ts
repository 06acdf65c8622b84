import test from 'ava';
import {hasCode} from '../../../../source/api/api-error.js';
import type {Hash} from '../../../../source/protocol/brands.js';
import {alice, bob, carol, testKey} from '../../../harness/keys.js';
import {makeTransfer} from '../../../harness/make-transfer.js';
import {testNetwork} from '../../../harness/networks.js';
import {simulate} from '../../../harness/simulator/simulate.js';
import type {SimulatedNode} from '../../../harness/simulator/simulator.js';

const LIGHTER = 30;
const HEAVIER = 40;

/** Mined far from the others, and rich only there. */
const [north, south] = [testKey(10), testKey(11)];

const network = testNetwork({allocations: [alice, bob, carol].map(({address}) => ({address, amount: '100'}))});
const fee = 20_000n;

async function isConfirmed({node}: SimulatedNode, id: Hash): Promise<boolean> {
	try {
		const {status} = await node.transaction(id);
		return status.confirmed;
	} catch (error) {
		if (hasCode(error, 'not_found')) {
			return false;
		}

		throw error;
	}
}

test('two partitions that mined 30 and 40 blocks apart agree on the heavier chain, and what was paid on the lighter one is paid again', async t => {
	const simulator = simulate(t, {network});
	const [a, b, c, d] = await simulator.add(4) as [SimulatedNode, SimulatedNode, SimulatedNode, SimulatedNode];
	await simulator.ring();
	await a.mine(2);
	await simulator.agree();
	simulator.partition([a, b], true);

	const covered = makeTransfer({network, key: alice, to: carol, amount: 5_000_000_000n, fee});
	const afterIt = makeTransfer({network, key: alice, nonce: 1, to: carol, amount: 4_000_000_000n, fee});
	const conflicting = makeTransfer({network, key: bob, to: carol, amount: 7_000_000_000n, fee});
	const instead = makeTransfer({network, key: bob, to: alice, amount: 7_000_000_000n, fee});
	// Of coins that exist only there.
	const uncovered = makeTransfer({network, key: north, to: alice, amount: 1n, fee});
	const here = makeTransfer({network, key: carol, to: bob, amount: 1n, fee});
	await a.mineWaiting(3, north);
	for (const {bytes} of [covered, afterIt, conflicting, uncovered]) {
		await a.node.submitTransaction(bytes);
	}

	await a.mineWaiting(LIGHTER - 3, north);
	await b.untilHeight(2 + LIGHTER);
	for (const {id} of [covered, afterIt, conflicting, uncovered]) {
		t.true(await isConfirmed(b, id));
	}

	for (const {bytes} of [instead, here]) {
		await d.node.submitTransaction(bytes);
	}

	await d.mineWaiting(HEAVIER, south);
	await c.untilHeight(2 + HEAVIER);
	t.true(await isConfirmed(c, instead.id));

	const told = [a, b].map(node => node.record());
	const before = performance.now();
	simulator.partition([a, b], false);
	await simulator.agree();
	t.log(`one chain ${Math.round(performance.now() - before)} ms after the lines were mended`);
	const [tip, ...tips] = await Promise.all(simulator.nodes.map(async ({node}) => node.handshake()));
	t.is(tip!.height, 2 + HEAVIER);
	t.true(tips.every(other => other.tip === tip!.tip));
	for (const events of told) {
		const reorgs = events.filter(({type}) => type === 'reorg');
		t.is(reorgs.length, 1);
		t.like(reorgs[0]!.data, {depth: LIGHTER, fork_height: 2});
	}

	// Back where they wait, and on to those who never saw them.
	for (const simulated of simulator.nodes) {
		await simulated.until('the two wait here', async node => {
			const pending = await node.pending();
			return covered.id === pending[0]?.id && afterIt.id === pending[1]?.id && pending.length === 2;
		});
	}

	await c.mineWaiting(2, south);
	await simulator.agree();
	for (const node of simulator.nodes) {
		const confirmed = await Promise.all([covered, afterIt, instead, here, conflicting, uncovered].map(async ({id}) => isConfirmed(node, id)));
		t.deepEqual(confirmed, [true, true, true, true, false, false]);
		const {balance, nonce} = await node.node.address(bob.address);
		t.is(nonce, 1);
		t.is(balance, '29.99980001');
	}
});
