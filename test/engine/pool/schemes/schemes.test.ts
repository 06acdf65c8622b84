import test from 'ava';
import fc from 'fast-check';
import type {Address} from '../../../../source/protocol/brands.js';
import {MAX_MONEY} from '../../../../source/protocol/amount.js';
import {feeOf, formatPoolFee, parsePoolFee} from '../../../../source/engine/pool/pool-fee.js';
import {schemes} from '../../../../source/engine/pool/schemes/list.js';
import {splitExactly, sumOf} from '../../../../source/engine/pool/split.js';
import {testKey} from '../../../harness/keys.js';

const addresses: readonly Address[] = Array.from({length: 40}, (_, index) => testKey(index + 1).address);

const amount = fc.bigInt({min: 0n, max: MAX_MONEY});
const work = fc.oneof(fc.bigInt({min: 1n, max: 100n}), fc.bigInt({min: 1n, max: 2n ** 100n}));
const works = fc.uniqueArray(fc.tuple(fc.constantFrom(...addresses), work), {selector: ([address]) => address, minLength: 1});

for (const [name, scheme] of Object.entries(schemes)) {
	test(`L7: ${name} splits exactly the reward, to the last unit, and gives nobody less than nothing`, t => {
		fc.assert(fc.property(amount, works, works, fc.constantFrom(...addresses), (reward, round, window, finder) => {
			const split = scheme({
				amount: reward, finder, round: new Map(round), window: new Map(window),
			});
			t.is(sumOf(split.values()), reward);
			t.true([...split.values()].every(part => part >= 0n));
		}));
	});

	test(`L7: ${name} does not care in which order the work comes`, t => {
		fc.assert(fc.property(amount, works, (reward, given) => {
			const finder = given[0]![0];
			const one = new Map(given);
			const other = new Map(given.toReversed());
			const split = scheme({
				amount: reward, finder, round: one, window: one,
			});
			for (const [address, part] of scheme({
				amount: reward, finder, round: other, window: other,
			})) {
				t.is(split.get(address), part);
			}
		}));
	});
}

test('L7: who shows more work gets no less than who shows less', t => {
	fc.assert(fc.property(amount, works, (reward, given) => {
		const split = splitExactly(reward, new Map(given));
		const byWork = given.toSorted((a, b) => a[1] < b[1] ? -1 : Number(a[1] > b[1]));
		t.true(byWork.every(([address, shown], index) => index === 0 || shown === byWork[index - 1]![1] || split.get(address)! >= split.get(byWork[index - 1]![0])!));
	}));
});

test('L7: nobody gets less for having shown more', t => {
	fc.assert(fc.property(amount, works, work, (reward, given, more) => {
		const [address, shown] = given[0]!;
		const before = splitExactly(reward, new Map(given));
		const after = splitExactly(reward, new Map([...given, [address, shown + more]]));
		t.true(after.get(address)! >= before.get(address)!);
	}));
});

test('L7: nobody is a whole unit away from his exact part', t => {
	fc.assert(fc.property(amount, works, (reward, given) => {
		const whole = sumOf(given.map(([, shown]) => shown));
		const split = splitExactly(reward, new Map(given));
		for (const [address, shown] of given) {
			const off = (split.get(address)! * whole) - (reward * shown);
			t.true(off < whole && off > -whole);
		}
	}));
});

test('prop splits by the work of the round, pplns by that of the window, solo pays the finder', t => {
	const [alice, bob, carol] = addresses as [Address, Address, Address];
	const found = {
		amount: 100n, finder: carol, round: new Map([[alice, 1n], [bob, 3n]]), window: new Map([[alice, 4n], [bob, 1n]]),
	};
	t.deepEqual([...schemes.prop(found)], [[alice, 25n], [bob, 75n]]);
	t.deepEqual([...schemes.pplns(found)], [[alice, 80n], [bob, 20n]]);
	t.deepEqual([...schemes.solo(found)], [[carol, 100n]]);
});

test('what cannot be split evenly goes to those who lost most by rounding', t => {
	const [alice, bob, carol] = addresses as [Address, Address, Address];
	const split = splitExactly(10n, new Map([[alice, 1n], [bob, 1n], [carol, 5n]]));
	// Among equals the first by name: bob.
	t.deepEqual([split.get(alice), split.get(bob), split.get(carol)], [1n, 2n, 7n]);
});

test('nothing can be split among nobody', t => {
	t.throws(() => splitExactly(1n, new Map()), {instanceOf: RangeError});
	t.throws(() => splitExactly(1n, new Map([[addresses[0]!, 0n]])), {instanceOf: RangeError});
});

test('a fee in percent is calculated in integers', t => {
	t.is(parsePoolFee('0'), 0n);
	t.is(parsePoolFee('1.5'), 15_000n);
	t.is(parsePoolFee('0.0001'), 1n);
	t.is(parsePoolFee('100'), 1_000_000n);
	t.is(feeOf(1_000_000_000n, parsePoolFee('0.1')), 1_000_000n);
	t.is(feeOf(999n, parsePoolFee('50')), 499n);
	t.is(feeOf(MAX_MONEY, parsePoolFee('100')), MAX_MONEY);
	for (const text of ['', '-1', '101', '100.0001', '1.', '.5', '1.00001', '1e1', ' 1', 'NaN', '0x1', '1,5']) {
		t.throws(() => parsePoolFee(text), {instanceOf: RangeError, message: /percent/v});
	}
});

test('a fee is shown as it can be typed', t => {
	fc.assert(fc.property(fc.bigInt({min: 0n, max: 1_000_000n}), millionths => parsePoolFee(formatPoolFee(millionths)) === millionths));
	t.is(formatPoolFee(15_000n), '1.5');
});
