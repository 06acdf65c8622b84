import {writeFile} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import process from 'node:process';
import {presets} from '../source/protocol/presets.js';
import {bob} from '../test/harness/keys.js';
import {Home} from '../test/harness/program.js';
import {type Benchmark, quantile} from './benchmark.js';

const full = {rounds: 9, seconds: 6};
const quick: typeof full = {rounds: 1, seconds: 1};

/** It retargets, so that nobody waits before a block; one takes a process at least some seconds. */
const network = {
	...presets.lesson, name: 'mode', address_prefix: presets.dev.address_prefix, pow_limit_bits: '1d3fffff',
};

type Mode = 'solo' | 'pool';

export const benchmark: Benchmark = {
	name: 'pool-mode',
	summary: 'hashes a second of one process of our miner, on a node and on a pool of this machine; the yardstick is the node',
	async run({isQuick = false, note}) {
		const {rounds, seconds} = isQuick ? quick : full;
		const home = await Home.open(network.name);
		// Where there are two cores, whoever gives work does not take the miner's.
		const isPinned = process.platform === 'linux' && availableParallelism() > 1;
		const [served, mined] = isPinned ? [{core: 0}, {core: 1}] : [{}, {}];
		try {
			const file = home.file('network.json');
			await writeFile(file, JSON.stringify(network));
			await home.json(['network', 'add', file, '--network', 'dev']);
			const node = home.start(['node', '--port', '0', '--json'], {timeoutMs: 600_000, ...served});
			const {url} = await node.event<{url: string}>('ready');
			const pool = home.start(['pool', '--node', url, '--port', '0', '--no-passphrase', '--json'], {timeoutMs: 600_000, ...served});
			const {stratum} = await pool.event<{stratum: string}>('ready');
			const words: Record<Mode, readonly string[]> = {solo: ['--node', url], pool: ['--pool', stratum]};

			const trial = home.start(['mine', ...words.solo, '--address', bob.address, '--threads', '1', '--json'], mined);
			const {kernel} = await trial.event<{kernel: string}>('kernel');
			await trial.stop('SIGINT');

			const rate = async (mode: Mode): Promise<number> => {
				const miner = home.start(['mine', ...words[mode], '--address', bob.address, '--threads', '1', '--kernel', kernel, '--json'], mined);
				await miner.event('ready');
				const startMs = performance.now();
				const ending = setTimeout(() => {
					miner.kill('SIGINT');
				}, seconds * 1000);
				const {hashes} = await miner.event<{hashes: number}>('result');
				clearTimeout(ending);
				const elapsedMs = performance.now() - startMs;
				await miner.ended;
				return hashes / (elapsedMs / 1000);
			};

			const rates: Record<Mode, number[]> = {solo: [], pool: []};
			for (let round = 0; round < rounds; round++) {
				// Neither is always the first.
				for (const mode of round % 2 === 0 ? ['solo', 'pool'] as const : ['pool', 'solo'] as const) {
					rates[mode].push(await rate(mode));
				}
			}

			const ratios = rates.pool.map((value, round) => value / rates.solo[round]!);
			note(`kernel ${kernel}; ${rounds} rounds of ${seconds} s, pool to solo from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; the ratio is the median of rounds`);
			return [
				{
					name: 'solo', rate: quantile(rates.solo, 0.5), unit: 'hashes', ratio: 1,
				},
				{
					name: 'pool', rate: quantile(rates.pool, 0.5), unit: 'hashes', ratio: quantile(ratios, 0.5),
				},
			];
		} finally {
			await home.close();
		}
	},
};
