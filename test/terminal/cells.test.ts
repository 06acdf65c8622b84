import test from 'ava';
import fc from 'fast-check';
import {wrapWords} from '../../source/terminal/wrap.js';
import {cut, fit, printable, shorten, widthOf} from '../../source/terminal/cells.js';

const text = fc.string({unit: fc.constantFrom('a', 'é', '漢', '🦊', '👩‍👩‍👧', ' ', 'e\u0301')});

test('cut text is never wider than asked, and fitted text is exactly as wide', t => {
	fc.assert(fc.property(text, fc.nat(30), (any, width) => {
		t.true(widthOf(cut(any, width)) <= width);
		t.is(widthOf(fit(any, width)), width);
		t.is(widthOf(fit(any, width, 'right')), width);
	}));
});

test('wrapped text has all its words in order, and no line that is too wide', t => {
	fc.assert(fc.property(text, fc.integer({min: 2, max: 30}), (any, width) => {
		const lines = wrapWords(any, width);
		t.true(lines.every(line => widthOf(line) <= width || [...new Intl.Segmenter().segment(line)].length === 1));
		t.is(lines.join('').replaceAll(' ', ''), any.replaceAll(' ', ''));
		t.true(lines.every(line => line === line.trim()));
	}));
	t.deepEqual(wrapWords('two words, and averylongone', 10), ['two words,', 'and', 'averylongo', 'ne']);
});

test('what was cut off is shown', t => {
	t.is(cut('abcdef', 4), 'abc…');
	t.is(cut('abcd', 4), 'abcd');
	t.is(cut('abcd', 0), '');
	t.is(fit('ab', 4, 'right'), '  ab');
	t.is(shorten('00000a3f11112222333344449c21'), '00000a3f…9c21');
	t.is(printable('a\u001B[2Jb\u202E'), 'a·[2Jb·');
});
