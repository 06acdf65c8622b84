import {EventEmitter, once} from 'node:events';
import type {ReadStream} from 'node:tty';
import test from 'ava';
import {KeyReader} from '../../source/terminal/key-reader.js';

// eslint-disable-next-line unicorn/prefer-event-target -- As Node's streams have it.
class FakeInput extends EventEmitter {
	isRaw = false;

	setRawMode(isRaw: boolean): void {
		this.isRaw = isRaw;
	}

	resume(): void {
		this.emit('resume');
	}

	pause(): void {
		this.emit('pause');
	}
}

const open = (isTyped = true) => {
	const input = new FakeInput();
	const keys: string[] = [];
	// eslint-disable-next-line unicorn/prefer-event-target -- For `once`.
	const heard = new EventEmitter();
	const reader = new KeyReader(input as unknown as ReadStream, event => {
		keys.push(event.type === 'key' ? event.name : `paste ${event.text}`);
		heard.emit('key');
		return isTyped;
	});
	reader.start();
	return {input, keys, heard, reader};
};

test('raw mode lasts as long as it reads', t => {
	const {input, keys, reader} = open();
	t.true(input.isRaw);
	input.emit('data', Buffer.from('ab'));
	reader.stop();
	input.emit('data', Buffer.from('c'));
	t.deepEqual(keys, ['a', 'b']);
	t.false(input.isRaw);
});

test('a character whose bytes come in two parts is one key', t => {
	const {input, keys} = open();
	const bytes = Buffer.from('漢');
	input.emit('data', bytes.subarray(0, 1));
	input.emit('data', bytes.subarray(1));
	t.deepEqual(keys, ['漢']);
});

test('a lone escape is the key after a moment; with its sequence it is not', async t => {
	const {input, keys, heard} = open();
	input.emit('data', Buffer.from('\u001B'));
	input.emit('data', Buffer.from('[A'));
	t.deepEqual(keys, ['up']);
	input.emit('data', Buffer.from('\u001B'));
	t.deepEqual(keys, ['up']);
	await once(heard, 'key');
	t.deepEqual(keys, ['up', 'escape']);
});

test('keys that come at once and are not typed into a field are told one after the other', async t => {
	const {input, keys, heard} = open(false);
	input.emit('data', Buffer.from('3 q'));
	t.deepEqual(keys, ['3']);
	await once(heard, 'key');
	t.deepEqual(keys, ['3', 'space']);
	input.emit('data', Buffer.from('x'));
	await once(heard, 'key');
	await once(heard, 'key');
	t.deepEqual(keys, ['3', 'space', 'q', 'x']);
});

test('Enter waits until what was typed or pasted before it is on the screen', async t => {
	const {input, keys, heard} = open();
	input.emit('data', Buffer.from('\u001B[200~hello\u001B[201~\r'));
	t.deepEqual(keys, ['paste hello']);
	await once(heard, 'key');
	t.deepEqual(keys, ['paste hello', 'enter']);
	input.emit('data', Buffer.from('ab'));
	t.deepEqual(keys, ['paste hello', 'enter', 'a', 'b'], 'typing itself never waits');
});
