import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {Home, program} from '../test/harness/program.js';
import {TestTerminal} from '../test/harness/terminal.js';
import {type Benchmark, type Figure, quantile} from './benchmark.js';

const full = {starts: 9, keys: 60, idleMs: 15_000};
const quick: typeof full = {starts: 1, keys: 3, idleMs: 300};

/** What a person takes for at once, with room to spare. */
const KEY_LIMIT_MS = 50;

/** What each screen shows when it is there, by the key that leads to it. */
const screens = [
	['1', 'Node', /─ Chain ─/v], ['2', 'Pool', /to give to miners|[Tt]he pool is off|Space/v], ['3', 'Miner', /─ Hashrate ─/v], ['4', 'Wallet', /─ History/v], ['5', 'Explorer', /─ Blocks ─/v], ['6', 'Settings', /─ Settings ─/v],
] as const;

/** Clock ticks of a second, as Linux counts the time of processes everywhere. */
const TICKS = 100;

/** Before it is idle, it has come to rest: seconds, as ages that pass every second are shown in minutes after one. */
const SETTLE_MS = 3000;

/** Seconds of processor time that a process has had so far; only Linux tells. */
function processorSeconds(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /sv, '').split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Milliseconds from the start until some text is on the screen, and until the end. */
async function timed(home: Home, command: readonly [string, ...string[]], marks: readonly RegExp[] = []): Promise<readonly number[]> {
	const start = performance.now();
	const terminal = new TestTerminal({command}, path.dirname(home.data));
	try {
		const times: number[] = [];
		for (const mark of marks) {
			await terminal.expectFrame(mark);
			times.push(performance.now() - start);
		}

		if (marks.length === 0) {
			await terminal.exit;
			times.push(performance.now() - start);
		}

		return times;
	} finally {
		await terminal.close();
	}
}

/** Starts of each kind in turn. @returns Their medians. */
async function startUps(home: Home, rounds: number): Promise<readonly Figure[]> {
	const kinds = [
		{names: ['node -e 0'], command: [process.execPath, '-e', '0']},
		{names: ['--version'], command: [process.execPath, program, '--version'], limits: [150]},
		{names: ['--help'], command: [process.execPath, program, '--help']},
		{names: ['first sign of life', 'Ink\'s first frame', 'the screen Node'], command: [process.execPath, program, '--network', 'dev'], marks: [/Opening/v, /(?:Opening the data folder|Starting the node)…| 1 Node /v, / 1 Node .* dev #3/v], limits: [undefined, undefined, 700]},
	] as ReadonlyArray<{names: readonly string[]; command: [string, ...string[]]; marks?: readonly RegExp[]; limits?: ReadonlyArray<number | undefined>}>;
	const times = kinds.map(({names}) => names.map((): number[] => []));
	for (let round = 0; round <= rounds; round++) {
		for (const [kind, {command, marks}] of kinds.entries()) {
			const measured = await timed(home, command, marks);
			for (const [index, time] of measured.entries()) {
				// The first round warms up.
				if (round > 0) {
					times[kind]![index]!.push(time);
				}
			}
		}
	}

	const bare = quantile(times[0]![0]!, 0.5);
	return kinds.flatMap(({names, limits}, kind) => names.map((name, index) => {
		const amount = quantile(times[kind]![index]!, 0.5);
		const limit = limits?.[index];
		return {name, amount, unit: 'ms', ...(limit !== undefined && {limit}), note: `${(amount / bare).toFixed(1)}x node -e 0`};
	}));
}

/** Presses keys, each when the frame of the one before is there. @returns Milliseconds each took. */
async function keystrokes(terminal: TestTerminal, count: number): Promise<readonly number[]> {
	const times: number[] = [];
	for (let round = 0; round < count; round++) {
		const [key, , shows] = screens[[2, 3][round % 2]!]!;
		const start = performance.now();
		terminal.type(key);
		await terminal.expectFrame(shows);
		times.push(performance.now() - start);
	}

	return times;
}

export const benchmark: Benchmark = {
	name: 'tui',
	summary: 'the screens in a terminal: how soon they are there, how fast a key is answered, what they cost while nothing changes',
	async run({isQuick = false, note}) {
		const {starts, keys, idleMs} = isQuick ? quick : full;
		const home = await Home.open('dev');
		try {
			await home.json(['wallet', 'new', '--no-passphrase']);
			await home.events(['mine', '--blocks', '3', '--threads', '1']);
			const figures = [...await startUps(home, starts)];

			const terminal = new TestTerminal({args: ['--network', 'dev']}, path.dirname(home.data));
			try {
				await terminal.expectFrame(/ 1 Node .* dev #3/v);
				const times = await keystrokes(terminal, keys);
				figures.push({name: 'key to frame, median', amount: quantile(times, 0.5), unit: 'ms', limit: KEY_LIMIT_MS}, {name: 'key to frame, 95 %', amount: quantile(times, 0.95), unit: 'ms'});
				if (process.platform === 'linux') {
					for (const [key, name, shows] of screens) {
						await terminal.press(key);
						await terminal.expectFrame(shows);
						await delay(isQuick ? 0 : SETTLE_MS);
						const [before, written] = [processorSeconds(terminal.pid), terminal.raw().length];
						await delay(idleMs);
						figures.push({
							name: `idle, ${name}`, amount: (processorSeconds(terminal.pid) - before) / idleMs * 100_000, unit: '% of a core', limit: 2, note: `${Math.round((terminal.raw().length - written) / idleMs * 1000)} bytes/s to the terminal`,
						});
					}
				} else {
					note('idle: only Linux tells what a process has taken');
				}
			} finally {
				await terminal.close();
			}

			return figures;
		} finally {
			await home.close();
		}
	},
};
