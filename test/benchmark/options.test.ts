import test from 'ava';
import {readOptions} from '../../benchmark/options.js';

const known = [{name: 'sturdy', isStable: true}, {name: 'shaky'}, {name: 'other'}];

const read = (...words: readonly string[]) => readOptions(words, known);

test('without a name all benchmarks run, with names those, in the order of the list', t => {
	t.deepEqual(read().names, ['sturdy', 'shaky', 'other']);
	t.deepEqual(read('other', 'sturdy', '--check').names, ['sturdy', 'other']);
});

test('the short check runs those whose ratios are stable, unless one is named', t => {
	t.deepEqual(read('--check', '--quick').names, ['sturdy']);
	t.deepEqual(read('--check', '--quick', 'shaky').names, ['shaky']);
	t.deepEqual(read('--quick').names, ['sturdy', 'shaky', 'other']);
});

test('several binaries of Node.js may be named', t => {
	t.deepEqual(read('--node', 'one', '--node', 'two').nodes, ['one', 'two']);
	t.deepEqual(read().nodes, []);
});

test('what makes no sense is refused with its reason', t => {
	t.throws(() => read('fast'), {message: 'there is no benchmark fast; there are sturdy, shaky, other'});
	t.throws(() => read('--fast'), {message: /--fast/v});
	t.throws(() => read('--check=yes'), {message: /--check/v});
	t.throws(() => read('--node'), {message: /--node/v});
	t.throws(() => read('--json', '--markdown'), {message: /do not go together/v});
	for (const blocks of ['', '0', '-1', '1.5', '1e3', 'many', '1000001', ' 7']) {
		t.throws(() => read(`--blocks=${blocks}`), {message: /--blocks is a whole number from 1 to 1000000/v}, `${blocks}`);
	}

	t.is(read('--blocks', '10000').blocks, 10_000);
});
