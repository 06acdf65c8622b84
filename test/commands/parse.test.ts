import test from 'ava';
import * as z from 'zod';
import {ApiError} from '../../source/api/api-error.js';
import type {Command} from '../../source/commands/command.js';
import {listFlag, switchFlag, valueFlag} from '../../source/commands/flag.js';
import {portValue, textValue} from '../../source/commands/flag-values.js';
import {commands} from '../../source/commands/list.js';
import {parseLine} from '../../source/commands/parse.js';

const command: Pick<Command, 'flags' | 'parameters'> = {
	parameters: ['ADDRESS', '[AMOUNT]'],
	flags: {
		port: valueFlag('PORT', 'where', portValue),
		peer: listFlag('URL', 'whom', textValue),
		mine: switchFlag('whether'),
		memo: valueFlag('TEXT', 'what for', z.string()),
	},
};

/** Why a line is refused. */
function refusal(words: readonly string[]): string {
	try {
		parseLine(command, words);
	} catch (error) {
		if (error instanceof ApiError && error.code === 'usage') {
			return error.message;
		}

		throw error;
	}

	throw new Error(`not refused: ${words.join(' ')}`);
}

test('flags and parameters may come in any order', t => {
	for (const words of [['a', '--port', '6000', '12', '--mine'], ['--mine', '--port=6000', 'a', '12']]) {
		const {flags, parameters} = parseLine(command, words);
		t.like(flags, {port: 6000, mine: true, memo: undefined});
		t.deepEqual(flags['peer'], []);
		t.deepEqual(parameters, ['a', '12']);
	}
});

test('the flags that every command takes are apart from its own', t => {
	const {flags, global} = parseLine(command, ['a', '--network', 'dev', '--json']);
	t.like(global, {network: 'dev', json: true, quiet: false, wallet: undefined});
	t.false('network' in flags);
});

test('a flag for a list may be given again, no other may', t => {
	t.deepEqual(parseLine(command, ['a', '--peer', 'x', '--peer', 'y']).flags['peer'], ['x', 'y']);
	t.is(refusal(['a', '--port', '1', '--port', '2']), '--port is given 2 times');
	t.is(refusal(['a', '--network', 'dev', '--network', 'main']), '--network is given 2 times');
});

test('a switch that is given twice is on', t => {
	t.true(parseLine(command, ['a', '--mine', '--mine']).flags['mine']);
});

test('what begins with a dash goes after = or --', t => {
	t.like(parseLine(command, ['a', '--memo=-3']).flags, {memo: '-3'});
	t.deepEqual(parseLine(command, ['--', 'a', '-3']).parameters, ['a', '-3']);
	t.is(refusal(['a', '--memo', '-3']), '--memo takes a value; one that begins with - goes after a =, as in --memo=-x');
});

test('each wrong line says in one line what is wrong', t => {
	t.is(refusal([]), 'ADDRESS is missing');
	t.is(refusal(['a', '1', '2']), '"2" is one too many');
	t.is(refusal(['a', '--frobnicate']), 'there is no flag --frobnicate');
	t.is(refusal(['a', '--frobnicate=3']), 'there is no flag --frobnicate');
	t.is(refusal(['a', '-x']), 'there is no flag -x');
	t.is(refusal(['a', '-1']), '-1 is below 0 or no flag');
	t.is(refusal(['a', '--blocks', '3']), 'there is no flag --blocks');
	t.regex(refusal(['a', '--memo']), /^--memo takes a value/v);
	t.regex(refusal(['a', '--memo', '--mine']), /^--memo takes a value/v);
	t.is(refusal(['a', '--mine=no']), 'Option \'--mine\' does not take an argument');
	t.is(refusal(['a', '--wallet=']), '--wallet "": expected something, got nothing');
	for (const port of ['abc', '-1', '65536', '1.5', '0x10', ' 1', '1e3', '']) {
		t.is(refusal(['a', `--port=${port}`]), `--port ${JSON.stringify(port)}: expected a whole number from 0 to 65535`);
	}
});

test('a long word is not repeated whole', t => {
	t.true(refusal(['a', '1', 'x'.repeat(10_000)]).length < 120);
	t.true(refusal(['a', '--port', '1'.repeat(10_000)]).length < 160);
});

test('who asks for help need not say more', t => {
	t.true(parseLine(command, ['--help']).global.help);
	t.true(parseLine(command, ['a', 'b', 'c', '--version']).global.version);
});

test('no command has a flag with the name of one that every command takes, and each can be asked for help', async t => {
	for (const listed of commands) {
		const {command: each} = await listed.load();
		t.deepEqual(each.parameters, listed.parameters, `command ${listed.name}`);
		const {flags, global} = parseLine(each, ['--help']);
		t.deepEqual(Object.keys(flags).filter(name => name in global), [], `command ${listed.name}`);
	}
});
