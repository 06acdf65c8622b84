import test from 'ava';
import fc from 'fast-check';
import {editText, type TextState} from '../../source/keymap/edit-text.js';
import {type KeyEvent, keyEvent} from '../../source/terminal/key-event.js';

const edit = (...events: readonly KeyEvent[]): TextState => {
	let state: TextState = {text: '', cursor: 0};
	for (const event of events) {
		state = editText(state, event, 20) ?? state;
	}

	return state;
};

const type = (text: string) => [...text].map(character => keyEvent(character, character));
const key = (name: string) => keyEvent(name);

test('keys edit as they do in a shell', t => {
	t.deepEqual(edit(...type('one two'), key('ctrl+w')), {text: 'one ', cursor: 4});
	t.deepEqual(edit(...type('abc'), key('left'), key('backspace'), ...type('x')), {text: 'axc', cursor: 2});
	t.deepEqual(edit(...type('abc'), key('home'), key('delete')), {text: 'bc', cursor: 0});
	t.deepEqual(edit(...type('abc'), key('left'), key('ctrl+u')), {text: 'c', cursor: 0});
	t.deepEqual(edit(...type('abc'), key('left'), key('ctrl+k')), {text: 'ab', cursor: 2});
	t.is(editText({text: '', cursor: 0}, key('enter'), 20), undefined);
});

test('a paste is one line without anything that steers the terminal', t => {
	t.deepEqual(edit({type: 'paste', text: ' one\r\n\ttwo\u001B\u202E\n'}), {text: 'one two', cursor: 7});
});

test('whatever comes, the text has no control characters, is not too long, and the cursor is in it', t => {
	const event: fc.Arbitrary<KeyEvent> = fc.oneof(
		fc.string({unit: 'grapheme', minLength: 1, maxLength: 1}).map(character => keyEvent(character, character)),
		fc.constantFrom('left', 'right', 'home', 'end', 'backspace', 'delete', 'ctrl+u', 'ctrl+k', 'ctrl+w').map(name => keyEvent(name)),
		fc.string({unit: 'binary'}).map(text => ({type: 'paste' as const, text})),
	);
	fc.assert(fc.property(fc.array(event, {maxLength: 30}), events => {
		const {text, cursor} = edit(...events);
		const {length} = [...text];
		t.true(length <= 20);
		t.true(cursor >= 0 && cursor <= length);
		t.notRegex(text, /\p{Cc}/v);
	}));
});
