import process from 'node:process';
import {benchmarks} from './list.js';
import {type Options, readOptions, usage} from './options.js';
import {
	isGood, type Result, resultsHere, resultsOn,
} from './result.js';
import {markdownOf, textOfResult} from './text.js';

const options = read();
if (options?.isList) {
	for (const {name, summary, isStable} of benchmarks) {
		console.log(`${name.padEnd(14)} ${isStable ? 'CI' : '  '}  ${summary}`);
	}
} else if (options) {
	try {
		await run(options);
	} catch (error) {
		console.error((error as Error).message);
		process.exitCode = 1;
	}
}

function read(): Options | undefined {
	try {
		return readOptions(process.argv.slice(2), benchmarks);
	} catch (error) {
		console.error(`${(error as Error).message}\n\n${usage}`);
		process.exitCode = 2;
		return undefined;
	}
}

async function * results(): AsyncGenerator<Result> {
	const {nodes} = options!;
	if (nodes.length === 0) {
		yield * resultsHere(benchmarks, options!);
	}

	for (const node of nodes) {
		yield * resultsOn(node, options!);
	}
}

async function run({isJson, isMarkdown, isCheck, nodes}: Options): Promise<void> {
	const all: Result[] = [];
	let heading = '';
	for await (const result of results()) {
		const {machine, node, benchmark, seconds} = result;
		all.push(result);
		if (isJson) {
			console.log(JSON.stringify(result));
		} else if (isMarkdown) {
			console.error(`${node} ${benchmark}: ${seconds.toFixed(0)} s`);
		} else {
			const here = `${machine}, Node.js ${node}; medians of interleaved rounds`;
			console.log(`${here === heading ? '' : `${here}\n`}\n${textOfResult(result, {isCheck})}`);
			heading = here;
		}
	}

	if (isMarkdown) {
		console.log(markdownOf(all));
	}

	const failed = all.filter(result => result.error !== undefined || (isCheck && !isGood(result)));
	if (failed.length > 0 || all.length < nodes.length) {
		console.error(`\n${failed.length} of ${all.length} benchmarks ${isCheck ? 'miss a target or failed' : 'failed'}: ${failed.map(({benchmark, node}) => `${benchmark} (${node})`).join(', ')}`);
		process.exitCode = 1;
	}
}
