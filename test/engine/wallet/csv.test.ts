import test from 'ava';
import fc from 'fast-check';
import {CsvError, formatCsvRow, parseCsv} from '../../../source/engine/wallet/csv.js';

test('values with commas, quotes and line ends are quoted as RFC 4180 says', t => {
	t.is(formatCsvRow(['a', 'b,c', 'say "hi"', 'two\nlines', '']), 'a,"b,c","say ""hi""","two\nlines",\r\n');
});

test('rows are read with any line end, with quotes, spaces, blank lines and a byte order mark', t => {
	t.deepEqual([...parseCsv('\uFEFFa , b\r\n"x ""y"", z",2\n\n"two\nlines" ,3\rlast')], [
		{line: 1, cells: ['a', 'b']},
		{line: 2, cells: ['x "y", z', '2']},
		{line: 3, cells: ['']},
		{line: 4, cells: ['two\nlines', '3']},
		{line: 6, cells: ['last']},
	]);
	t.deepEqual([...parseCsv('')], []);
	t.deepEqual([...parseCsv('a,')], [{line: 1, cells: ['a', '']}]);
});

test('a quote that is not closed is found where its row begins', t => {
	for (const text of ['a,b\nc,"d\ne\n', 'a,b\nc"d,e', 'a,b\n"c"d,e']) {
		const error = t.throws(() => [...parseCsv(text)], {instanceOf: CsvError});
		t.is(error.line, 2);
	}
});

test('a very long quoted value is read', t => {
	const value = 'a""b'.repeat(500_000);
	t.is([...parseCsv(`"${value}",1\n`)][0]!.cells[0]!.length, 1_500_000);
});

test('what is written is read back', t => {
	// Spaces around a value that needs no quotes are not kept.
	const cell = fc.string({unit: fc.constantFrom('a', '"', ',', '\n', '\r', '1', 'ä')});
	fc.assert(fc.property(fc.array(fc.array(cell, {minLength: 1, maxLength: 4}), {maxLength: 5}), rows => {
		const text = rows.map(row => formatCsvRow(row)).join('');
		t.deepEqual([...parseCsv(text)].map(({cells}) => cells), rows);
	}));
});
