import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import type {Contender, Timed} from './benchmark.js';

/** Of pooler's cpuminer (https://github.com/pooler/cpuminer): `thread 0: 2097152 hashes, 12980 khash/s`, on stderr. */
const REPORT = /thread 0: (\d+) hashes, ([\d.]+) khash\/s/v;

/** Runs it until it has told of its hashes once. */
async function measure(): Promise<Timed | undefined> {
	const child = spawn('minerd', ['--benchmark', '--algo=sha256d', '--threads=1'], {stdio: ['ignore', 'ignore', 'pipe']});
	try {
		await once(child, 'spawn');
		for await (const line of createInterface(child.stderr)) {
			const [, hashes, rate] = REPORT.exec(line) ?? [];
			if (hashes !== undefined && Number(rate) > 0) {
				return {count: Number(hashes), seconds: Number(hashes) / (Number(rate) * 1000)};
			}
		}
	} catch {
		// There is none, or it is for another machine.
	} finally {
		child.kill('SIGKILL');
	}

	return undefined;
}

/** The native miner, where there is a `minerd` on the PATH; otherwise nobody. */
export async function findMinerd(): Promise<Contender[]> {
	const isThere = await measure() !== undefined;
	return isThere ? [{name: 'minerd', round}] : [];
}

async function round(): Promise<Timed> {
	const timed = await measure();
	if (!timed) {
		throw new Error('minerd told nothing this time');
	}

	return timed;
}
