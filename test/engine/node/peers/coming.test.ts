import test from 'ava';
import {asHash} from '../../../../source/protocol/brands.js';
import {Coming, PATIENCE_MS} from '../../../../source/engine/node/peers/coming.js';
import {KnownHashes} from '../../../../source/engine/node/peers/known-hashes.js';

const hashOf = (number: number) => asHash(number.toString(16).padStart(64, '0'));

test('what is coming is waited for once, and not again by promising it again', t => {
	let ms = 0;
	const coming = new Coming(() => ms);
	coming.expect([hashOf(1)]);
	t.true(coming.has(hashOf(1)));
	t.false(coming.has(hashOf(2)));
	ms = PATIENCE_MS - 1;
	coming.expect([hashOf(1)]);
	t.true(coming.has(hashOf(1)));
	ms = PATIENCE_MS;
	coming.expect([hashOf(1)]);
	t.false(coming.has(hashOf(1)));
	coming.settle(hashOf(1));
	coming.expect([hashOf(1)]);
	t.true(coming.has(hashOf(1)));
});

test('of more than 10,000 the oldest are forgotten', t => {
	const coming = new Coming(() => 0);
	const known = new KnownHashes();
	for (let number = 0; number <= 10_000; number++) {
		coming.expect([hashOf(number)]);
		known.add(hashOf(number));
	}

	t.deepEqual([coming.has(hashOf(0)), coming.has(hashOf(1)), coming.has(hashOf(10_000))], [false, true, true]);
	t.deepEqual([known.has(hashOf(0)), known.has(hashOf(1)), known.has(hashOf(10_000))], [false, true, true]);
});

test('what is heard of again is remembered longer', t => {
	const known = new KnownHashes();
	for (let number = 0; number < 10_000; number++) {
		known.add(hashOf(number));
	}

	known.add(hashOf(0));
	known.add(hashOf(10_000));
	t.deepEqual([known.has(hashOf(0)), known.has(hashOf(1))], [true, false]);
});
