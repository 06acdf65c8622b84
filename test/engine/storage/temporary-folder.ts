import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';

/** A folder of its own, gone when the test ends. */
export async function temporaryFolder(t: ExecutionContext): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'chain-tui-test-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	return folder;
}
