import test from 'ava';
import fc from 'fast-check';
import {
	areBitsValid, bitsOfTarget, EASIEST_BITS, formatBits, targetOfBits, workOfTarget,
} from '../../source/protocol/target.js';
import {anyU32} from '../harness/arbitraries.js';

const most = 1n << 256n;
const anyTarget = fc.nat({max: 255}).chain(size => fc.bigInt({min: 1n, max: (1n << BigInt(size)) + 1n}));

// Bitcoin Core, src/test/arith_uint256_tests.cpp, bignum_SetCompact; bits that stand for 0 or are negative have no target here
const compact: ReadonlyArray<[bits: number, target: bigint]> = [
	[0, 0n],
	[0x0012_3456, 0n],
	[0x0100_3456, 0n],
	[0x0112_3456, 0x12n],
	[0x0200_8000, 0x80n],
	[0x0212_3456, 0x1234n],
	[0x0312_3456, 0x12_3456n],
	[0x0412_3456, 0x1234_5600n],
	[0x0492_3456, 0n],
	[0x0500_9234, 0x9234_0000n],
	[0x2012_3456, 0x12_3456n << 232n],
	[0x01fe_dcba, 0n],
];

for (const [bits, target] of compact) {
	test(`the target of ${formatBits(bits)} is 0x${target.toString(16)}`, t => {
		t.is(targetOfBits(bits), target);
	});
}

test('bits of a target are canonical, and cut off what three bytes cannot hold', t => {
	fc.assert(fc.property(anyTarget, target => {
		const bits = bitsOfTarget(target);
		const cut = targetOfBits(bits);
		t.true(cut > 0n && cut <= target);
		t.true(target - cut < target >> 15n || target === cut, 'at least 15 significant bits are kept');
		t.is(bitsOfTarget(cut), bits);
		t.true(areBitsValid(bits, 0x217f_ffff));
	}), {numRuns: 500});
});

test('a larger target never has a smaller truncated one', t => {
	fc.assert(fc.property(anyTarget, anyTarget, (a, b) => {
		const [small, large] = a < b ? [a, b] : [b, a];
		t.true(targetOfBits(bitsOfTarget(small)) <= targetOfBits(bitsOfTarget(large)));
	}), {numRuns: 500});
});

test('bits are valid exactly when they are the one way to write a target within the limit', t => {
	fc.assert(fc.property(anyU32, bits => {
		const target = targetOfBits(bits);
		const canonical = target > 0n && bitsOfTarget(target) === bits;
		t.is(areBitsValid(bits, EASIEST_BITS), canonical && target <= targetOfBits(EASIEST_BITS));
	}), {numRuns: 1000});
});

const validity: ReadonlyArray<[why: string, bits: number, limit: number, valid: boolean]> = [
	['the limit itself', 0x1f00_ffff, 0x1f00_ffff, true],
	['one step easier than the limit', 0x1f01_0000, 0x1f00_ffff, false],
	['one step harder than the limit', 0x1f00_fffe, 0x1f00_ffff, true],
	['target 1', 0x0101_0000, 0x1f00_ffff, true],
	['zero', 0, 0x1f00_ffff, false],
	['zero as it would be written', 0x0100_0000, 0x1f00_ffff, false],
	['a mantissa of zero', 0x1f00_0000, 0x1f00_ffff, false],
	['a set sign', 0x1e80_ffff, 0x1f00_ffff, false],
	['a mantissa that begins with a zero byte for no reason', 0x1f00_7fff, 0x1f00_ffff, false],
	['bytes of mantissa below the unit', 0x0101_0001, 0x1f00_ffff, false],
	['a target of more than 256 bits', 0xff7f_ffff, EASIEST_BITS, false],
	['all ones', 0xffff_ffff, EASIEST_BITS, false],
];

for (const [why, bits, limit, valid] of validity) {
	test(`${formatBits(bits)}, ${why}, is ${valid ? 'valid' : 'not valid'} under ${formatBits(limit)}`, t => {
		t.is(areBitsValid(bits, limit), valid);
	});
}

test('work is the number of hashes that a target takes on average', t => {
	t.is(workOfTarget(targetOfBits(EASIEST_BITS)), 2n);
	t.is(workOfTarget(targetOfBits(0x1f00_ffff)), 65_537n);
	// Bitcoin's genesis
	t.is(workOfTarget(targetOfBits(0x1d00_ffff)), 0x1_0001_0001n);
	t.is(workOfTarget(most - 1n), 1n);
	t.is(workOfTarget(0n), most);
});

test('a smaller target is never less work', t => {
	fc.assert(fc.property(anyTarget, anyTarget, (a, b) => {
		t.true(a < b ? workOfTarget(a) >= workOfTarget(b) : workOfTarget(a) <= workOfTarget(b));
	}));
});
