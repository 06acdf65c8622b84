import {PassThrough, Writable} from 'node:stream';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {Prompt, type PromptStreams} from '../../source/runtime/prompt.js';
import {temporaryFolder} from '../engine/storage/temporary-folder.js';

/** Somebody at a terminal, or a script behind a pipe. */
function open({isTerminal}: {isTerminal: boolean}) {
	const input = Object.assign(new PassThrough(), {isTTY: isTerminal, setRawMode: () => input});
	let shown = '';
	const output = Object.assign(new Writable({write(chunk: Uint8Array, _encoding, done) {
		shown += chunk.toString();
		done();
	}}), {isTTY: isTerminal});
	const ended = new AbortController();
	const prompt = new Prompt({input, output} as unknown as PromptStreams, ended.signal);
	return {prompt, input, ended, shown: () => shown};
}

test('from a pipe, each question takes the next line, and nothing is shown', async t => {
	const {prompt, input, shown} = open({isTerminal: false});
	input.end('the phrase\r\nthe passphrase\n');
	t.is(await prompt.hidden('Phrase: '), 'the phrase');
	t.is(await prompt.line('Passphrase: '), 'the passphrase');
	t.is(await prompt.line('More: '), undefined);
	t.is(shown(), '');
});

test('an empty pipe has no line, and an empty line between others is one', async t => {
	const empty = open({isTerminal: false});
	empty.input.end();
	t.is(await empty.prompt.hidden('?'), undefined);
	const gap = open({isTerminal: false});
	gap.input.end('\nsecond');
	t.is(await gap.prompt.hidden('?'), '');
	t.is(await gap.prompt.hidden('?'), 'second');
});

test('behind a pipe nobody consents', async t => {
	const {prompt, input} = open({isTerminal: false});
	input.end('y\n');
	t.false(await prompt.confirm('Send it?'));
});

test('waiting for a pipe ends with the signal', async t => {
	const {prompt, input, ended} = open({isTerminal: false});
	input.write('half a line');
	const line = prompt.line('?');
	ended.abort();
	await t.throwsAsync(line, {name: 'AbortError'});
});

test('a person sees the question, and what is hidden is not shown', async t => {
	const {prompt, input, shown} = open({isTerminal: true});
	const answer = prompt.hidden('Passphrase: ');
	input.write('secret\r');
	t.is(await answer, 'secret');
	t.is(shown(), 'Passphrase: \n');
});

test('only a yes is a yes', async t => {
	for (const [typed, expected] of [['y', true], ['YES', true], [' yes ', true], ['', false], ['n', false], ['yep', false], ['of course', false]] as const) {
		const {prompt, input, shown} = open({isTerminal: true});
		const answer = prompt.confirm('Send it?');
		input.write(`${typed}\r`);
		t.is(await answer, expected, `typed: ${typed}`);
		t.true(shown().startsWith('Send it? [y/N] '));
	}
});

test('Ctrl-C, the end of the input and the signal end a question', async t => {
	const ctrlC = open({isTerminal: true});
	const first = ctrlC.prompt.line('?');
	ctrlC.input.write('\u0003');
	await t.throwsAsync(first, {name: 'AbortError', any: true});
	const over = open({isTerminal: true});
	const second = over.prompt.line('?');
	over.input.end();
	await t.throwsAsync(second, {name: 'AbortError', any: true});
	const signalled = open({isTerminal: true});
	const third = signalled.prompt.line('?');
	signalled.ended.abort();
	await t.throwsAsync(third, {name: 'AbortError', any: true});
	await t.throwsAsync(signalled.prompt.line('?'), {name: 'AbortError', any: true});
});

test('a passphrase is the first line of its file', async t => {
	const {prompt} = open({isTerminal: false});
	const file = path.join(await temporaryFolder(t), 'passphrase');
	await writeFile(file, 'correct horse\r\nbattery\n');
	t.is(await prompt.fileLine(file), 'correct horse');
	await t.throwsAsync(prompt.fileLine(`${file}.none`), {code: 'file_unreadable'});
});
