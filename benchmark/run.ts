import {cpus} from 'node:os';
import process from 'node:process';
import {benchmark as chain} from './chain.js';
import {benchmark as kernels} from './kernels.js';
import {benchmark as signatures} from './signatures.js';

const benchmarks = [kernels, signatures, chain];

const words = process.argv.slice(2);
const isJson = words.includes('--json');
const names = words.filter(word => !word.startsWith('--'));
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

		const rows = await run();
		if (isJson) {
			console.log(JSON.stringify({benchmark: name, machine, rows}));
		} else {
			console.log(`\n${name}: ${summary}`);
			for (const row of rows) {
				console.log(`  ${row.name.padEnd(20)} ${Math.round(row.rate).toLocaleString('en').padStart(12)} ${row.unit}/s ${row.ratio.toFixed(2).padStart(8)}x${row.note === undefined ? '' : `   ${row.note}`}`);
			}
		}
	}
}
