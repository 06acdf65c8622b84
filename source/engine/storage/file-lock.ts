import {randomUUID} from 'node:crypto';
import {
	open, readFile, rm, stat,
} from 'node:fs/promises';
import {hostname} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {ApiError} from '../../api/api-error.js';
import {codeOf, fileError} from './file-error.js';
import {makeFolder} from './make-folder.js';

/*
One at a time, across processes: whoever creates `<file>.lock` may read, change and write the file. What is done under a lock takes milliseconds, so a lock that is old, or whose process is gone, was left behind by a crash and is broken.
*/

const STALE_MS = 30_000;
const WAIT_MS = 10_000;
const RETRY_MS = 15;

type LockOptions = {
	/** How long to wait for others, in milliseconds. */
	readonly waitMs?: number;
};

/**
Runs an action while no other process, and nothing else in this one, holds the lock of the file.

@throws {ApiError} `folder_in_use` when the lock cannot be had in time.
*/
export async function withFileLock<Result>(file: string, action: () => Promise<Result>, {waitMs = WAIT_MS}: LockOptions = {}): Promise<Result> {
	const lock = `${file}.lock`;
	const holder = JSON.stringify({pid: process.pid, host: hostname(), id: randomUUID()});
	const deadline = Date.now() + waitMs;
	try {
		await makeFolder(path.dirname(lock));
		while (!await createOnce(lock, holder)) {
			if (Date.now() > deadline) {
				throw new ApiError('folder_in_use', `another process is changing ${file}; if none is, delete ${lock}`);
			}

			await breakIfStale(lock);
			await delay(RETRY_MS * (0.5 + Math.random()));
		}
	} catch (error) {
		throw fileError(error, lock);
	}

	try {
		return await action();
	} finally {
		if (await contentOf(lock) === holder) {
			await rm(lock, {force: true});
		}
	}
}

async function createOnce(file: string, content: string): Promise<boolean> {
	try {
		const handle = await open(file, 'wx', 0o600);
		try {
			await handle.writeFile(content);
		} finally {
			await handle.close();
		}

		return true;
	} catch (error) {
		// Windows says EPERM or EBUSY about a file that is just being deleted.
		if (codeOf(error) === 'EEXIST' || (process.platform === 'win32' && ['EPERM', 'EBUSY'].includes(codeOf(error) ?? ''))) {
			return false;
		}

		throw error;
	}
}

async function contentOf(file: string): Promise<string | undefined> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return undefined;
		}

		throw error;
	}
}

async function ageOf(file: string): Promise<number> {
	try {
		const {mtimeMs} = await stat(file);
		return Date.now() - mtimeMs;
	} catch {
		return 0;
	}
}

/**
Deletes a lock that was left behind. Two may find this out at once, and the slower must not delete the lock that the faster has made since: so breaking has a lock of its own, under which the lock is looked at again.
*/
async function breakIfStale(lock: string): Promise<void> {
	if (!await isStale(lock)) {
		return;
	}

	const breaking = `${lock}.break`;
	if (!await createOnce(breaking, '')) {
		if (await ageOf(breaking) > STALE_MS) {
			await rm(breaking, {force: true});
		}

		return;
	}

	try {
		if (await isStale(lock)) {
			await rm(lock, {force: true});
		}
	} finally {
		await rm(breaking, {force: true});
	}
}

async function isStale(lock: string): Promise<boolean> {
	const content = await contentOf(lock);
	return content !== undefined && (await ageOf(lock) > STALE_MS || isHolderGone(content));
}

function isHolderGone(content: string): boolean {
	let holder: {pid?: unknown; host?: unknown} | null;
	try {
		holder = JSON.parse(content) as typeof holder;
	} catch {
		return false; // Not written out yet; if it never will be, age tells.
	}

	if (holder?.host !== hostname() || typeof holder.pid !== 'number') {
		return false;
	}

	try {
		process.kill(holder.pid, 0);
		return false;
	} catch (error) {
		return codeOf(error) === 'ESRCH';
	}
}
