import {cpus} from 'node:os';
import process from 'node:process';
import {parseArgs} from 'node:util';
import type {Figure, Row} from './benchmark.js';
import {benchmark as chain} from './chain.js';
import {benchmark as kernels} from './kernels.js';
import {benchmark as pool} from './pool.js';
import {benchmark as poolMode} from './pool-mode.js';
import {benchmark as propagation} from './propagation.js';
import {benchmark as reads} from './reads.js';
import {benchmark as signatures} from './signatures.js';
import {benchmark as sync} from './sync.js';

const benchmarks = [kernels, signatures, chain, reads, sync, propagation, pool, poolMode];

const {values: {json: isJson, quick: isQuick, blocks}, positionals: names} = parseArgs({
	options: {json: {type: 'boolean', default: false}, quick: {type: 'boolean', default: false}, blocks: {type: 'string'}}, allowPositionals: true,
});
const unknown = names.filter(name => benchmarks.every(benchmark => benchmark.name !== name));
if (unknown.length > 0) {
	console.error(`there is no benchmark ${unknown.join(', ')}; there are ${benchmarks.map(({name}) => name).join(', ')}`);
	process.exitCode = 2;
} else {
	const machine = `${cpus()[0]!.model}, ${cpus().length} cores, Node.js ${process.version}`;
	if (!isJson) {
		console.log(`${machine}; medians of interleaved rounds`);
	}

	for (const {name, summary, run} of benchmarks) {
		if (names.length > 0 && !names.includes(name)) {
			continue;
		}

		const notes: string[] = [];
		const rows = await run({
			isQuick,
			blocks: blocks === undefined ? undefined : Number(blocks),
			note(text) {
				notes.push(text);
			},
		});
		if (isJson) {
			console.log(JSON.stringify({benchmark: name, machine, rows, notes}));
		} else {
			console.log(`\n${name}: ${summary}`);
			for (const row of rows) {
				console.log(`  ${textOf(row)}${row.note === undefined ? '' : `   ${row.note}`}`);
			}

			for (const note of notes) {
				console.log(`  ${note}`);
			}
		}
	}
}

function textOf(row: Row | Figure): string {
	if ('rate' in row) {
		return `${row.name.padEnd(20)} ${Math.round(row.rate).toLocaleString('en').padStart(12)} ${row.unit}/s ${row.ratio.toFixed(2).padStart(8)}x`;
	}

	const {name, amount, unit, limit} = row;
	return `${name.padEnd(20)} ${amount.toFixed(1).padStart(12)} ${unit}${limit === undefined ? '' : `, ${(amount / limit).toFixed(2)}x of ${limit}`}`;
}
