import {parseArgs} from 'node:util';

export type Options = {
	/** Of the benchmarks to run. */
	readonly names: readonly string[];
	readonly isJson: boolean;
	readonly isMarkdown: boolean;
	readonly isCheck: boolean;
	readonly isQuick: boolean;
	readonly isList: boolean;
	readonly blocks: number | undefined;
	/** Other Node.js binaries to run on, one after the other; none: this one. */
	readonly nodes: readonly string[];
};

/** What is known of a benchmark before it runs. */
type Known = {readonly name: string; readonly isStable?: boolean};

export const usage = `npm run benchmark [NAME]... [-- FLAGS]
  --list        what there is
  --check       compare with the targets; exit code 1 below them
  --quick       seconds: whether they work at all; with --check and no NAME, the stable ratios, each against half its target
  --json        a line of JSON for each
  --markdown    tables, with a column for each Node.js
  --node BIN    run on this Node.js binary; may be given several times
  --blocks N    how long a chain to work on, from 1 to 1000000`;

/** @throws {Error} What is wrong with the words, for a person to read. */
export function readOptions(words: readonly string[], benchmarks: readonly Known[]): Options {
	const {values, positionals} = parseArgs({
		args: [...words],
		options: {
			list: {type: 'boolean', default: false},
			check: {type: 'boolean', default: false},
			quick: {type: 'boolean', default: false},
			json: {type: 'boolean', default: false},
			markdown: {type: 'boolean', default: false},
			node: {type: 'string', multiple: true, default: []},
			blocks: {type: 'string'},
		},
		allowPositionals: true,
	});
	const {list: isList, check: isCheck, quick: isQuick, json: isJson, markdown: isMarkdown, node: nodes, blocks} = values;
	const unknown = positionals.filter(name => benchmarks.every(benchmark => benchmark.name !== name));
	if (unknown.length > 0) {
		throw new Error(`there is no benchmark ${unknown.join(', ')}; there are ${benchmarks.map(({name}) => name).join(', ')}`);
	}

	if (isJson && isMarkdown) {
		throw new Error('--json and --markdown do not go together');
	}

	const chosen = positionals.length > 0 ? benchmarks.filter(({name}) => positionals.includes(name)) : benchmarks.filter(({isStable}) => !(isCheck && isQuick) || isStable);
	return {
		names: chosen.map(({name}) => name), isJson, isMarkdown, isCheck, isQuick, isList, blocks: blocks === undefined ? undefined : readBlocks(blocks), nodes,
	};
}

function readBlocks(text: string): number {
	const blocks = Number(text);
	if (!/^\d+$/v.test(text) || blocks < 1 || blocks > 1_000_000) {
		throw new Error(`--blocks is a whole number from 1 to 1000000; got ${JSON.stringify(text)}`);
	}

	return blocks;
}
