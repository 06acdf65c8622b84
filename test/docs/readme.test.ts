import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import test from 'ava';
import {screens} from '../../source/app/screens.js';
import {commands, findCommand} from '../../source/commands/list.js';
import {parseLine} from '../../source/commands/parse.js';
import {keyTable} from './key-table.js';

const file = new URL('../../readme.md', import.meta.url);
const readme = readFileSync(file, 'utf8');

test('the readme has a row with an example for every command, and for no other', t => {
	const rows = [...readme.matchAll(/^\| `(?<name>[a-z ]+)` \| `chain-tui (?<example>[^`]+)`/gmv)].map(({groups}) => groups!);
	t.deepEqual(rows.map(({name}) => name), commands.map(({name}) => name));
	t.true(rows.every(({name, example}) => example!.startsWith(name!)));
});

test('every example of the readme and of the help is a command line that the program takes', async t => {
	const examples = [...readme.matchAll(/`chain-tui (?<line>[^`]+)`/gv)].map(({groups}) => groups!['line']!);
	for (const {load} of commands) {
		const {command} = await load();
		examples.push(...command.examples);
	}

	for (const example of examples) {
		const words = [...example.replace(/ [<>].*/v, '').matchAll(/"(?<quoted>[^"]*)"|(?<plain>\S+)/gv)].map(({groups}) => groups!['quoted'] ?? groups!['plain']!);
		const found = findCommand(words);
		t.truthy(found);
		const {command} = await found!.listed.load();
		t.notThrows(() => parseLine(command, found!.rest));
	}
});

test('the readme has a picture of every screen; `npm run pictures` takes them', t => {
	const shown = [...readme.matchAll(/!\[(?<words>[^\]]+)\]\(docs\/pictures\/(?<name>[a-z]+)\.svg\)/gv)].map(({groups}) => groups!);
	t.deepEqual(shown.map(({name}) => name), ['tour', ...screens.map(({id}) => id)]);
	for (const {name} of shown) {
		const picture = readFileSync(new URL(`../../docs/pictures/${name}.svg`, import.meta.url), 'utf8');
		t.true(picture.startsWith('<svg ') && picture.endsWith('</svg>\n'));
	}
});

test('the table of keys in the readme is what the keys do; `UPDATE_README=1` writes it', t => {
	const [before, table, after] = readme.split(/(?<=<!-- keys -->\n\n)|(?=\n\n<!-- end of the keys -->)/v);
	t.truthy(after);
	if (process.env['UPDATE_README'] === '1') {
		writeFileSync(file, `${before}${keyTable()}${after}`);
	}

	t.is(process.env['UPDATE_README'] === '1' ? keyTable() : table, keyTable());
});
