import {createHash} from 'node:crypto';
import test from 'ava';
import fc from 'fast-check';
import {createEvaluator} from '../../../../source/engine/miner/kernels/generator/evaluate.js';
import type {Expression} from '../../../../source/engine/miner/kernels/generator/expression.js';
import {Graph} from '../../../../source/engine/miner/kernels/generator/graph.js';
import {blockHash, initialHash, roundConstants, rounds} from '../../../../source/engine/miner/kernels/generator/sha256.js';
import {anyU32} from '../../../harness/arbitraries.js';

test('constants are computed while the graph is made', t => {
	const graph = new Graph();
	const [five, seven] = [graph.constant(5), graph.constant(7)];
	t.like(graph.sum(five, seven, graph.constant(-1)), {operation: 'constant', immediate: 11});
	t.like(graph.xor(five, seven), {operation: 'constant', immediate: 2});
	t.like(graph.and(five, seven), {operation: 'constant', immediate: 5});
	t.like(graph.or(five, seven), {operation: 'constant', immediate: 7});
	t.like(graph.rotr(five, 1), {operation: 'constant', immediate: 0x8000_0002});
	t.like(graph.shr(five, 1), {operation: 'constant', immediate: 2});
	t.like(graph.shl(graph.constant(0xffff_ffff), 4), {operation: 'constant', immediate: 0xffff_fff0});
});

test('the same expression is the same node', t => {
	const graph = new Graph();
	const [a, b] = [graph.input('varying'), graph.input('varying')];
	t.is(graph.xor(a, b), graph.xor(a, b));
	t.not(graph.xor(a, b), graph.xor(b, a));
	t.is(graph.constant(2 ** 32), graph.constant(0));
	t.not(a, b);
});

test('a value varies as often as the liveliest of what it is made of', t => {
	const graph = new Graph();
	const [never, once, always] = [graph.constant(1), graph.input('uniform'), graph.input('varying')];
	t.is(graph.sum(never, never).pace, 'constant');
	t.is(graph.and(never, once).pace, 'uniform');
	t.is(graph.xor(once, always).pace, 'varying');
});

test('in a sum, all that does not vary is one term, and 0 is none', t => {
	const graph = new Graph();
	const [once, always, other] = [graph.input('uniform'), graph.input('varying'), graph.input('varying')];
	const sum = graph.sum(graph.constant(3), always, once, other);
	t.deepEqual(sum.operands.map(({pace}) => pace), ['uniform', 'varying', 'varying']);
	t.is(graph.sum(always, graph.constant(0)), always);
	// `(once + always) + 3` becomes `(once + 3) + always`: one addition a nonce.
	t.deepEqual(graph.sum(graph.sum(once, always), graph.constant(3)).operands.map(({pace}) => pace), ['uniform', 'varying']);
});

test('whatever is simplified, the value is that of the formula', t => {
	fc.assert(fc.property(fc.array(anyU32, {minLength: 3, maxLength: 3}), fc.array(fc.tuple(fc.nat(6), fc.nat(), fc.nat(), fc.integer({min: 1, max: 31})), {maxLength: 40}), (values, recipe) => {
		const graph = new Graph();
		const inputs = [graph.input('uniform'), graph.input('varying'), graph.input('varying')];
		const nodes: Expression[] = [...inputs, graph.constant(0), graph.constant(0x8000_0001)];
		const plain = [...values, 0, 0x8000_0001];
		for (const [kind, one, other, bits] of recipe) {
			const [a, b] = [one % nodes.length, other % nodes.length];
			const [left, right] = [nodes[a]!, nodes[b]!];
			const [x, y] = [plain[a]!, plain[b]!];
			nodes.push([
				() => graph.sum(left, right, left), () => graph.xor(left, right), () => graph.and(left, right), () => graph.or(left, right), () => graph.rotr(left, bits), () => graph.shr(left, bits), () => graph.shl(left, bits),
			][kind]!());
			plain.push([
				(2 * x) + y, x ^ y, x & y, x | y, (x >>> bits) | (x << (32 - bits)), x >>> bits, x << bits,
			][kind]! >>> 0);
		}

		const valueOf = createEvaluator(nodes, inputs)(values);
		t.deepEqual(nodes.map(node => valueOf(node)), plain);
	}), {numRuns: 200});
});

test('a symbolic SHA-256 of any short message is SHA-256', t => {
	const graph = new Graph();
	const block = Array.from({length: 16}, () => graph.input('uniform'));
	const constants = roundConstants(0, 64).map(constant => graph.constant(constant));
	const start = initialHash(graph);
	const hash = blockHash(graph, start, rounds(graph, {variables: start, words: block}, constants));
	const evaluate = createEvaluator(hash, block);
	fc.assert(fc.property(fc.uint8Array({maxLength: 55}), message => {
		const padded = Buffer.alloc(64);
		padded.set([...message, 0x80]);
		padded.writeUInt32BE(message.length * 8, 60);
		const valueOf = evaluate(block.map((_, index) => padded.readUInt32BE(index * 4)));
		const expected = createHash('sha256').update(message).digest();
		t.deepEqual(hash.map(word => valueOf(word)), hash.map((_, index) => expected.readUInt32BE(index * 4)));
	}), {numRuns: 100});
});
