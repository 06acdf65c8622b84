import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {cpus} from 'node:os';
import process from 'node:process';
import {createInterface} from 'node:readline';
import type {Benchmark, Figure, Row} from './benchmark.js';
import type {Options} from './options.js';
import {type Verdict, verdictsOf} from './targets.js';

/** What came of one benchmark; one line of `--json`. */
export type Result = {
	readonly benchmark: string;
	readonly summary: string;
	readonly machine: string;
	/** The version of Node.js. */
	readonly node: string;
	/** It took so long. */
	readonly seconds: number;
	readonly rows: ReadonlyArray<Row | Figure>;
	readonly notes: readonly string[];
	readonly verdicts: readonly Verdict[];
	/** Why it came to no end. */
	readonly error?: string;
};

export const isGood = ({verdicts, error}: Result): boolean => error === undefined && verdicts.every(({isMet}) => isMet);

/** Runs benchmarks here, one after the other. One that fails does not keep the others from running. */
export async function * resultsHere(benchmarks: readonly Benchmark[], {names, isQuick, blocks}: Options): AsyncGenerator<Result> {
	const machine = `${cpus()[0]!.model.trim()}, ${cpus().length} cores`;
	for (const {name, summary, run} of benchmarks.filter(benchmark => names.includes(benchmark.name))) {
		const notes: string[] = [];
		const start = performance.now();
		let rows: ReadonlyArray<Row | Figure> = [];
		let failure: string | undefined;
		try {
			rows = await run({
				isQuick,
				blocks,
				note(text) {
					notes.push(text);
				},
			});
		} catch (error) {
			failure = error instanceof Error ? error.stack ?? error.message : String(error);
		}

		yield {
			benchmark: name, summary, machine, node: process.version, seconds: (performance.now() - start) / 1000, rows, notes, verdicts: verdictsOf(rows, {isQuick}), ...(failure !== undefined && {error: failure}),
		};
	}
}

/** Has another Node.js run them. @throws When it cannot. */
export async function * resultsOn(binary: string, {names, isQuick, blocks}: Options): AsyncGenerator<Result> {
	const flags = [...(isQuick ? ['--quick'] : []), ...(blocks === undefined ? [] : ['--blocks', String(blocks)])];
	const child = spawn(binary, ['--import=tsx', new URL('run.ts', import.meta.url).pathname, ...names, '--json', ...flags], {stdio: ['ignore', 'pipe', 'inherit']});
	try {
		await once(child, 'spawn');
		const closed = once(child, 'close');
		for await (const line of createInterface(child.stdout)) {
			yield JSON.parse(line) as Result;
		}

		const [code, signal] = await closed as [number | null, string | null];
		// A benchmark that failed is in its result, with 1.
		if (code !== 0 && code !== 1) {
			throw new Error(`${binary} ended ${signal === null ? `with exit code ${code}` : `by ${signal}`}`);
		}
	} finally {
		child.kill();
	}
}
