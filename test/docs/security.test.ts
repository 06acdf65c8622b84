import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import path from 'node:path';
import test from 'ava';

const tests = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');

const order = (codes: Iterable<string>) => [...new Set(codes)].toSorted((a, b) => a.localeCompare(b, 'en', {numeric: true}));

test('every threat in the table has a test with its code, and every code of a test is in the table', t => {
	const inTable = page.split('\n').filter(line => line.startsWith('|')).flatMap(line => line.split('|')[1]!.match(/\b[CMPS]\d+\b/gv) ?? []);
	const files = readdirSync(tests, {recursive: true, encoding: 'utf8'}).filter(name => /\.test\.tsx?$/v.test(name));
	const inTitles = files.flatMap(name => [...readFileSync(path.join(tests, name), 'utf8').matchAll(/(?:test[\w.]*\)?|attack)\(\s*['`](?<code>[CMPS]\d+):/gv)].map(match => match.groups!['code']!));
	t.deepEqual(order(inTable), order(inTitles));
});
