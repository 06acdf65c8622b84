import test from 'ava';
import fc from 'fast-check';
import {keyEvent, type KeyEvent} from '../../source/terminal/key-event.js';
import {parseKeys} from '../../source/terminal/parse-keys.js';

const names = (input: string): string[] => parseKeys(input, true).events.map(event => event.type === 'key' ? event.name : `paste ${event.text}`);

test('letters, controls and sequences have their names', t => {
	t.deepEqual(names('aA? '), ['a', 'A', '?', 'space']);
	t.deepEqual(names('\r\t\u007F\b\u0003'), ['enter', 'tab', 'backspace', 'backspace', 'ctrl+c']);
	t.deepEqual(names('\u001B[A\u001BOB\u001B[1;5C\u001B[5~\u001B[3~\u001B[Z'), ['up', 'down', 'right', 'pageup', 'delete', 'shift+tab']);
	t.deepEqual(names('\u001B'), ['escape']);
	t.deepEqual(names('漢🦊'), ['漢', '🦊']);
});

test('a sequence that means nothing to us means nothing', t => {
	t.deepEqual(names('\u001B[?62;c\u001B[15~a'), ['a']);
});

test('what is pasted is one thing, with its line ends', t => {
	t.deepEqual(names('a\u001B[200~one\r\ntwo\u001B[201~b'), ['a', 'paste one\r\ntwo', 'b']);
	t.deepEqual(parseKeys('\u001B[200~one', false), {events: [], rest: '\u001B[200~one'});
	t.deepEqual(names('prac1qauq7ew2k2xh\r'), ['paste prac1qauq7ew2k2xh\r']);
	t.deepEqual(names('x'.repeat(200)), [`paste ${'x'.repeat(200)}`]);
});

test('a lone escape waits for what may follow', t => {
	t.deepEqual(parseKeys('\u001B', false), {events: [], rest: '\u001B'});
	t.deepEqual(parseKeys('\u001B[1;', false), {events: [], rest: '\u001B[1;'});
	t.deepEqual(parseKeys('\u001B[1;', true), {events: [], rest: ''});
});

test('however the bytes are split, complete sequences give the same keys', t => {
	const piece = fc.constantFrom('a', 'Z', ' ', '\t', '漢', '🦊', '\u007F', '\u001B[A', '\u001BOD', '\u001B[5~', '\u001B[1;2F', '\u001B[200~pasted\r\ntext\u001B[201~');
	fc.assert(fc.property(fc.array(piece, {maxLength: 20}), fc.array(fc.nat(100), {maxLength: 6}), (pieces, cuts) => {
		const characters = [...pieces.join('')];
		const whole = pieces.flatMap(each => parseKeys(each, true).events);
		const events: KeyEvent[] = [];
		let rest = '';
		let from = 0;
		for (const to of [...cuts.map(cut => Math.min(cut, characters.length)).toSorted((a, b) => a - b), characters.length]) {
			const parsed = parseKeys(rest + characters.slice(from, to).join(''), false);
			events.push(...parsed.events);
			({rest} = parsed);
			from = to;
		}

		t.is(rest, '');
		t.deepEqual(events, whole);
	}));
});

test('no input makes it throw, stand still, or give back more than came', t => {
	fc.assert(fc.property(fc.string({unit: 'binary'}), input => {
		t.is(parseKeys(input, true).rest, '');
	}));
	t.deepEqual(parseKeys('x', false).events, [keyEvent('x', 'x')]);
});
