import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

/*
Makes `dist/` of `source/`: a file for each program, and what they share in files beside them, loaded when it is needed. Reading a thousand small files takes longer than everything else at start: docs/decisions/0012-few-files-start-fast.md.
*/

const root = fileURLToPath(new URL('.', import.meta.url));

/** The first two bring files that are no JavaScript; Ink asks for the third only where it looks into itself. */
const external = ['classic-level', 'tiny-secp256k1', 'react-devtools-core'];

/** The program, and whatever runs in a process or thread of its own: found by its file's name beside whoever starts it. */
const sources = await readdir(path.join(root, 'source'), {recursive: true});
const programs = ['cli.ts', ...sources.filter(file => /-(?:process|worker)\.ts$/v.test(file))];

const {outputFiles, metafile} = await build({
	absWorkingDir: root,
	entryPoints: programs.map(file => ({in: path.join('source', file), out: path.parse(file).name})),
	outdir: 'dist',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20.19',
	external,
	define: {
		// React and Ink as they are used, without what is there to look into them.
		'process.env.NODE_ENV': '"production"',
		'process.env.DEV': '"false"',
	},
	// Packages that are no modules yet ask for those of Node.js.
	banner: {js: 'import {createRequire} from \'node:module\';\nconst require = createRequire(import.meta.url);'},
	metafile: true,
	write: false,
	logLevel: 'warning',
});

await rm(path.join(root, 'dist'), {recursive: true, force: true});
await mkdir(path.join(root, 'dist'));
for (const {path: file, contents} of outputFiles) {
	await writeFile(file, contents);
}

await writeFile(path.join(root, 'dist/licenses.txt'), await licensesOf(Object.keys(metafile.inputs)));

/** What those say whose code is in ours. @param {readonly string[]} files */
async function licensesOf(files) {
	const packages = new Set(files.map(file => /^(?<folder>.*node_modules\/(?:@[^\/]+\/)?[^\/]+)\//v.exec(file)?.groups?.folder).filter(folder => folder !== undefined));
	const texts = await Promise.all([...packages].toSorted().map(async folder => {
		const {name, version, license} = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8'));
		const entries = await readdir(path.join(root, folder));
		const file = entries.find(entry => /^licen[cs]e/iv.test(entry));
		const text = file === undefined ? '' : await readFile(path.join(root, folder, file), 'utf8');
		return `${name} ${version} (${license})\n\n${text.trim()}\n`;
	}));
	return texts.join(`\n${'-'.repeat(72)}\n\n`);
}
