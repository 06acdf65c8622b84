import test from 'ava';
import fc from 'fast-check';
import {signed, unsigned} from '../../../../source/engine/miner/kernels/generator/wasm/encode.js';
import {Code} from '../../../../source/engine/miner/kernels/generator/wasm/code.js';
import {encodeModule} from '../../../../source/engine/miner/kernels/generator/wasm/module.js';
import {viewOf} from '../../../../source/protocol/bytes.js';
import {anyU32} from '../../../harness/arbitraries.js';

test('numbers are written as in the examples of LEB128', t => {
	t.deepEqual([0, 2, 127, 128, 129, 12_857, 624_485].map(value => unsigned(value)), [[0], [2], [0x7f], [0x80, 1], [0x81, 1], [0xb9, 0x64], [0xe5, 0x8e, 0x26]]);
	t.deepEqual([2, -2, 127, -127, 128, -128, -123_456].map(value => signed(value)), [[2], [0x7e], [0xff, 0], [0x81, 0x7f], [0x80, 1], [0x80, 0x7f], [0xc0, 0xbb, 0x78]]);
});

test('a constant comes out of the machine as it went in', async t => {
	await fc.assert(fc.asyncProperty(anyU32, anyU32, async (constant, argument) => {
		const code = new Code();
		code.get(0);
		code.constant(constant);
		code.do('i32.add');
		const {instance} = await WebAssembly.instantiate(encodeModule({
			functions: [{code, locals: [], parameter: 'i32', result: 'i32'}], exported: 'add', memoryBytes: 1,
		}));
		const {add} = instance.exports as {add: (value: number) => number};
		t.is(add(argument) >>> 0, (constant + argument) % (2 ** 32));
	}), {numRuns: 30});
});

test('functions call each other, use variables and memory, and repeat', async t => {
	const twice = new Code();
	twice.constant(0);
	twice.constant(0);
	twice.memory('i32.load', 70_000);
	twice.set(0);
	twice.get(0);
	twice.get(0);
	twice.do('i32.add');
	twice.memory('i32.store', 70_000);
	const run = new Code();
	run.repeat(() => {
		run.call(0);
		run.get(0);
		run.constant(-1);
		run.do('i32.add');
		run.set(0);
		run.get(0);
	});
	run.constant(0);
	run.memory('i32.load', 70_000);
	const {instance} = await WebAssembly.instantiate(encodeModule({
		functions: [{code: twice, locals: ['i32']}, {code: run, locals: [], parameter: 'i32', result: 'i32'}], exported: 'run', memoryBytes: 70_004,
	}));
	const {memory, run: power} = instance.exports as {memory: WebAssembly.Memory; run: (times: number) => number};
	t.is(memory.buffer.byteLength, 2 * 65_536);
	viewOf(new Uint8Array(memory.buffer)).setUint32(70_000, 3, true);
	t.is(power(10), 3 * 1024);
});
