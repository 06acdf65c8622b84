import {stripVTControlCharacters} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import {drawingFor} from '../../source/terminal/drawing.js';
import {drawInColors} from '../harness/colors.js';
import {openShell} from '../harness/shell.js';
import {moments, poseOf} from './poses.js';

/*
Terminals, and people, without colours or without anything but ASCII.
*/

drawInColors();

const size = {columns: 80, rows: 24};
const ascii = drawingFor({LANG: 'C'});
const colorless = drawingFor({NO_COLOR: '1', LANG: 'C.UTF-8'});

async function frameOf(t: ExecutionContext, name: string, keys: readonly string[] = []): Promise<string> {
	const moment = moments[name]!;
	const shell = await openShell(t, poseOf(moment), size);
	await shell.press(...moment.keys, ...keys);
	const {frame} = shell;
	shell.close();
	return frame;
}

for (const name of Object.keys(moments)) {
	test.serial(`${name} is drawn in ASCII where that is all there is, line by line as wide`, async t => {
		const frame = stripVTControlCharacters(await frameOf(t, name));
		const drawn = ascii(frame);
		t.deepEqual([...drawn].filter(character => character !== '\n' && (character < ' ' || character > '~')), []);
		t.deepEqual(drawn.split('\n').map(line => line.length).filter(length => length > size.columns), []);
	});
}

/** By what can be told apart: two moments. */
const pairs: Readonly<Record<string, readonly [readonly [string, ...string[]], readonly [string, ...string[]]]>> = {
	'the block that is selected': [['node-busy'], ['node-busy', 'down']],
	'the panel one is in': [['node-busy'], ['node-busy', 'p']],
	'the worker that is selected': [['pool-busy'], ['pool-busy', 'down']],
	'the process that is selected': [['miner-busy'], ['miner-busy', 'down']],
	'the payment that is selected': [['wallet-busy'], ['wallet-busy', 'down']],
	'the line of the Explorer that is selected': [['explorer-busy'], ['explorer-busy', 'down']],
	'the setting that is selected': [['settings-busy'], ['settings-busy', 'down']],
	'the button that Enter presses': [['quit'], ['quit', 'right']],
	'the field that is typed into': [['wallet-send'], ['wallet-send', 'tab']],
	'the command that is selected': [['node-palette'], ['node-palette', 'down']],
	'the answer that is selected': [['first-run'], ['first-run', 'down']],
	'a node that does not answer': [['node-busy'], ['node-broken']],
};

for (const [what, [[one, ...before], [other, ...after]]] of Object.entries(pairs)) {
	test.serial(`without colours one can tell ${what}`, async t => {
		const [first, second] = [colorless(await frameOf(t, one, before)), colorless(await frameOf(t, other, after))];
		t.not(first, second);
		// eslint-disable-next-line no-control-regex -- Terminals speak in control characters.
		t.is(first.match(/\u001B\[(?!(?:1|2|7|22|27)m)[\d;]*m/gv), null);
	});
}

test.serial('pending, immature, fresh and settled payments have marks of their own', async t => {
	const lines = stripVTControlCharacters(await frameOf(t, 'wallet-busy')).split('\n').filter(line => /^│ . \d/v.test(line));
	t.deepEqual(lines.slice(0, 3).map(line => line[2]), ['○', '◔', '✓']);
	t.deepEqual(lines.slice(0, 3).map(line => ascii(line)[2]), ['o', '%', '+']);
});
