import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import type {ExecutionContext} from 'ava';

/*
The whole program as a process of its own, as a script runs it: `bin/chain-tui.js`, which is what was built last.
*/

export const program = fileURLToPath(new URL('../../bin/chain-tui.js', import.meta.url));

/** Far more than anything takes, even on a busy machine: what hangs fails. */
const TIMEOUT_MS = 60_000;

/** For a node that a whole file of tests shares. */
const NODE_TIMEOUT_MS = 600_000;

export type Json = Readonly<Record<string, unknown>>;

export type Ended = {
	/** `undefined` when a signal ended it. */
	readonly code: number | undefined;
	readonly stdout: string;
	readonly stderr: string;
};

/** What a command said that failed with `--json`. */
export type Refused = {
	readonly exit: number | undefined;
	readonly code: string;
	readonly message: string;
	readonly details?: Json;
};

export type RunOptions = {
	/** What is piped in; by default nothing. */
	readonly stdin?: string;
	/** Leaves what is piped in open: more may come. */
	readonly isStdinOpen?: boolean;
	/** Runs it as somebody else; only the superuser can. */
	readonly uid?: number;
	/** Runs it on a host of its own: see `lan.ts`. */
	readonly namespace?: string;
	/** Keeps it, and the processes it starts, on one core; only where there is a `taskset`. */
	readonly core?: number;
	readonly timeoutMs?: number;
};

/** A program that runs. */
export class Running {
	readonly ended: Promise<Ended>;
	readonly #words: readonly string[];
	readonly #child: ChildProcess;
	/** Told of everything that it prints, and of its end. */
	readonly #news = new EventTarget();
	#stdout = '';
	#stderr = '';
	#isEnded = false;

	constructor(words: readonly string[], environment: NodeJS.ProcessEnv, {stdin = '', isStdinOpen = false, uid, namespace, core, timeoutMs = TIMEOUT_MS}: RunOptions) {
		this.#words = words;
		const host = namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace];
		const pin = core === undefined ? [] : ['taskset', '-c', String(core)];
		const [command, ...rest] = [...host, ...pin, process.execPath, program, ...words];
		this.#child = spawn(command!, rest, {env: environment, ...(uid !== undefined && {uid, gid: uid})});
		// It may end without reading what is piped in.
		this.#child.stdin!.on('error', () => undefined);
		this.#child.stdin!.write(stdin);
		if (!isStdinOpen) {
			this.#child.stdin!.end();
		}

		this.#child.stdout!.setEncoding('utf8').on('data', (text: string) => {
			this.#stdout += text;
			this.#news.dispatchEvent(new Event('more'));
		});
		this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => {
			this.#stderr += text;
			this.#news.dispatchEvent(new Event('more'));
		});
		this.ended = this.#end(timeoutMs);
		// Whoever waits for it is told; a test that does not has failed for another reason.
		this.ended.catch(() => undefined);
	}

	get pid(): number {
		return this.#child.pid!;
	}

	/** What it has printed so far. */
	get stdout(): string {
		return this.#stdout;
	}

	/** Waits until a line of JSON tells an event, or has told it before. @throws When the program ends without. */
	async event<Event = Json>(name: string, matches: (event: Event) => boolean = () => true): Promise<Event> {
		return this.#until(() => jsonLines(this.#stdout.slice(0, this.#stdout.lastIndexOf('\n') + 1)).find(event => event['event'] === name && matches(event as Event)) as Event | undefined, `event ${name}`);
	}

	get stderr(): string {
		return this.#stderr;
	}

	/** Waits until it has printed something on stdout. */
	async prints(pattern: RegExp): Promise<void> {
		await this.#until(() => pattern.test(this.#stdout) || undefined, String(pattern));
	}

	/** Waits until it has said something on stderr. */
	async says(pattern: RegExp): Promise<void> {
		await this.#until(() => pattern.test(this.#stderr) || undefined, String(pattern));
	}

	/** Waits until it has read what was piped in so far: until it is at that point, nothing comes through. */
	async reading(): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			// More than a pipe holds: written only when somebody reads.
			this.#child.stdin!.write('x'.repeat(4_000_000), error => {
				if (error) {
					reject(error);
				} else {
					resolve();
				}
			});
		});
	}

	kill(signal: NodeJS.Signals): void {
		this.#child.kill(signal);
	}

	/** Stops reading what it prints, as `head` does when it has enough. */
	stopReading(): void {
		this.#child.stdout!.destroy();
	}

	/** Ends it with a signal. */
	async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
		this.kill(signal);
		return this.ended;
	}

	async #until<Found>(find: () => Found | undefined, what: string): Promise<Found> {
		for (;;) {
			const found = find();
			if (found !== undefined) {
				return found;
			}

			if (this.#isEnded) {
				throw new Error(`no ${what} from ${describe(this.#words, await this.ended)}`);
			}

			await once(this.#news, 'more');
		}
	}

	async #end(timeoutMs: number): Promise<Ended> {
		let isLate = false;
		const timeout = setTimeout(() => {
			isLate = true;
			this.kill('SIGKILL');
		}, timeoutMs);
		const [code] = await once(this.#child, 'close') as [number | null];
		clearTimeout(timeout);
		const ended = {code: code ?? undefined, stdout: this.#stdout, stderr: this.#stderr};
		this.#isEnded = true;
		this.#news.dispatchEvent(new Event('more'));
		if (isLate) {
			throw new Error(`not at its end after ${timeoutMs / 1000} s: ${describe(this.#words, ended)}`);
		}

		return ended;
	}
}

