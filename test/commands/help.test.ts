import test from 'ava';
import {globalFlags} from '../../source/commands/global-flags.js';
import {commandHelp, generalHelp, groupHelp} from '../../source/commands/help.js';
import {commands, findCommand, isGroup} from '../../source/commands/list.js';
import {parseLine} from '../../source/commands/parse.js';

for (const listed of commands) {
	test(`the help of ${listed.name} has its parameters, every flag, and examples that can be typed`, async t => {
		const {command} = await listed.load();
		const help = commandHelp(listed, command);
		t.regex(help, new RegExp(`^ {2}chain-tui ${listed.name}`, 'mv'));
		for (const [name, flag] of Object.entries({...command.flags, ...globalFlags})) {
			const {kind, summary} = flag;
			const value = kind === 'switch' ? '' : flag.value;
			t.true(help.includes(`  --${name} ${value}`), `flag ${name}`);
			t.true(help.includes(summary), `flag ${name}`);
		}

		t.true(command.examples.length > 0);
		for (const example of command.examples) {
			const words = example.split(/ [<>] /v)[0]!.match(/"[^"]*"|\S+/gv)!.map(word => word.replaceAll('"', ''));
			const found = findCommand(words)!;
			t.is(found.listed.name, listed.name, `example ${example}`);
			t.notThrows(() => parseLine(command, found.rest), `example ${example}`);
		}
	});
}

test('the general help names every command, and no line of it is wider than two terminals', t => {
	const help = generalHelp('1.2.3');
	t.true(help.startsWith('chain-tui 1.2.3\n'));
	for (const {name, summary} of commands) {
		t.regex(help, new RegExp(`^ {2}${name} .*${summary.replaceAll(/[.*+?^$\{\}\(\)\|\[\]\\]/gv, String.raw`\$&`)}$`, 'mv'));
	}

	t.true(help.split('\n').every(line => line.length <= 160));
});

test('a group names what is in it, and nothing else', t => {
	const help = groupHelp('wallet');
	for (const {name} of commands) {
		t.is(new RegExp(`^ {2}${name} `, 'mv').test(help), name.startsWith('wallet '));
	}
});

test('a command is found by its words, the longest there is', t => {
	t.is(findCommand(['wallet', 'new', 'savings'])!.listed.name, 'wallet new');
	t.deepEqual(findCommand(['wallet', 'new', 'savings'])!.rest, ['savings']);
	t.is(findCommand(['wallet']), undefined);
	t.is(findCommand(['new', 'wallet']), undefined);
	t.is(findCommand([]), undefined);
	t.true(isGroup('wallet'));
	t.false(isGroup('send'));
	t.false(isGroup(''));
	t.false(isGroup(undefined));
});
