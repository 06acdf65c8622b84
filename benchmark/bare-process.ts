import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import type {FromBareServer, ToBareServer} from './bare-server.js';

/** The process of `bare-server.ts`. */
export class BareProcess {
	/** @param core - The one it is kept on, if any. */
	static async open(core: number | undefined): Promise<BareProcess> {
		const script = fileURLToPath(new URL('bare-server.ts', import.meta.url));
		const [command, ...words] = [...(core === undefined ? [] : ['taskset', '-c', String(core)]), process.execPath, '--import=tsx', script];
		const child = spawn(command, words, {stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced'});
		const [{port}] = await once(child, 'message') as [{readonly port: number}];
		return new BareProcess(child, port);
	}

	readonly port: number;
	readonly #child: ChildProcess;

	private constructor(child: ChildProcess, port: number) {
		this.#child = child;
		this.port = port;
	}

	/** What it answers from now on. */
	async answer(bytes: Uint8Array): Promise<void> {
		await this.#ask({type: 'answer', bytes});
	}

	/** What it has used of a processor so far. */
	async cpuSeconds(): Promise<number> {
		const answer = await this.#ask({type: 'usage'}) as {cpuSeconds: number};
		return answer.cpuSeconds;
	}

	close(): void {
		this.#child.kill('SIGKILL');
	}

	async #ask(message: ToBareServer): Promise<FromBareServer> {
		const answered = once(this.#child, 'message') as Promise<[FromBareServer]>;
		this.#child.send(message);
		const [answer] = await answered;
		return answer;
	}
}
