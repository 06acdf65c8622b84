import {readFile} from 'node:fs/promises';
import type {ReadStream, WriteStream} from 'node:tty';
import readline from 'node:readline';
import {addAbortSignal, Writable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {ApiError} from '../api/api-error.js';

/** Longer than any passphrase, phrase or message. */
const MAX_INPUT = 100_000;

export type PromptStreams = {
	readonly input: ReadStream;
	readonly output: WriteStream;
};

/**
Asks a person at the terminal, or reads what a script pipes in. Questions go to stderr: stdout is for results.
*/
export class Prompt {
	readonly #streams: PromptStreams;
	readonly #signal: AbortSignal;
	#piped: Promise<string[]> | undefined;

	constructor(streams: PromptStreams, signal: AbortSignal) {
		this.#streams = streams;
		this.#signal = signal;
	}

	/** Whether there is somebody to ask. */
	get isTerminal(): boolean {
		return this.#streams.input.isTTY && this.#streams.output.isTTY;
	}

	/** One line, seen as it is typed. From a pipe: its next line, or `undefined` at its end. */
	async line(question: string): Promise<string | undefined> {
		return this.isTerminal ? this.#ask(question, {isHidden: false}) : this.#nextPiped();
	}

	/** One line, not seen as it is typed. */
	async hidden(question: string): Promise<string | undefined> {
		return this.isTerminal ? this.#ask(question, {isHidden: true}) : this.#nextPiped();
	}

	/** Whether the person says yes. Nobody there is a no. */
	async confirm(question: string): Promise<boolean> {
		if (!this.isTerminal) {
			return false;
		}

		const answer = await this.#ask(`${question} [y/N] `, {isHidden: false});
		return /^y(?:es)?$/iv.test(answer.trim());
	}

	/** The first line of a file: what `--passphrase-file` names. */
	async fileLine(location: string): Promise<string> {
		try {
			const content = await readFile(location, 'utf8');
			return content.slice(0, MAX_INPUT).split(/\r?\n/v)[0]!;
		} catch (error) {
			throw new ApiError('file_unreadable', `cannot read ${location}`, undefined, {cause: error});
		}
	}

	async #nextPiped(): Promise<string | undefined> {
		// What no terminal is and never ends would be waited for without end: only what is piped is read.
		this.#piped ??= this.#streams.input.isTTY ? Promise.resolve([]) : text(addAbortSignal(this.#signal, this.#streams.input)).then(whole => whole.slice(0, MAX_INPUT).replace(/\r?\n$/v, '').split(/\r?\n/v));
		const lines = await this.#piped;
		const line = lines.shift();
		return line === '' && lines.length === 0 ? undefined : line;
	}

	async #ask(question: string, {isHidden}: {isHidden: boolean}): Promise<string> {
		this.#signal.throwIfAborted();
		const {input, output} = this.#streams;
		// Readline echoes what is typed to its output: what is hidden goes nowhere.
		const echo = isHidden
			? new Writable({write(_chunk, _encoding, done) {
				done();
			}})
			: output;
		output.write(question);
		const reader = readline.createInterface({input, output: echo, terminal: true, historySize: 0});
		try {
			return await new Promise<string>((resolve, reject) => {
				reader.once('line', resolve);
				reader.once('SIGINT', () => {
					reject(new DOMException('interrupted', 'AbortError'));
				});
				reader.once('close', () => {
					reject(new DOMException('the input ended', 'AbortError'));
				});
				this.#signal.addEventListener('abort', () => {
					reader.close();
				}, {once: true});
			});
		} finally {
			reader.close();
			if (isHidden) {
				output.write('\n');
			}
		}
	}
}
