import test from 'ava';
import {pairs, table} from '../../source/commands/table.js';

test('columns are as wide as what is in them, and no line ends in spaces', t => {
	t.is(table([{title: 'NAME'}, {title: 'AMOUNT', align: 'right'}, {title: 'MEMO'}], [['alice', '10.5', ''], ['bob', '1', 'hello']]), [
		'NAME   AMOUNT  MEMO',
		'alice    10.5',
		'bob         1  hello',
	].join('\n'));
});

test('a table without rows is its titles', t => {
	t.is(table([{title: 'A'}, {title: 'B'}], []), 'A  B');
});

test('names and values stand under each other', t => {
	t.is(pairs([['Height', 12], ['Tip', 'ab']]), 'Height  12\nTip     ab');
});

test('wide characters are counted as the terminal shows them', t => {
	const [, first, second] = table([{title: 'N'}, {title: 'X'}], [['日本', 'x'], ['abcd', 'x']]).split('\n');
	t.is(first, '日本  x');
	t.is(second, 'abcd  x');
});

const hostile = '\u001B[2J\u001B]0;title\u0007\r\n\u009B31m\u202Eevil\u2066\u200B\u2028\u0000\u007F';

test('text from somewhere else never reaches the terminal raw', t => {
	for (const text of [table([{title: 'MEMO'}], [[hostile]]), pairs([['Memo', hostile]])]) {
		t.notRegex(text.replace('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/v);
		t.true(text.includes('evil'));
	}

	t.is(pairs([['Memo', 'a\nb']]).split('\n').length, 1);
});
