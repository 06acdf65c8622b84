import test from 'ava';
import fc from 'fast-check';
import {LineReader} from '../../source/api/line-reader.js';
import {utf8ToBytes} from '../../source/protocol/bytes.js';

const read = (chunks: readonly Uint8Array[], limit: number) => {
	const reader = new LineReader(limit);
	const lines = chunks.flatMap(chunk => reader.push(chunk));
	return {lines, isOverlong: reader.isOverlong};
};

test('however the bytes are cut, the lines are the same', t => {
	const anyText = fc.array(fc.constantFrom('a', '{', '"', 'é', '\r', '\n', '\n', ' ', '€'), {maxLength: 60}).map(letters => letters.join(''));
	fc.assert(fc.property(anyText, fc.array(fc.nat({max: 120})), fc.integer({min: 1, max: 30}), (text, cuts, limit) => {
		const bytes = utf8ToBytes(text);
		const places = [0, ...cuts.filter(cut => cut < bytes.length).toSorted((a, b) => a - b), bytes.length];
		const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
		t.deepEqual(read(chunks, limit), read([bytes], limit));
	}));
});

test('a line at the limit is read, one byte more is the end', t => {
	t.deepEqual(read([utf8ToBytes('abc\nabcd\nabc\n')], 3), {lines: ['abc'], isOverlong: true});
	t.deepEqual(read([utf8ToBytes('abc\n\n \r\nabc')], 3), {lines: ['abc'], isOverlong: false});
});
