import test from 'ava';
import {createHeaderHash} from '../../../../source/engine/miner/kernels/generator/header-hash.js';
import {generate} from '../../../../source/engine/miner/kernels/generator/generate.js';
import {scalar, vector} from '../../../../source/engine/miner/kernels/generator/lane-group.js';
import {reachable} from '../../../../source/engine/miner/kernels/generator/reachable.js';

const hash = createHeaderHash();
const varying = (segment: number) => reachable(hash.segments[segment]!.outputs.keys(), ({pace}) => pace === 'varying');
/** Vector instructions that compute: a rotation is three, a sum one less than its terms. */
const work = (segment: number): number => varying(segment).reduce((sum, {operation, operands}) => sum + ({input: 0, rotr: 3}[operation as string] ?? Math.max(1, operands.length - 1)), 0);

test('what the graph leaves to be done for a nonce is what a person could save by hand, and no more', t => {
	const perSegment = hash.segments.map((_, index) => work(index));
	const total = hash.order.reduce((sum, segment) => sum + perSegment[segment]!, 0);
	// Two hashes of 64 rounds would be some 7,000. It grows when a change spoils the folding.
	t.true(total < 5900, `there are ${total}`);
	t.true(total > 5500, `there are ${total}`);
});

test('the rounds before the nonce, and the words that it does not reach, are done once a job', t => {
	// Sixteen whole rounds, each with a word for a later one, are 900.
	t.true(work(0) < 600, `there are ${work(0)}`);
});

test('every segment computes its outputs from its inputs and what does not vary', t => {
	for (const {inputs, outputs} of hash.segments) {
		const leaves = reachable(outputs.keys(), ({pace}) => pace === 'varying').filter(({operation}) => operation === 'input');
		t.true(leaves.length > 0);
		t.deepEqual(leaves.filter(leaf => !inputs.has(leaf)), []);
	}
});

test('more lanes are more of the same code, and the memory is of one layout', t => {
	const [one, four, five, eight] = [[scalar], [vector], [vector, scalar], [vector, vector]].map(groups => generate(hash, groups));
	t.deepEqual([one, four, five, eight].map(kernel => kernel!.lanes), [1, 4, 5, 8]);
	t.deepEqual([one, four, five, eight].map(kernel => kernel!.slotWords), [4, 4, 8, 8]);
	t.true(eight!.bytes.length > 1.8 * four!.bytes.length);
	// Constants stand in the scalar code, and are loaded by vectors.
	t.true(one!.still.size < four!.still.size);
	t.deepEqual([...five!.still.values()], [...four!.still.values()]);
});
