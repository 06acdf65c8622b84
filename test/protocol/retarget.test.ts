import test from 'ava';
import fc from 'fast-check';
import {requiredBits} from '../../source/protocol/retarget.js';
import {
	areBitsValid, bitsOfTarget, formatBits, targetOfBits,
} from '../../source/protocol/target.js';
import {devNetwork, mainNetwork, testNetwork} from '../harness/networks.js';
import {readVectors} from '../harness/vectors.js';

const {rows} = readVectors('retarget.json');

test('all rows of the vectors come out exactly', t => {
	t.is(rows.length, 2007);
	for (const [index, row] of rows.entries()) {
		const network = {
			...mainNetwork, blockTime: row.blockTime, retargetWindow: row.retargetWindow, powLimitBits: Number.parseInt(row.powLimitBits, 16),
		};
		const parentBits = Number.parseInt(row.parentBits, 16);
		const bits = requiredBits(network, {time: 1000 + row.solve, bits: parentBits}, {time: 1000, bits: parentBits});
		t.is(formatBits(bits), row.bits, `row ${index}`);
	}
});

test('the block after genesis has the easiest bits of its network', t => {
	t.is(requiredBits(mainNetwork, mainNetwork.genesis.header, undefined), 0x1f00_ffff);
});

test('a network without a window never changes its bits', t => {
	t.is(requiredBits(devNetwork, {time: 10_000, bits: 0x1d00_ffff}, {time: 9000, bits: 0x1d00_ffff}), 0x207f_ffff);
});

const anyBits = fc.tuple(fc.integer({min: 0x18, max: 0x1f}), fc.integer({min: 0x8000, max: 0x7f_ffff}))
	.map(([size, mantissa]) => bitsOfTarget(BigInt(mantissa) << BigInt(8 * (size - 3))))
	.filter(bits => areBitsValid(bits, mainNetwork.powLimitBits));

const anySolve = fc.integer({min: 1, max: 1_000_000});

const next = (bits: number, solve: number, network = mainNetwork) => targetOfBits(requiredBits(network, {time: 5000 + solve, bits}, {time: 5000, bits}));

test('what the retarget demands is always valid', t => {
	fc.assert(fc.property(anyBits, anySolve, (bits, solve) => {
		const required = requiredBits(mainNetwork, {time: solve, bits}, {time: 0, bits});
		t.true(areBitsValid(required, mainNetwork.powLimitBits));
	}));
});

test('a block on time changes nothing, a quick one makes the next harder, a slow one easier', t => {
	fc.assert(fc.property(anyBits, anySolve, (bits, solve) => {
		const target = targetOfBits(bits);
		t.is(next(bits, mainNetwork.blockTime), target);
		t.true(solve > 30 ? next(bits, solve) >= target : next(bits, solve) <= target);
	}));
});

test('the longer the last block took, the easier the next', t => {
	fc.assert(fc.property(anyBits, anySolve, anySolve, (bits, a, b) => {
		t.true(a <= b ? next(bits, a) <= next(bits, b) : next(bits, a) >= next(bits, b));
	}));
});

test('one block makes the next at most one window part harder', t => {
	// 1 - 29/600, but for what the compact form cuts off
	fc.assert(fc.property(anyBits, bits => {
		t.true(next(bits, 1) >= targetOfBits(bits) * 570n / 600n);
	}));
});

test('the target never falls to 0 nor rises above the limit', t => {
	const smallest = bitsOfTarget(1n);
	t.is(next(smallest, 1), 1n);
	t.is(next(mainNetwork.powLimitBits, 0xffff_0000), targetOfBits(mainNetwork.powLimitBits));
	const hard = testNetwork({pow_limit_bits: '01010000', retarget_window: 10, block_time: 2, max_time_drift: 1});
	t.is(next(smallest, 1_000_000, hard), 1n);
});

test('only the difference of the two times counts, not the times', t => {
	fc.assert(fc.property(anyBits, anySolve, fc.nat({max: 0xf000_0000}), (bits, solve, start) => {
		const required = requiredBits(mainNetwork, {time: start + solve, bits}, {time: start, bits: 0x207f_ffff});
		t.is(targetOfBits(required), next(bits, solve));
	}));
});
