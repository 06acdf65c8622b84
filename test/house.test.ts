import {readdirSync, readFileSync} from 'node:fs';
import {isBuiltin} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import ts from 'typescript';

/*
How the house is built: which part may import which, and what no file may be. Imports are read from the syntax tree; those of types count like any other.
*/

const root = fileURLToPath(new URL('../source/', import.meta.url));

const seen = ['terminal', 'store', 'api', 'protocol'];

/** What each part may import, beside itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
	protocol: [],
	api: ['protocol'],
	// Siblings: nothing but `runtime` knows two of them.
	'engine/storage': ['api', 'protocol'],
	// What happened, kept for whoever follows.
	'engine/events': ['api'],
	'engine/node': ['engine/storage', 'engine/events', 'api', 'protocol'],
	// What miner and pool both make of a node's templates.
	'engine/work': ['api', 'protocol'],
	'engine/miner': ['engine/storage', 'engine/work', 'api', 'protocol'],
	'engine/wallet': ['engine/storage', 'api', 'protocol'],
	'engine/pool': ['engine/storage', 'engine/events', 'engine/work', 'api', 'protocol'],
	server: ['api', 'protocol'],
	client: ['api', 'protocol'],
	runtime: ['engine/storage', 'engine/node', 'engine/work', 'engine/miner', 'engine/wallet', 'engine/pool', 'server', 'client', 'api', 'protocol'],
	// Knows bytes and cells, and nothing of coins.
	terminal: [],
	theme: [],
	store: ['runtime', 'api', 'protocol'],
	commands: ['runtime', 'terminal', 'api', 'protocol'],
	keymap: ['terminal'],
	hooks: ['keymap', 'theme', ...seen],
	components: ['hooks', 'keymap', 'theme', ...seen],
	screens: ['components', 'hooks', 'keymap', 'theme', ...seen],
	app: ['screens', 'components', 'hooks', 'keymap', 'theme', ...seen],
	cli: ['commands', 'app', 'runtime', 'api'],
};

/** The parts that may know React. */
const drawing = new Set(['app', 'screens', 'components', 'hooks']);

/** The part that a file belongs to: its folder, in `engine` the folder below, and for a file at the top its own name. */
function partOf(file: string): string {
	const [top, second, ...rest] = file.split('/');
	if (second === undefined) {
		return path.parse(file).name;
	}

	return top === 'engine' && rest.length > 0 ? `${top}/${second}` : top!;
}

type SourceFile = {
	/** Below `source`, with forward slashes. */
	readonly file: string;
	readonly lines: number;
	/** Files of this project. */
	readonly imports: readonly string[];
	/** Packages and built-in modules. */
	readonly packages: readonly string[];
	/** Names that stand for something outside the file: not those of properties. */
	readonly names: ReadonlySet<string>;
};

/** The text after `from`, in `import()` and in the types `import('...').Name`. */
function specifierOf(node: ts.Node): ts.Node | undefined {
	if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
		return node.moduleSpecifier;
	}

	if (ts.isImportTypeNode(node)) {
		return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
	}

	const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
	return isDynamic ? node.arguments[0] : undefined;
}

const isPropertyName = (node: ts.Identifier) => (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)
	|| ((ts.isPropertyAssignment(node.parent) || ts.isPropertySignature(node.parent) || ts.isMethodDeclaration(node.parent)) && node.parent.name === node);

/** @param file - The importing file. @returns The file behind a relative specifier. */
function resolve(file: string, specifier: string, files: ReadonlySet<string>): string {
	const base = path.posix.join(path.posix.dirname(file), specifier).replace(/\.jsx?$/v, '');
	const found = [`${base}.ts`, `${base}.tsx`].find(candidate => files.has(candidate));
	return found ?? `${base}.ts`;
}

