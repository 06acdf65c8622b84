import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import test from 'ava';

/*
What the build has put into which file decides how fast the program starts. A time tells little of a busy machine; what has to be read is the same everywhere.
*/

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

const textOf = (file: string): string => readFileSync(`${dist}${file}`, 'utf8');

/** A file of the build, and all that is loaded with it. */
function loadedWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
	if (!seen.has(file)) {
		seen.add(file);
		for (const {groups} of textOf(file).matchAll(/^(?:import|\} from) "\.\/(?<other>[^"]+)";$/gmv)) {
			loadedWith(groups!['other']!, seen);
		}
	}

	return seen;
}

/** The packages and parts of ours whose code is in these files. */
function contents(files: Iterable<string>): ReadonlySet<string> {
	return new Set([...files].flatMap(file => [...textOf(file).matchAll(/^\/\/ (?:node_modules\/(?<name>(?:@[^\/]+\/)?[^\/]+)|source\/(?<part>\w+))\//gmv)].map(({groups}) => groups!['name'] ?? groups!['part']!)));
}

const built = readdirSync(dist).filter(file => file.endsWith('.js'));
const fileOf = (name: string): string => built.find(file => file.startsWith(`${name}-`) && textOf(file).includes(`// source/app/${name}.ts`))!;

test('the version is told without loading any package', t => {
	const files = loadedWith('cli.js');
	t.deepEqual([...contents(files)].toSorted(), ['api', 'commands', 'protocol', 'runtime']);
	t.true([...files].reduce((sum, file) => sum + textOf(file).length, 0) < 60_000);
});

test('something is on the screen before Ink is loaded, and Ink\'s first frame needs no engine, server or client', t => {
	const paint = contents(loadedWith(fileOf('open')));
	t.true(paint.has('signal-exit') && paint.has('terminal'));
	t.false(paint.has('ink') || paint.has('react'));

	const shell = contents(loadedWith(fileOf('run')));
	t.true(shell.has('ink') && shell.has('screens'));
	t.deepEqual(['engine', 'server', 'client', 'hono', 'got', 'prom-client', 'classic-level'].filter(name => shell.has(name)), []);
});

test('the screens come in few files, and none of Ink that is never called', t => {
	t.true(loadedWith(fileOf('run')).size < 40);
	const files = [...loadedWith(fileOf('run'))];
	const toolkit = files.flatMap(file => [...textOf(file).matchAll(/^\/\/ node_modules\/es-toolkit\//gmv)]);
	t.true(toolkit.length < 20, `${toolkit.length} files of es-toolkit`);
	t.false(files.some(file => textOf(file).includes('// node_modules/react/cjs/react.development.js')), 'React as it is used, not as it is developed with');
});

test('no language but English is loaded to check what comes in', t => {
	const all = built.flatMap(file => [...textOf(file).matchAll(/^\/\/ node_modules\/zod\/v4\/locales\/(?<name>.+)\.js$/gmv)].map(({groups}) => groups!['name']));
	t.deepEqual([...new Set(all)], ['en']);
});
