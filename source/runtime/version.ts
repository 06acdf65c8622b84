import {readFileSync} from 'node:fs';

// The package is two folders up from both source/runtime and dist/runtime.
const location = new URL('../../package.json', import.meta.url);

/** Of the program, as in package.json. */
export const {version} = JSON.parse(readFileSync(location, 'utf8')) as {readonly version: string};
