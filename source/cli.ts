import process from 'node:process';
import {ApiError, toApiError} from './api/api-error.js';
import {errorCodes} from './api/error-codes.js';
import type {Command} from './commands/command.js';
import {findCommand, isGroup, type Listed} from './commands/list.js';
import {Output} from './commands/output.js';
import type {ParsedLine} from './commands/parse.js';
import {version} from './runtime/version.js';

/*
The only file that touches arguments, exit codes and signals.
*/

const exitCodes = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129} as const;

/** One closing window may send its signal more than once, through the shell and through the system. */
const SAME_SIGNAL_MS = 100;

/** Aborts at the first signal; the second one does not wait any more. */
const interrupted = new AbortController();
const first = {at: 0};
for (const [signal, code] of Object.entries(exitCodes)) {
	process.on(signal, () => {
		if (!interrupted.signal.aborted) {
			first.at = performance.now();
			interrupted.abort(new DOMException(signal, 'AbortError'));
		} else if (signal !== 'SIGHUP' && performance.now() - first.at > SAME_SIGNAL_MS) {
			process.exit(code);
		}
	});
}

// A file that may not grow any further is an error like that of a full disk, as Node.js has it, and not the end: that is what it becomes where somebody listens for the signal, as `signal-exit` does, and nobody else.
if (process.platform !== 'win32') {
	process.on('SIGXFSZ', () => undefined);
}

// Whoever reads what we print has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code !== 'EPIPE') {
		throw error;
	}

	interrupted.abort(new DOMException('SIGINT', 'AbortError'));
});

// And whoever reads our remarks: there is nobody left to tell.
process.stderr.on('error', () => undefined);

const given: readonly string[] = process.argv.slice(2);
const output = new Output({
	isJson: given.includes('--json'),
	isQuiet: given.includes('--quiet'),
	stdout: process.stdout,
	stderr: process.stderr,
	clock: Date.now,
});

try {
	await main();
} catch (error) {
	end(error);
}

async function main(): Promise<void> {
	// Asked by scripts, often: nothing else is loaded for it.
	if (given.length === 1 && given[0] === '--version') {
		printVersion();
		return;
	}

	const [{globalFlagsLast}, {parseLine}] = await Promise.all([import('./commands/global-flags-last.js'), import('./commands/parse.js')]);
	const words = globalFlagsLast(given);
	const found = findCommand(words);
	if (found) {
		const {listed, rest} = found;
		const {command} = await listed.load();
		await run(listed, command, parseLine(command, rest));
		return;
	}

	const {global} = parseLine({flags: {}, parameters: ['[COMMAND...]']}, words);
	if (isFlagOrNothing(words[0]) && !global.help && !global.version && isScreen()) {
		await openScreens(global);
		return;
	}

	if (global.version) {
		printVersion();
		return;
	}

	const {generalHelp, groupHelp} = await import('./commands/help.js');
	if (global.help && !isGroup(words[0])) {
		output.piece(generalHelp(version));
	} else if (isGroup(words[0]) && global.help) {
		output.piece(groupHelp(words[0]));
	} else if (isGroup(words[0]) && isFlagOrNothing(words[1])) {
		lacksCommand(`chain-tui ${words[0]}: say what to do`, groupHelp(words[0]));
	} else if (isFlagOrNothing(words[0])) {
		lacksCommand('say what to do; chain-tui --help lists the commands', generalHelp(version));
	} else {
		throw new ApiError('usage', `there is no command ${JSON.stringify(words.slice(0, isGroup(words[0]) ? 2 : 1).join(' ').slice(0, 80))}; chain-tui --help lists them`);
	}
}

function printVersion(): void {
	output.piece(`${version}\n`);
}

function isFlagOrNothing(word: string | undefined): boolean {
	return word === undefined || word.startsWith('--');
}

/** A person gets the help, a program the error. */
function lacksCommand(message: string, help: string): void {
	if (output.isJson) {
		throw new ApiError('usage', message);
	}

	process.stderr.write(help);
	process.exitCode = errorCodes.usage.exit;
}

/** Whether the screens can be shown. */
function isScreen(): boolean {
	return process.stdin.isTTY && process.stdout.isTTY && process.env['TERM'] !== 'dumb' && !output.isJson;
}

async function openScreens(global: ParsedLine['global']): Promise<void> {
	const {openApp} = await import('./app/open.js');
	await openApp({
		dataDir: global['data-dir'], network: global.network, node: global.node, wallet: global.wallet, environment: process.env, clock: Date.now, signal: interrupted.signal,
	});
}

async function run(listed: Listed, command: Command, {flags, global, parameters}: ParsedLine): Promise<void> {
	if (global.version) {
		printVersion();
		return;
	}

	if (global.help) {
		const {commandHelp} = await import('./commands/help.js');
		output.piece(commandHelp(listed, command));
		return;
	}

	const {Prompt} = await import('./runtime/prompt.js');
	await command.run({
		flags,
		global,
		parameters,
		output,
		prompt: new Prompt({input: process.stdin, output: process.stderr}, interrupted.signal),
		signal: interrupted.signal,
		environment: process.env,
		clock: Date.now,
	});
	if (command.isLongRunning !== true) {
		interrupted.signal.throwIfAborted();
	}
}

function end(error: unknown): void {
	// Node itself throws one that is no DOMException.
	if (error instanceof Error && error.name === 'AbortError') {
		const {reason} = interrupted.signal as {readonly reason: unknown};
		const signal = reason instanceof DOMException ? reason.message : 'SIGINT';
		process.exitCode = exitCodes[signal as keyof typeof exitCodes] ?? exitCodes.SIGINT;
		return;
	}

	const failure = toApiError(error);
	output.failure(failure);
	// What a node says of itself has no cause here.
	if (failure.cause instanceof Error && failure.code === 'internal') {
		process.stderr.write(`${failure.cause.stack}\n`);
	}

	process.exitCode = errorCodes[failure.code].exit;
}
