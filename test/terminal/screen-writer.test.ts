import {EventEmitter} from 'node:events';
import type {WriteStream} from 'node:tty';
import test from 'ava';
import {ScreenWriter} from '../../source/terminal/screen-writer.js';
import {TerminalModes} from '../../source/terminal/terminal-modes.js';

// eslint-disable-next-line unicorn/prefer-event-target -- As Node's streams have it.
class FakeTerminal extends EventEmitter {
	columns = 10;
	rows = 3;
	written = '';

	write(text: string): boolean {
		this.written += text;
		return true;
	}

	/** @returns What was written since the last time. */
	take(): string {
		const {written} = this;
		this.written = '';
		return written;
	}
}

const open = () => {
	const terminal = new FakeTerminal();
	return {terminal, writer: new ScreenWriter(terminal as unknown as WriteStream)};
};

const drawn = async () => new Promise(resolve => {
	setImmediate(resolve);
});

test('only the lines that have changed are written', async t => {
	const {terminal, writer} = open();
	writer.write('one\ntwo');
	await drawn();
	t.true(terminal.take().includes('\u001B[1;1Hone\u001B[K\u001B[2;1Htwo\u001B[K'));
	writer.write('one\n2');
	await drawn();
	t.is(terminal.take(), '\u001B[?2026h\u001B[2;1H2\u001B[K\u001B[?2026l');
	writer.write('one\n2');
	await drawn();
	t.is(terminal.take(), '');
	writer.write('one');
	await drawn();
	t.true(terminal.take().includes('\u001B[2;1H\u001B[K'));
});

test('several frames at once become one, and none has more rows than the terminal', async t => {
	const {terminal, writer} = open();
	writer.write('a');
	writer.write('b\nc\nd\ne');
	await drawn();
	const written = terminal.take();
	t.false(written.includes('a'));
	t.false(written.includes('e'));
});

test('the last character of a full line is not cleared away', async t => {
	const {terminal, writer} = open();
	writer.write('\u001B[1m0123456789\u001B[22m');
	await drawn();
	t.false(terminal.take().includes('\u001B[K'));
});

test('another size clears the screen once, and waits for a frame of that size', async t => {
	const {terminal, writer} = open();
	writer.write('old');
	await drawn();
	terminal.take();
	let told = 0;
	writer.on('resize', () => {
		told++;
	});
	terminal.emit('resize');
	await drawn();
	t.is(terminal.take(), '\u001B[H\u001B[2J');
	t.is(told, 1);
	writer.write('new');
	await drawn();
	t.true(terminal.take().includes('new'));
});

test('once it is closed, nothing is written any more', async t => {
	const {terminal, writer} = open();
	writer.write('last');
	writer.close();
	t.true(terminal.take().includes('last'));
	writer.write('late');
	terminal.emit('resize');
	await drawn();
	t.is(terminal.take(), '');
});

test('modes are entered once and left once, however often that is asked for', t => {
	const terminal = new FakeTerminal();
	const modes = new TerminalModes(terminal as unknown as WriteStream);
	modes.leave();
	t.is(terminal.take(), '');
	modes.enter();
	modes.enter();
	t.is(terminal.take().split('\u001B[?1049h').length, 2);
	modes.leave();
	modes.leave();
	t.is(terminal.take().split('\u001B[?1049l').length, 2);
});

test('while another program has the terminal nothing is written, and afterwards all of the last frame', async t => {
	const {terminal, writer} = open();
	writer.write('one\ntwo');
	await drawn();
	terminal.take();
	writer.write('waits');
	writer.hold();
	await drawn();
	writer.write('one\n2');
	writer.repaint();
	await drawn();
	t.is(terminal.take(), '');
	writer.release();
	await drawn();
	const written = terminal.take();
	t.true(written.startsWith('\u001B[H\u001B[2J'));
	t.true(written.includes('\u001B[1;1Hone\u001B[K\u001B[2;1H2\u001B[K'));

	writer.write('last');
	writer.hold();
	writer.close();
	t.is(terminal.take(), '');
});
