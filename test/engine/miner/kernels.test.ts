import {createHash} from 'node:crypto';
import test from 'ava';
import fc from 'fast-check';
import {hexToBytes, viewOf} from '../../../source/protocol/bytes.js';
import {decodeHeader, encodeHeader} from '../../../source/protocol/header.js';
import {targetOfBits} from '../../../source/protocol/target.js';
import {hasCode} from '../../../source/api/api-error.js';
import {
	EVERY_HASH, HEADER_START_SIZE, type Kernel, NONCES, targetBytes,
} from '../../../source/engine/miner/kernels/kernel.js';
import {
	createKernel, kernelNames, kernels, parseKernelChoice,
} from '../../../source/engine/miner/kernels/list.js';
import {anyHeader, anyU32} from '../../harness/arbitraries.js';

/*
What every kernel of the list must do. The answers come from node:crypto, which no kernel uses.
*/

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

function hashAt(header76: Uint8Array, nonce: number): bigint {
	const header = Uint8Array.from([...header76, 0, 0, 0, 0]);
	viewOf(header).setUint32(HEADER_START_SIZE, nonce, true);
	return BigInt(`0x${Buffer.from(sha256(sha256(header)).toReversed()).toString('hex')}`);
}

/** The nonces that a kernel should find, in the order in which it should. */
const expected = (header76: Uint8Array, target: bigint, startNonce: number, count: number): number[] => Array.from({length: count}, (_, step) => (startNonce + step) % NONCES)
	.filter(nonce => hashAt(header76, nonce) <= target);

const anyHeaderStart = anyHeader.map(header => encodeHeader(header).subarray(0, HEADER_START_SIZE));

/** From targets that nearly every hash meets to some that one in thousands does. */
const anyTarget = fc.tuple(fc.integer({min: 0, max: 12}), fc.bigInt({min: 0n, max: EVERY_HASH})).map(([shift, target]) => target >> BigInt(shift));

/** Bitcoin's first block: https://en.bitcoin.it/wiki/Genesis_block */
const bitcoinGenesis = hexToBytes('0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c');

const header76 = bitcoinGenesis.subarray(0, HEADER_START_SIZE);

