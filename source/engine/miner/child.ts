import {type ChildProcess, fork} from 'node:child_process';
import {type FromProcess, fromProcessSchema, type StartKernel, type ToProcess} from './process-message.js';

/** Milliseconds that a process has to end when asked to. */
const STOP_MS = 2000;
/** What is kept of what a process wrote to stderr, in characters: its last words say why it died. */
const LAST_WORDS = 2000;

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const entry = new URL(`miner-process${extension}`, import.meta.url);
/** In a checkout the process runs from its source, as we do; our own flags, a debugger's say, are not for it. */
const execArgv = extension === '.ts' ? ['--import', import.meta.resolve('tsx')] : [];

export type ChildHandlers = {
	message(message: FromProcess): void;
	/** Called once, however it ended. @param reason - For a person to read. */
	end(reason: string): void;
};

/** One miner process, seen from the parent. */
export class Child {
	readonly #process: ChildProcess;
	readonly #handlers: ChildHandlers;
	readonly #ended: Promise<void>;
	#isReady = false;
	#lastWords = '';
	#reason: string | undefined;

	constructor(kernel: StartKernel, handlers: ChildHandlers) {
		this.#handlers = handlers;
		this.#process = fork(entry, [kernel], {execArgv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc']});
		this.#process.on('message', message => {
			this.#receive(message);
		});
		this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
			this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS);
		});
		this.#ended = new Promise(resolve => {
			let isOver = false;
			const end = (reason: string): void => {
				if (!isOver) {
					isOver = true;
					resolve();
					handlers.end(this.#reason ?? reason);
				}
			};

			// When it could not be started at all there is an error, and not always a close; else there is always a close.
			this.#process.on('error', error => {
				if (this.#process.pid === undefined) {
					end(error.message);
				}
			});
			this.#process.once('close', (code, signal) => {
				end(signal ? `killed by ${signal}` : `ended with exit code ${code}${this.#said()}`);
			});
		});
	}

	/** `undefined` when it could not be started. */
	get pid(): number | undefined {
		return this.#process.pid;
	}

	send(message: ToProcess): void {
		if (this.#process.connected) {
			// A failure to send means that it is dying, and its end is heard of.
			this.#process.send(message, () => undefined);
		}
	}

	/** Ends it the hard way. @param reason - What `end` is told. */
	kill(reason: string): void {
		this.#reason = reason;
		this.#process.kill('SIGKILL');
	}

	/** Asks it to end, waits until it has; makes it, when it does not. */
	async stop(): Promise<void> {
		if (!this.#isReady) {
			// Still starting: it has nothing to tell, and would be slow to listen.
			this.#process.kill('SIGKILL');
			return this.#ended;
		}

		this.send({type: 'stop'});
		const timer = setTimeout(() => {
			this.#process.kill('SIGKILL');
		}, STOP_MS);
		await this.#ended;
		clearTimeout(timer);
	}

	#receive(raw: unknown): void {
		const {success, data} = fromProcessSchema.safeParse(raw);
		if (!success) {
			this.kill('sent a message that makes no sense');
			return;
		}

		this.#isReady ||= data.type === 'ready';
		this.#handlers.message(data);
	}

	#said(): string {
		const lines = this.#lastWords.split('\n').filter(line => /^\w*Error\b/v.test(line));
		return lines.length === 0 ? '' : `: ${lines.at(-1)}`;
	}
}