/** A data folder, and the programs that use it. */
export class Home {
	/** @param network - The network that commands are about when they name none. @param namespace - The host that they run on, if not on this machine: see `lan.ts`. */
	static async open(network = 'dev', namespace?: string): Promise<Home> {
		const folder = await mkdtemp(path.join(tmpdir(), 'chain-tui-e2e-'));
		await mkdir(path.join(folder, 'tmp'));
		return new Home(folder, network, namespace);
	}

	/** What is in the folder besides. */
	readonly #folder: string;
	readonly #network: string;
	readonly #namespace: string | undefined;
	readonly #running = new Set<Running>();

	private constructor(folder: string, network: string, namespace: string | undefined) {
		this.#folder = folder;
		this.#network = network;
		this.#namespace = namespace;
	}

	/** CHAIN_TUI_HOME. */
	get data(): string {
		return path.join(this.#folder, 'data');
	}

	/** Where the programs put temporary files. */
	get temporary(): string {
		return path.join(this.#folder, 'tmp');
	}

	/** A place for a file of the test, outside the data folder. */
	file(name: string): string {
		return path.join(this.#folder, name);
	}

	start(words: readonly string[], options: RunOptions = {}): Running {
		// Whoever joins takes the network from the node.
		const network = words.includes('--network') || words[0] === 'join' ? [] : ['--network', this.#network];
		const running = new Running([...words, ...network], {
			PATH: process.env['PATH'], HOME: this.#folder, TMPDIR: this.temporary, CHAIN_TUI_HOME: this.data,
		}, {...(this.#namespace !== undefined && {namespace: this.#namespace}), ...options});
		this.#running.add(running);
		return running;
	}

	/** A node on a port of its own, unless one is named, when it is ready. */
	async startNode(...words: readonly string[]): Promise<Running & {readonly url: string}> {
		const node = this.start(['node', ...(words.includes('--port') ? [] : ['--port', '0']), '--json', ...words], {timeoutMs: NODE_TIMEOUT_MS});
		const {url} = await node.event<{url: string}>('ready');
		return Object.assign(node, {url});
	}

	/** Runs a command to its end, whatever that is. */
	async run(words: readonly string[], options?: RunOptions): Promise<Ended> {
		return this.start(words, options).ended;
	}

	/** What a person reads. @throws When the command fails. */
	async text(words: readonly string[], options?: RunOptions): Promise<string> {
		const ended = await this.run(words, options);
		if (ended.code !== 0) {
			throw new Error(describe(words, ended));
		}

		return ended.stdout;
	}

	/** The one document that a command prints with `--json`. @throws When it fails, or prints anything else. */
	async json<Result = Json>(words: readonly string[], options?: RunOptions): Promise<Result> {
		const [result, ...rest] = await this.events<Result>(words, options);
		if (result === undefined || rest.length > 0) {
			throw new Error(`${words.join(' ')} printed ${rest.length + 1} documents`);
		}

		return result;
	}

	/** All lines that a command prints with `--json`. @throws When it fails, or prints anything else. */
	async events<Event = Json>(words: readonly string[], options?: RunOptions): Promise<Event[]> {
		return jsonLines(await this.text([...words, '--json'], options)) as Event[];
	}

	/** How a command fails with `--json`. @throws When it does not, or says more than the one document on stderr, or anything on stdout. */
	async refused(words: readonly string[], options?: RunOptions): Promise<Refused> {
		const ended = await this.run([...words, '--json'], options);
		const [line, ...more] = ended.stderr.trimEnd().split('\n');
		try {
			const {error} = JSON.parse(line!) as {error: Omit<Refused, 'exit'>};
			if (ended.code !== 0 && ended.stdout === '' && more.length === 0 && error.message !== '') {
				return {exit: ended.code, ...error};
			}
		} catch {
			// It is told below.
		}

		throw new Error(`no refusal: ${describe(words, ended)}`);
	}

	/** Ends what still runs, and removes everything. */
	async close(): Promise<void> {
		await Promise.all([...this.#running].map(async running => running.stop('SIGKILL').catch(() => undefined)));
		await rm(this.#folder, {recursive: true, force: true, maxRetries: 5});
	}
}

/** A data folder for one test. */
export async function temporaryHome(t: ExecutionContext, network?: string, namespace?: string): Promise<Home> {
	const home = await Home.open(network, namespace);
	t.teardown(async () => home.close());
	return home;
}

const jsonLines = (text: string): Json[] => text.split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Json);

const describe = (words: readonly string[], {code, stdout, stderr}: Ended): string => `chain-tui ${words.join(' ')}\nexit code ${code}\nstdout: ${stdout.slice(0, 2000)}\nstderr: ${stderr.slice(0, 2000)}`;