function readSource(): SourceFile[] {
	const names = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter(name => /\.tsx?$/v.test(name)).map(name => name.replaceAll(path.sep, '/')).toSorted();
	const files = new Set(names);
	return names.map(file => {
		const text = readFileSync(path.join(root, file), 'utf8');
		const specifiers: string[] = [];
		const identifiers = new Set<string>();
		const visit = (node: ts.Node) => {
			const specifier = specifierOf(node);
			if (specifier && ts.isStringLiteralLike(specifier)) {
				specifiers.push(specifier.text);
			}

			if (ts.isIdentifier(node) && !isPropertyName(node)) {
				identifiers.add(node.text);
			}

			if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random') {
				identifiers.add('Math.random');
			}

			ts.forEachChild(node, visit);
		};

		visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
		const isRelative = (specifier: string) => specifier.startsWith('.') && !specifier.endsWith('.json');
		return {
			file,
			lines: text.trimEnd().split('\n').length,
			imports: specifiers.filter(specifier => isRelative(specifier)).map(specifier => resolve(file, specifier, files)),
			packages: specifiers.filter(specifier => !isRelative(specifier)),
			names: identifiers,
		};
	});
}

const sources = readSource();

test('there is something to look at', t => {
	t.true(sources.length > 20);
	t.true(sources.find(({file}) => file === 'protocol/block.ts')!.imports.includes('protocol/merkle.ts'));
});

test('every file belongs to a part of the house', t => {
	t.deepEqual(sources.map(({file}) => file).filter(file => !Object.hasOwn(allowed, partOf(file))), []);
});

test('no file imports upward, or a sibling', t => {
	const wrong = sources.flatMap(({file, imports}) => imports
		.filter(imported => partOf(imported) !== partOf(file) && !allowed[partOf(file)]?.includes(partOf(imported)))
		.map(imported => `${file} imports ${imported}`));
	t.deepEqual(wrong, []);
});

/** The folder of a screen that a file belongs to. */
const screenOf = (file: string): string | undefined => /^screens\/([^\/]+)\//v.exec(file)?.[1];

test('no screen imports another: what two of them show is a component', t => {
	const wrong = sources.flatMap(({file, imports}) => screenOf(file) === undefined
		? []
		: imports.filter(imported => screenOf(imported) !== undefined && screenOf(imported) !== screenOf(file)).map(imported => `${file} imports ${imported}`));
	t.deepEqual(wrong, []);
	t.is(screenOf('screens/wallet/index.tsx'), 'wallet');
});

/** Every way that leads from a file back to itself, each told once. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
	const found: string[] = [];
	const done = new Set<string>();
	const walk = (file: string, trail: readonly string[]) => {
		const start = trail.indexOf(file);
		if (start !== -1) {
			found.push([...trail.slice(start), file].join(' -> '));
			return;
		}

		if (!done.has(file)) {
			for (const imported of graph.get(file) ?? []) {
				walk(imported, [...trail, file]);
			}

			done.add(file);
		}
	};

	for (const file of graph.keys()) {
		walk(file, []);
	}

	return found;
}

test('no imports go round in a circle', t => {
	t.deepEqual(circles(new Map(sources.map(({file, imports}) => [file, imports]))), []);
	t.deepEqual(circles(new Map([['a', ['b']], ['b', ['c', 'd']], ['c', ['b']], ['d', []]])), ['b -> c -> b']);
});

test('the protocol is pure: no built-in modules, no clock, no randomness, no input or output', t => {
	const impure = ['Math.random', 'process', 'console', 'fetch', 'Date', 'performance', 'crypto', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'globalThis', 'require', 'Worker', 'WebSocket'];
	const wrong = sources.filter(({file}) => partOf(file) === 'protocol').flatMap(({file, packages, names}) => [
		...packages.filter(name => isBuiltin(name)).map(name => `${file} imports ${name}`),
		...impure.filter(name => names.has(name)).map(name => `${file} uses ${name}`),
	]);
	t.deepEqual(wrong, []);
});

test('only the screens know React', t => {
	const wrong = sources.filter(({file}) => !drawing.has(partOf(file))).flatMap(({file, packages}) => packages
		.filter(name => /^(?:react|ink)(?:[\-\/]|$)/v.test(name))
		.map(name => `${file} imports ${name}`));
	t.deepEqual(wrong, []);
});

test('a file is called after what it owns', t => {
	const vague = /util|helper|common|manager/iv;
	t.deepEqual(sources.map(({file}) => file).filter(file => vague.test(file)), []);
});

test('no file has more than 300 lines: what is the second thing that lives there?', t => {
	t.deepEqual(sources.filter(({lines}) => lines > 300).map(({file, lines}) => `${file} has ${lines} lines`), []);
});
