import test from 'ava';
import {durationValue, poolValue, portValue, secondsValue, textValue, typedAmountValue, wholeNumber} from '../../source/commands/flag-values.js';

test('a whole number is read within its bounds, and nothing that only looks like one', t => {
	const schema = wholeNumber(1, 1000);
	t.is(schema.parse('1'), 1);
	t.is(schema.parse('1000'), 1000);
	t.is(schema.parse('007'), 7);
	for (const text of ['0', '1001', '-1', '+1', '1.0', '1e2', '0x1', ' 1', '1 ', '', '\u0661', '9'.repeat(40)]) {
		const {error} = schema.safeParse(text);
		t.is(error?.issues[0]!.message, 'expected a whole number from 1 to 1000', `read: ${text}`);
	}
});

test('a port is one that a machine has, or 0', t => {
	t.is(portValue.parse('0'), 0);
	t.is(portValue.parse('65535'), 65_535);
	t.false(portValue.safeParse('65536').success);
});

test('an amount becomes canonical', t => {
	t.is(typedAmountValue.parse('1.50'), '1.5');
	t.is(typedAmountValue.parse('010'), '10');
	t.is(typedAmountValue.parse('0.00000001'), '0.00000001');
	t.is(typedAmountValue.parse('90071992.54740991'), '90071992.54740991');
	for (const text of ['', '-1', '+1', '1e3', '.5', '1.', '1,5', '0.000000001', '90071992.54740992', 'NaN', 'Infinity', '1_000']) {
		t.false(typedAmountValue.safeParse(text).success, `read: ${text}`);
	}
});

test('a span of time has a unit, or is in seconds', t => {
	t.is(durationValue.parse('30'), 30);
	t.is(durationValue.parse('30s'), 30);
	t.is(durationValue.parse('10m'), 600);
	t.is(durationValue.parse('2h'), 7200);
	t.is(durationValue.parse('1d'), 86_400);
	for (const text of ['', '0', '0s', '-1', '1.5h', '10 m', 'm', '1w', '1M', '99999999']) {
		t.false(durationValue.safeParse(text).success, `read: ${text}`);
	}
});

test('seconds may have decimals, and are above 0', t => {
	t.is(secondsValue.parse('0.5'), 0.5);
	t.is(secondsValue.parse('10'), 10);
	for (const text of ['', '0', '0.000', '-1', '1e3', '.5', 'ten']) {
		t.false(secondsValue.safeParse(text).success, `read: ${text}`);
	}
});

test('a text is not empty', t => {
	t.is(textValue.parse('x'), 'x');
	t.false(textValue.safeParse('').success);
});

test('a pool is a host and a port, as pools advertise it too; what cannot be an address is refused', t => {
	t.deepEqual(poolValue.parse('192.168.1.20:3333'), {host: '192.168.1.20', port: 3333});
	t.deepEqual(poolValue.parse('stratum+tcp://pool.example.org:3333/'), {host: 'pool.example.org', port: 3333});
	t.deepEqual(poolValue.parse('pool.example.org'), {host: 'pool.example.org', port: 6000});
	t.deepEqual(poolValue.parse('localhost'), {host: 'localhost', port: 6000});
	t.deepEqual(poolValue.parse('attic:6000'), {host: 'attic', port: 6000});
	t.deepEqual(poolValue.parse('[::1]:6000'), {host: '::1', port: 6000});
	for (const text of ['', 'nonsense', 'http://a.b:1', '1.2.3:6000', '999.1.1.1:6000', '12345', '-a.b:1', 'a-.b:1', 'a..b:1', 'a_b.c:1', 'a.b:0', 'a.b:65536', 'a.b:1:2', '[1.2.3.4]:1', '[::1::]:1', '::1:6000', 'a b:1', `${'a'.repeat(64)}.b:1`, 'dev1q:6000@x', 'pool.example.org:6000/path', 'user@pool.example.org:1']) {
		t.false(poolValue.safeParse(text).success, `read: ${text}`);
	}
});
