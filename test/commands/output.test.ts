import {Writable} from 'node:stream';
import test from 'ava';
import {ApiError} from '../../source/api/api-error.js';
import {Output, type OutputOptions} from '../../source/commands/output.js';

/** Keeps what is written. */
class Sink extends Writable {
	text = '';
	isTTY = false;

	override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
		this.text += chunk.toString();
		done();
	}
}

function open(options: Partial<OutputOptions> & {isTerminal?: boolean} = {}) {
	const stdout = new Sink();
	const stderr = new Sink();
	stderr.isTTY = options.isTerminal ?? false;
	const time = {now: 1_000_000};
	const output = new Output({
		isJson: false, isQuiet: false, stdout, stderr, clock: () => time.now, ...options,
	});
	return {output, stdout, stderr, time};
}

/** Everything that a command can say. */
function sayAll({output}: ReturnType<typeof open>): void {
	output.note('a remark');
	output.event('block', {height: 1}, 'Block #1');
	output.progress('1 of 2');
	output.result({height: 1}, 'Height 1');
	output.failure(new ApiError('not_found', 'not there', {id: 7}));
}

test('a person reads results on stdout and everything else on stderr', t => {
	const opened = open();
	sayAll(opened);
	t.is(opened.stdout.text, 'Block #1\nHeight 1\n');
	t.is(opened.stderr.text, 'a remark\n1 of 2\nchain-tui: not there\n');
});

test('who wants it quiet reads results and errors', t => {
	const opened = open({isQuiet: true});
	sayAll(opened);
	t.is(opened.stdout.text, 'Height 1\n');
	t.is(opened.stderr.text, 'chain-tui: not there\n');
});

test('a program reads one JSON object a line, and on stderr nothing but the error', t => {
	const opened = open({isJson: true});
	sayAll(opened);
	t.is(opened.stdout.text, '{"event":"block","height":1}\n{"height":1}\n');
	t.is(opened.stderr.text, '{"error":{"code":"not_found","message":"not there","details":{"id":7}}}\n');
});

test('on a terminal, progress stays on its line, which is gone when something else is said', t => {
	const {output, stderr, stdout} = open({isTerminal: true});
	output.progress('1 of 2');
	t.is(stderr.text, '\r\u001B[K1 of 2');
	output.result({}, 'done');
	t.is(stderr.text, '\r\u001B[K1 of 2\r\u001B[K');
	t.is(stdout.text, 'done\n');
});

test('progress is not told all the time', t => {
	const {output, stderr, time} = open();
	for (let done = 0; done < 100; done++) {
		output.progress(String(done));
		time.now += 100;
	}

	t.is(stderr.text, '0\n50\n');
});

test('a piece of a result is printed as it is', t => {
	const {output, stdout} = open({isJson: true});
	output.piece('a,b\r\n');
	t.is(stdout.text, 'a,b\r\n');
});

test('what would steer the terminal is shown as dots, whoever said it', t => {
	const evil = 'a\u001B]0;b\u0007\rc\u009B2J';
	const opened = open();
	opened.output.result({}, `${evil}\n\td`);
	opened.output.event('block', {}, evil);
	opened.output.piece(`${evil}\r\n`);
	opened.output.note(evil);
	opened.output.failure(new ApiError('internal', evil));
	const shown = 'a·]0;b··c·2J';
	t.is(opened.stdout.text, `${shown}\n\td\n${shown}\n${shown}\r\n`);
	t.is(opened.stderr.text, `${shown}\nchain-tui: ${shown}\n`);
});
