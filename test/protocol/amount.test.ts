import test from 'ava';
import fc from 'fast-check';
import {COIN, formatAmount, MAX_MONEY, parseAmount, parseTypedAmount} from '../../source/protocol/amount.js';
import {anyAmount} from '../harness/arbitraries.js';

test('an amount is written in coins, without zeros that say nothing', t => {
	t.is(formatAmount(0n), '0');
	t.is(formatAmount(1n), '0.00000001');
	t.is(formatAmount(COIN), '1');
	t.is(formatAmount(1_050_000_000n), '10.5');
	t.is(formatAmount(100n * COIN), '100');
	t.is(formatAmount(MAX_MONEY), '90071992.54740991');
	t.is(formatAmount(-150_000_000n), '-1.5');
});

test('reading what was written gives the same amount', t => {
	fc.assert(fc.property(anyAmount, amount => {
		t.is(parseAmount(formatAmount(amount)), amount);
		t.is(parseTypedAmount(formatAmount(amount)), amount);
	}));
});

test('whatever is read is written the same way: there is one form', t => {
	const anyText = fc.oneof(
		fc.tuple(fc.nat({max: 99_999_999}), fc.nat({max: 999_999_999})).map(([whole, decimals]) => `${whole}.${decimals}`),
		fc.string(),
		anyAmount.map(amount => formatAmount(amount)),
	);
	fc.assert(fc.property(anyText, text => {
		t.true([text, undefined].includes(rewritten(text)));
	}), {numRuns: 500});
});

test('the largest amount is read, and one unit more is not', t => {
	t.is(parseAmount('90071992.54740991'), MAX_MONEY);
	t.throws(() => parseAmount('90071992.54740992'), {instanceOf: RangeError});
	t.throws(() => parseAmount('90071993'), {instanceOf: RangeError});
});

function rewritten(text: string): string | undefined {
	try {
		return formatAmount(parseAmount(text));
	} catch (error) {
		if (error instanceof RangeError) {
			return undefined;
		}

		throw error;
	}
}

const refused = [
	'',
	' ',
	'.',
	'-1',
	'+1',
	'-0',
	'1e3',
	'1E3',
	'0x10',
	'01',
	'00',
	'1.',
	'.5',
	'1.0',
	'1.50',
	'0.000000001',
	'1.000000000',
	'1,5',
	'1 000',
	' 1',
	'1 ',
	'1\n',
	'NaN',
	'Infinity',
	'½',
	'１',
	'1_000',
	'9'.repeat(41),
	'18446744073709551616',
];

for (const text of refused) {
	test(`${JSON.stringify(text)} is no amount on the wire`, t => {
		t.throws(() => parseAmount(text), {instanceOf: RangeError});
	});
}

test('a person may type zeros at the end and spaces around, and nothing more', t => {
	t.is(parseTypedAmount(' 1.50 '), 150_000_000n);
	t.is(parseTypedAmount('007'), 7n * COIN);
	for (const text of ['', '.', '.5', '1.', '-1', '1e3', '1,5', '0.000000001', '90071992.54740992']) {
		t.throws(() => parseTypedAmount(text), {instanceOf: RangeError}, `${text} was read`);
	}
});

test('a refusal quotes at most 40 characters', t => {
	const error = t.throws(() => parseAmount('x'.repeat(10_000)), {instanceOf: RangeError});
	t.true(error.message.length < 150);
});
