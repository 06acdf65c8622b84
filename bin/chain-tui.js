#!/usr/bin/env node
import {existsSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

// React and Ink look at these while they load, so they are set before anything else is.
process.env.NODE_ENV ??= 'production';
if (process.env.NO_COLOR || process.env.TERM === 'dumb' || process.argv.includes('--no-color')) {
	process.env.FORCE_COLOR = '0';
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
