import test from 'ava';
import fc from 'fast-check';
import {toAscii} from '../../source/terminal/ascii.js';
import {widthOf} from '../../source/terminal/cells.js';
import {drawingFor} from '../../source/terminal/drawing.js';

test('borders, charts and marks have a likeness in ASCII', t => {
	t.is(toAscii('┌─ Chain ─┐ ✓ ● … ▲'), '+- Chain -+ + * ~ ^');
	t.is(toAscii('Zoë 文字'), 'Zo? ????');
});

test('text in ASCII is as wide as it was, and escape sequences stay', t => {
	fc.assert(fc.property(fc.string({unit: 'grapheme'}), text => {
		const ascii = toAscii(text);
		// eslint-disable-next-line no-control-regex -- All of ASCII.
		t.regex(ascii, /^[\u0000-\u007F]*$/v);
		t.is(widthOf(ascii), widthOf(text));
	}));
	t.is(toAscii('\u001B[7m●\u001B[27m'), '\u001B[7m*\u001B[27m');
});

test('who wants no colours gets none, but what is inverse, bold or dim stays', t => {
	const draw = drawingFor({NO_COLOR: '1', LANG: 'C.UTF-8'});
	t.is(draw('\u001B[38;2;1;2;3ma\u001B[39m\u001B[96mb\u001B[39m\u001B[48;5;7mc\u001B[49m\u001B[7m\u001B[1md\u001B[22m\u001B[27m\u001B[2me\u001B[22m ●'), 'abc\u001B[7m\u001B[1md\u001B[22m\u001B[27m\u001B[2me\u001B[22m ●');
	t.is(drawingFor({NO_COLOR: ''})('\u001B[31ma\u001B[39m'), '\u001B[31ma\u001B[39m');
});
