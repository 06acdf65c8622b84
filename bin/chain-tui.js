#!/usr/bin/env node
import {existsSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

// React and Ink look at these while they load, so they are set before anything else is.
process.env.NODE_ENV ??= 'production';
if (process.argv.includes('--no-color')) {
	process.env.NO_COLOR = '1';
}

if (process.env.TERM === 'dumb') {
	process.env.FORCE_COLOR = '0';
} else if (process.env.NO_COLOR) {
	// Ink knows all or nothing: without this, nothing would be inverse or bold either. The screens take the colours out (source/terminal/without-colors.ts).
	process.env.FORCE_COLOR = '1';
}

const built = new URL('../dist/cli.js', import.meta.url);
if (existsSync(built)) {
	await import(built.href);
} else {
	// A checkout that was never built (install scripts off) runs from its sources, by its own settings, in whatever folder one is.
	process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL('../tsconfig.json', import.meta.url));
	const {register} = await import('tsx/esm/api');
	register();
	await import(new URL('../source/cli.ts', import.meta.url).href);
}
