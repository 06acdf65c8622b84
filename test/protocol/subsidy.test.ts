import test from 'ava';
import fc from 'fast-check';
import {COIN, MAX_MONEY} from '../../source/protocol/amount.js';
import {subsidyAt} from '../../source/protocol/subsidy.js';
import {devNetwork, mainNetwork, testNetwork} from '../harness/networks.js';

test('genesis has no subsidy', t => {
	t.is(subsidyAt(0, mainNetwork), 0n);
});

test('the subsidy halves on the first block after an interval', t => {
	const interval = mainNetwork.halvingInterval;
	t.is(subsidyAt(1, mainNetwork), 10n * COIN);
	t.is(subsidyAt(interval, mainNetwork), 10n * COIN);
	t.is(subsidyAt(interval + 1, mainNetwork), 5n * COIN);
	t.is(subsidyAt(2 * interval, mainNetwork), 5n * COIN);
	t.is(subsidyAt((2 * interval) + 1, mainNetwork), 250_000_000n);
});

test('halves of a unit are cut off', t => {
	const network = testNetwork({halving_interval: 100, reward: '0.00000003'});
	t.deepEqual([1, 100, 101, 200, 201, 301].map(height => subsidyAt(height, network)), [3n, 3n, 1n, 1n, 0n, 0n]);
});

test('from 64 halvings on there is none, however large the reward', t => {
	const network = {...devNetwork, halvingInterval: 100, reward: (1n << 64n) - 1n};
	t.is(subsidyAt(6301, network), 1n);
	t.is(subsidyAt(6400, network), 1n);
	t.is(subsidyAt(6401, network), 0n);
	t.is(subsidyAt(0xffff_ffff, network), 0n);
	t.is(subsidyAt(Number.MAX_SAFE_INTEGER, network), 0n);
});

test('all subsidies together stay below twice the first interval, and below all the money there may be', t => {
	const anyNetwork = fc.tuple(fc.integer({min: 100, max: 10_000_000}), fc.bigInt({min: 1n, max: MAX_MONEY}))
		.filter(([halvingInterval, reward]) => 2n * reward * BigInt(halvingInterval) <= MAX_MONEY)
		.map(([halvingInterval, reward]) => ({...devNetwork, halvingInterval, reward}));
	fc.assert(fc.property(anyNetwork, network => {
		let sum = 0n;
		for (let halvings = 0; halvings <= 64; halvings++) {
			sum += BigInt(network.halvingInterval) * subsidyAt((halvings * network.halvingInterval) + 1, network);
		}

		t.true(sum < 2n * network.reward * BigInt(network.halvingInterval));
		t.true(sum <= MAX_MONEY);
	}));
});
