import test from 'ava';
import {Home} from '../harness/program.js';

/*
Command lines that cannot be meant: each with a message that says why, exit code 2, and nothing else.
*/

const home = await Home.open();
test.after.always(async () => {
	await home.close();
});

const address = 'dev1qzeeyh5nfvcy86d29k3ua03338nf37unxzkc3cn';

const wrong: ReadonlyArray<readonly [name: string, words: readonly string[], message: RegExp]> = [
	['an unknown command', ['frobnicate'], /no command "frobnicate".*--help/v],
	['a group alone', ['chain'], /chain: say what to do/v],
	['nothing but flags', [], /say what to do/v],
	['an unknown flag', ['balance', '--frobnicate'], /no flag --frobnicate/v],
	['a repeated flag', ['balance', '--wallet', 'a', '--wallet', 'b'], /--wallet is given 2 times/v],
	['a port that is no number', ['node', '--port', 'abc'], /--port "abc": expected a whole number from 0 to 65535/v],
	['a pool that can be no address', ['mine', '--pool', 'nonsense'], /--pool "nonsense": expected HOST:PORT, such as 192\.168\.1\.20:6000; if "nonsense" is a host, say its port too/v],
	['a missing parameter', ['send', '--yes'], /ADDRESS is missing/v],
	['a parameter where none goes', ['status', 'now'], /"now" is one too many/v],
	['a node of one\'s own on somebody else\'s node', ['node', '--node', 'http://127.0.0.1:1'], /--node makes no sense/v],
	['sending where nobody can be asked', ['send', address, '1'], /say --yes/v],
];

for (const [name, words, message] of wrong) {
	test.serial(`${name} is wrong usage`, async t => {
		const refused = await home.refused(words);
		t.like(refused, {exit: 2, code: 'usage'});
		t.regex(refused.message, message);
		t.notRegex(refused.message, /\n/v);
	});
}

test.serial('what is wrong is said to a person in a line', async t => {
	const {code, stdout, stderr} = await home.run(['balance', '--frobnicate']);
	t.is(code, 2);
	t.is(stdout, '');
	t.is(stderr, 'chain-tui: there is no flag --frobnicate\n');
});

test.serial('without a command and without a terminal, the help goes to stderr', async t => {
	const {code, stdout, stderr} = await home.run([]);
	t.is(code, 2);
	t.is(stdout, '');
	t.regex(stderr, /Usage\n {2}chain-tui COMMAND/v);
});

test.serial('a group without a word says which there are', async t => {
	const {code, stdout, stderr} = await home.run(['wallet']);
	t.is(code, 2);
	t.is(stdout, '');
	t.regex(stderr, /wallet new .*\n.*wallet restore/v);
});

test.serial('flags may stand before the command', async t => {
	const {version} = await home.json<{version: string}>(['--network', 'dev', 'status']);
	t.is(await home.text(['--version']), `${version}\n`);
});
