import test from 'ava';
import {
	formatAgo, formatBytes, formatCount, formatDuration, formatHashrate, formatMagnitude, formatTime, formatTrend,
} from '../../source/terminal/format.js';

test('rates and big numbers have three digits and a unit', t => {
	t.deepEqual([0, 0.5, 12, 999, 1000, 520_400, 999_999, 5_123_000, 2.5e21].map(value => formatHashrate(value)), ['0 H/s', '0.5 H/s', '12 H/s', '999 H/s', '1 kH/s', '520 kH/s', '1 MH/s', '5.12 MH/s', '2500 EH/s']);
	t.deepEqual([0, 999, 1234, 5_123_000].map(value => formatMagnitude(value)), ['0', '999', '1.23 k', '5.12 M']);
	t.deepEqual([0, 285, 3100].map(value => formatBytes(value)), ['0 B', '285 B', '3.1 kB']);
	t.is(formatCount(1_234_567), '1,234,567');
});

test('what is not known is n/a', t => {
	for (const format of [formatHashrate, formatMagnitude, formatBytes, formatCount, formatDuration]) {
		t.is(format(null), 'n/a');
		t.is(format(undefined), 'n/a');
	}

	t.is(formatTrend(undefined, false), '');
});

test('a span of time is told in its two largest units', t => {
	t.deepEqual([0, 0.0123, 1.26, 9.96, 28.83, 59.96, 60, 125, 3599.7, 3600, 11_520, 86_400, 100_000, 4e7, 4e9, 1e30, Number.POSITIVE_INFINITY].map(value => formatDuration(value)), [
		'0 s', '0.012 s', '1.3 s', '10 s', '28.8 s', '1 min', '1 min', '2 min 5 s', '1 h', '1 h', '3 h 12 min', '1 d', '1 d 3 h', '1 y', '126 y', 'for ever', 'for ever',
	]);
});

test('ages', t => {
	const now = 1_000_000;
	t.deepEqual([-5, 0, 1, 59, 60, 3599, 3600, 86_400, 900_000].map(age => formatAgo(now - age, now)), ['now', 'now', '1 s ago', '59 s ago', '1 min ago', '59 min ago', '1 h ago', '1 d ago', '10 d ago']);
	t.is(formatTime(1_700_000_000), '2023-11-14 22:13:20');
});

test('a trend is a share with its direction', t => {
	t.is(formatTrend(0.021, false), '▲ 2.1 %');
	t.is(formatTrend(-0.5, false), '▼ 50 %');
	t.is(formatTrend(0.021, true), '+ 2.1 %');
	t.is(formatTrend(0.0001, false), 'steady');
});