for (const maker of kernels) {
	const make = async (): Promise<Kernel> => maker.create();

	test(`${maker.name} bears the name that the list gives it`, async t => {
		const kernel = await make();
		t.is(kernel.name, maker.name);
	});

	test(`${maker.name} finds the nonce of Bitcoin's first block, and no other near it`, async t => {
		const kernel = await make();
		const {bits, nonce} = decodeHeader(bitcoinGenesis);
		kernel.prepare(header76, targetOfBits(bits));
		t.deepEqual(kernel.scan(nonce - 500, 1000), [nonce]);
	});

	test(`${maker.name} finds every nonce of a range, and none that is not in it`, async t => {
		const kernel = await make();
		fc.assert(fc.property(anyHeaderStart, anyTarget, anyU32, fc.nat({max: 300}), (start, target, nonce, count) => {
			kernel.prepare(start, target);
			t.deepEqual(kernel.scan(nonce, count), expected(start, target, nonce, count));
		}), {numRuns: 300});
	});

	test(`${maker.name} finds the same once its code has been optimised`, async t => {
		const kernel = await make();
		// V8 replaces code between two calls, after a while, in the background.
		for (let call = 0; call < 60; call++) {
			kernel.prepare(header76, 0n);
			t.deepEqual(kernel.scan(call * 3000, 3000), []);
			await new Promise(resolve => {
				setImmediate(resolve);
			});
		}

		fc.assert(fc.property(anyHeaderStart, anyTarget, anyU32, fc.nat({max: 100}), (start, target, nonce, count) => {
			kernel.prepare(start, target);
			t.deepEqual(kernel.scan(nonce, count), expected(start, target, nonce, count));
		}), {numRuns: 300});
	});

	test(`${maker.name} tries no nonce too many or too few, wherever a range begins and ends`, async t => {
		const kernel = await make();
		kernel.prepare(header76, EVERY_HASH);
		for (let count = 0; count <= 20; count++) {
			for (const start of [0, 1, 2, 3, 5, 7, 0xffff_fff0, NONCES - 9, NONCES - 1]) {
				t.deepEqual(kernel.scan(start, count), Array.from({length: count}, (_, step) => (start + step) % NONCES));
			}
		}
	});

	test(`${maker.name} takes any target for what it is, also where its words and bytes end`, async t => {
		const kernel = await make();
		const exponents = [0, 1, 31, 32, 33, 63, 64, 191, 192, 223, 224, 225, 231, 232, 239, 240, 247, 248, 254, 255];
		for (const exponent of exponents) {
			for (const target of [(1n << BigInt(exponent)) - 1n, 1n << BigInt(exponent), (1n << BigInt(exponent)) + 1n]) {
				kernel.prepare(header76, target);
				t.deepEqual(kernel.scan(9, 60), expected(header76, target, 9, 60));
			}
		}
	});

	test(`${maker.name} finds the same in slices as in one go`, async t => {
		const kernel = await make();
		fc.assert(fc.property(anyHeaderStart, anyU32, fc.array(fc.nat({max: 70}), {maxLength: 8}), (start, nonce, slices) => {
			kernel.prepare(start, EVERY_HASH >> 3n);
			const total = slices.reduce((sum, count) => sum + count, 0);
			let next = nonce;
			const found = slices.flatMap(count => {
				const slice = kernel.scan(next, count);
				next = (next + count) % NONCES;
				return slice;
			});
			t.deepEqual(found, kernel.scan(nonce, total));
		}), {numRuns: 40});
	});

	test(`${maker.name} goes on with 0 after the last nonce`, async t => {
		const kernel = await make();
		kernel.prepare(header76, EVERY_HASH);
		t.deepEqual(kernel.scan(NONCES - 3, 7), [NONCES - 3, NONCES - 2, NONCES - 1, 0, 1, 2, 3]);
		const target = EVERY_HASH >> 2n;
		kernel.prepare(header76, target);
		t.deepEqual(kernel.scan(NONCES - 100, 200), expected(header76, target, NONCES - 100, 200));
	});

	test(`${maker.name} takes a hash that equals the target, and not one that is above it by 1`, async t => {
		const kernel = await make();
		fc.assert(fc.property(anyHeaderStart, anyU32, (start, nonce) => {
			const hash = hashAt(start, nonce);
			kernel.prepare(start, hash);
			t.deepEqual(kernel.scan(nonce, 1), [nonce]);
			kernel.prepare(start, hash - 1n);
			t.deepEqual(kernel.scan(nonce, 1), []);
		}), {numRuns: 60});
	});

	test(`${maker.name} finds nothing below the target 0, and everything below the last one`, async t => {
		const kernel = await make();
		kernel.prepare(header76, 0n);
		t.deepEqual(kernel.scan(0, 500), []);
		kernel.prepare(header76, EVERY_HASH);
		t.is(kernel.scan(77, 500).length, 500);
		t.deepEqual(kernel.scan(77, 0), []);
	});

	test(`${maker.name} looks at each byte of the target`, async t => {
		const kernel = await make();
		const hash = hashAt(header76, 5);
		for (let byte = 0n; byte < 32n; byte++) {
			const step = 1n << (8n * byte);
			kernel.prepare(header76, hash >= step ? hash - step : 0n);
			t.deepEqual(kernel.scan(5, 1), []);
			kernel.prepare(header76, hash + step > EVERY_HASH ? EVERY_HASH : hash + step);
			t.deepEqual(kernel.scan(5, 1), [5]);
		}
	});

	test(`${maker.name} keeps its job when the caller reuses the bytes, and drops it for the next`, async t => {
		const kernel = await make();
		const bytes = Uint8Array.from(header76);
		const target = EVERY_HASH >> 4n;
		kernel.prepare(bytes, target);
		bytes.fill(0xaa);
		t.deepEqual(kernel.scan(0, 200), expected(header76, target, 0, 200));
		kernel.prepare(bytes, target);
		t.deepEqual(kernel.scan(0, 200), expected(bytes, target, 0, 200));
	});

	test(`${maker.name} does not get in the way of another one of its kind`, async t => {
		const [one, other] = [await make(), await make()];
		const target = EVERY_HASH >> 4n;
		const otherHeader = header76.toReversed();
		one.prepare(header76, target);
		other.prepare(otherHeader, target);
		t.deepEqual(one.scan(0, 200), expected(header76, target, 0, 200));
		t.deepEqual(other.scan(0, 200), expected(otherHeader, target, 0, 200));
	});
}

test('no two kernels have the same name, and none is called auto', t => {
	t.is(new Set(kernelNames).size, kernelNames.length);
	t.is(kernelNames[0], 'auto');
});

test('each name makes its kernel', async t => {
	for (const {name} of kernels) {
		const kernel = await createKernel(name);
		t.is(kernel.name, name);
	}
});

test('a kernel that does not exist is refused with the names of those that do', t => {
	t.is(parseKernelChoice('reference'), 'reference');
	const error = t.throws(() => parseKernelChoice('warp'));
	t.true(hasCode(error, 'usage'));
	t.regex(error.message, /warp.*auto, reference/v);
});

test('a target out of its bounds is refused', t => {
	t.throws(() => targetBytes(-1n), {instanceOf: RangeError});
	t.throws(() => targetBytes(EVERY_HASH + 1n), {instanceOf: RangeError});
	t.deepEqual(targetBytes(0x0102n), Uint8Array.from([2, 1, ...Array.from({length: 30}, () => 0)]));
});
