import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {codeOf, isMissing} from './file-error.js';

/**
Makes a folder, and those above it that are missing; one that is there already is fine. Only the owner may look into what it makes (0700).

Node.js can do that too (`recursive`), but where a parent is there and takes no folders, as in `/proc`, it tries for ever.

@throws {Error} of the file system.
*/
export async function makeFolder(location: string): Promise<void> {
	try {
		await makeOne(location);
	} catch (error) {
		const parent = path.dirname(location);
		if (!isMissing(error) || parent === location) {
			throw error;
		}

		await makeFolder(parent);
		await makeOne(location);
	}
}

async function makeOne(location: string): Promise<void> {
	try {
		await mkdir(location, {mode: 0o700});
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') {
			throw error;
		}
	}
}
