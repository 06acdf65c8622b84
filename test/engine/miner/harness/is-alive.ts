import {readFileSync} from 'node:fs';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';

/** Whether a process runs: one that has ended and that nobody has asked about yet (a zombie) does not. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch {
		return false;
	}

	try {
		// The state follows the name, which is in parentheses.
		return !/\) [ZX] /v.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return process.platform !== 'linux';
	}
}

/** Resolves when a process has ended. It is none of ours, so nobody tells: there is nothing but looking. */
export async function ended(pid: number): Promise<void> {
	while (isAlive(pid)) {
		await delay(20);
	}
}
