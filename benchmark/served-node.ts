import {writeFile} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import process from 'node:process';
import {type Network, type NetworkFile, parseNetwork} from '../source/protocol/network.js';
import {presets} from '../source/protocol/presets.js';
import {testKey, type TestKey} from '../test/harness/keys.js';
import {TEST_NOW} from '../test/harness/networks.js';
import {payingNetwork} from '../test/harness/paying-blocks.js';
import {Home, type Running} from '../test/harness/program.js';

/** The core of whoever is measured, where there is another one for whoever measures. */
export const servedCore = process.platform === 'linux' && availableParallelism() > 1 ? 0 : undefined;

/** Accounts that have something to spend, besides those of `payingBlocks`. */
export const senders: readonly TestKey[] = Array.from({length: 320}, (_, index) => testKey(2000 + index));

const file: NetworkFile = {
	...presets.dev,
	name: 'load',
	allocations: [...payingNetwork().file.allocations, ...senders.map(({address}) => ({address, amount: '1000'}))],
};

export const loadNetwork: Network = parseNetwork(file, TEST_NOW);

/** Makes a network known in a data folder. */
export async function addNetwork(home: Home, network: NetworkFile): Promise<void> {
	const location = home.file('network.json');
	await writeFile(location, JSON.stringify(network));
	await home.json(['network', 'add', location, '--network', 'dev']);
}

export type ServedNode = {
	readonly home: Home;
	readonly node: Running;
	readonly port: number;
	close(): Promise<void>;
};

/** The node as it is built, in a process of its own, on disk and behind HTTP. */
export async function openServedNode(network: NetworkFile = file): Promise<ServedNode> {
	const home = await Home.open(network.name);
	try {
		await addNetwork(home, network);
		const node = home.start(['node', '--port', '0', '--json'], {timeoutMs: 600_000, ...(servedCore !== undefined && {core: servedCore})});
		const {url} = await node.event<{url: string}>('ready');
		return {
			home, node, port: Number(new URL(url).port), async close() {
				await home.close();
			},
		};
	} catch (error) {
		await home.close();
		throw error;
	}
}

/** What a process says of itself on `/metrics`. */
export async function usageOf(url: string): Promise<{readonly cpuSeconds: number; readonly megabytes: number; readonly listeners: number}> {
	const answer = await fetch(`${url}/metrics`, {headers: {connection: 'close'}});
	const text = await answer.text();
	const figure = (name: string): number => Number(new RegExp(String.raw`^${name} (\S+)`, 'mv').exec(text)![1]);
	return {
		cpuSeconds: figure('process_cpu_seconds_total'),
		megabytes: figure('process_resident_memory_bytes') / 1_000_000,
		listeners: figure('chain_tui_event_listeners'),
	};
}
