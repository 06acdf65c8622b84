import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {readLog} from './level-log.js';
import {isTableWhole} from './level-table.js';
import {VarintReader} from './varint-reader.js';

/*
LevelDB writes checksums over everything, but looks at few of them unless it is told to, and the binding has no way to tell it. What it does with a flipped bit instead: it does not find a key, it leaves a batch out of the middle of a log, or it aborts the process. So the files are looked through before it opens them: a second for 300 MB.
*/

/**
Looks for damage in a store that nobody has open.

@returns The name of a file that is damaged, or `undefined`.
*/
export async function findDamagedFile(location: string): Promise<string | undefined> {
	const names = await readdir(location);
	if (!names.includes('CURRENT')) {
		return names.some(name => name.endsWith('.ldb')) ? 'CURRENT' : undefined;
	}

	const current = await readFile(path.join(location, 'CURRENT'), 'utf8');
	const manifest = /^(MANIFEST-\d+)\n$/v.exec(current)?.[1];
	if (manifest === undefined || !names.includes(manifest)) {
		return 'CURRENT';
	}

	const live = liveFiles(await readFile(path.join(location, manifest)));
	if (!live) {
		return manifest;
	}

	for (const number of live.tables) {
		const name = `${String(number).padStart(6, '0')}.ldb`;
		if (!names.includes(name) || !isTableWhole(await readFile(path.join(location, name)))) {
			return name;
		}
	}

	return findHoledLog(location, names.filter(name => name.endsWith('.log') && Number.parseInt(name, 10) >= live.firstLog));
}

/** The names of all tables in which something is not what was written. */
export async function damagedTables(location: string): Promise<string[]> {
	const damaged: string[] = [];
	for (const name of await readdir(location)) {
		if (name.endsWith('.ldb') && !isTableWhole(await readFile(path.join(location, name)))) {
			damaged.push(name);
		}
	}

	return damaged;
}

/** The last log may end in the middle of a record: that is what a process leaves that dies while it writes. */
async function findHoledLog(location: string, names: readonly string[]): Promise<string | undefined> {
	let cutOff: string | undefined;
	for (const name of names.toSorted()) {
		const {records, state} = readLog(await readFile(path.join(location, name)));
		if (cutOff !== undefined && records.length > 0) {
			return cutOff;
		}

		if (state === 'holed') {
			return name;
		}

		if (state === 'cut off') {
			cutOff = name;
		}
	}

	return undefined;
}

// The fields of a record of the manifest: of `Tag` in LevelDB's version_edit.cc.
const COMPARATOR = 1;
const LOG_NUMBER = 2;
const NEXT_FILE_NUMBER = 3;
const LAST_SEQUENCE = 4;
const COMPACT_POINTER = 5;
const DELETED_FILE = 6;
const NEW_FILE = 7;
const PREVIOUS_LOG_NUMBER = 9;

type LiveFiles = {
	/** The numbers of the tables that count; others were left by a process that died. */
	readonly tables: ReadonlySet<number>;
	/** The number of the oldest log that counts. */
	readonly firstLog: number;
};

/** @returns `undefined` when the manifest is damaged. */
function liveFiles(manifest: Uint8Array): LiveFiles | undefined {
	const {records, state} = readLog(manifest);
	if (state !== 'whole' || records.length === 0) {
		return undefined;
	}

	const tables = new Set<number>();
	let firstLog = 0;
	for (const record of records) {
		const reader = new VarintReader(record);
		while (!reader.isAtEnd) {
			const tag = reader.varint();
			switch (tag) {
				case COMPARATOR: {
					reader.text();
					break;
				}

				case LOG_NUMBER: {
					firstLog = reader.varint();
					break;
				}

				case NEXT_FILE_NUMBER:
				case LAST_SEQUENCE:
				case PREVIOUS_LOG_NUMBER: {
					reader.varint();
					break;
				}

				case COMPACT_POINTER: {
					reader.varint();
					reader.text();
					break;
				}

				case DELETED_FILE: {
					reader.varint();
					tables.delete(reader.varint());
					break;
				}

				case NEW_FILE: {
					reader.varint();
					tables.add(reader.varint());
					reader.varint();
					reader.text();
					reader.text();
					break;
				}

				default: {
					throw new RangeError(`the manifest of LevelDB has a field ${tag}, which is not known`);
				}
			}
		}
	}

	return {tables, firstLog};
}
