import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {type Node, openNode} from '../source/engine/node/node.js';
import {Chain} from '../source/engine/node/chain.js';
import {LevelStorage} from '../source/engine/storage/level-storage.js';
import {serveNode} from '../source/server/node-server.js';
import {heapInUse} from '../test/harness/heap.js';
import {alice} from '../test/harness/keys.js';
import {payingBlocks, payingNetwork} from '../test/harness/paying-blocks.js';
import {type Benchmark, compare, type Figure, type Row} from './benchmark.js';
import {Believed} from './believed.js';

const SHORT = 100;
const LONG = 100_000;

/** However much longer the chain is, a read takes at most so many times as long. */
const MOST_GROWTH = 1.5;

/** Reads a round. */
const READS = 200;

const network = payingNetwork();

const megabytes = (bytes: number): number => bytes / 1_000_000;

type Grown = {readonly heap: number; readonly rss: number};

/** Writes a chain, and looks at memory after a tenth of it and at its end. One transfer a block; every block pays the same miner. */
async function writeChain(folder: string, blocks: number): Promise<{readonly seconds: number; readonly early: Grown; readonly late: Grown}> {
	const storage = await LevelStorage.open(folder);
	const chain = await Chain.open({
		network, storage, clock: Date.now, checked: new Believed(), durable: false,
	});
	const grown = async (): Promise<Grown> => ({heap: megabytes(await heapInUse()), rss: megabytes(process.memoryUsage().rss)});
	const start = performance.now();
	let early: Grown | undefined;
	let height = 0;
	for (const {bytes} of payingBlocks(network, blocks, 1)) {
		await chain.accept(bytes);
		height++;
		if (height === Math.ceil(blocks / 10)) {
			early = await grown();
		}
	}

	const late = await grown();
	const seconds = (performance.now() - start) / 1000;
	await storage.close();
	return {seconds, early: early!, late};
}

type Opened = {readonly node: Node; readonly height: number; readonly openMs: number; close(): Promise<void>};

async function open(folder: string, height: number): Promise<Opened> {
	const start = performance.now();
	const storage = await LevelStorage.open(folder);
	const node = await openNode({network, storage, clock: Date.now});
	return {
		node,
		height,
		openMs: performance.now() - start,
		async close() {
			await node.stop();
			await storage.close();
		},
	};
}

/** All that people look at, each from anywhere in the chain. */
const reads: Record<string, (opened: Opened) => Promise<unknown>> = {
	balance: async ({node}) => node.address(alice.address),
	'history page': async ({node}) => node.history(alice.address),
	async 'older history page'({node, height}) {
		const {transactions: [coinbase]} = await node.block(Math.ceil(Math.random() * height));
		return node.history(alice.address, {before: coinbase!.id});
	},
	block: async ({node, height}) => node.block(Math.ceil(Math.random() * height)),
	'block list': async ({node, height}) => node.blocks({before: Math.ceil(Math.random() * height) + 1}),
};

/** Each kind of read on the short chain and on the long one, in turn. */
async function compareReads(short: Opened, long: Opened): Promise<Row[]> {
	const rows: Row[] = [];
	for (const [name, read] of Object.entries(reads)) {
		const contender = (opened: Opened) => ({
			name: `${name}, #${opened.height}`,
			async round() {
				for (let count = 0; count < READS; count++) {
					await read(opened);
				}

				return READS;
			},
		});
		const [yardstick, grown] = await compare([contender(short), contender(long)], 'reads');
		rows.push(yardstick!, {...grown!, atLeast: 1 / MOST_GROWTH});
	}

	return rows;
}

type Streamed = {readonly bytes: number; readonly seconds: number; readonly grownMegabytes: number};

/** `GET /chain` from beginning to end, by somebody who stops reading for a moment. */
async function stream(node: Node): Promise<Streamed> {
	const server = await serveNode({node, host: '127.0.0.1', port: 0, version: '0.0.0', log: console.error});
	try {
		const before = await heapInUse();
		const start = performance.now();
		const answer = await fetch(`${server.url}/chain`);
		let bytes = 0;
		let most = 0;
		let chunks = 0;
		for await (const chunk of answer.body!) {
			bytes += (chunk as Uint8Array).length;
			chunks++;
			if (chunks % 500 === 1) {
				most = Math.max(most, await heapInUse());
			}
		}

		return {bytes, seconds: (performance.now() - start) / 1000, grownMegabytes: megabytes(most - before)};
	} finally {
		await server.close();
	}
}

export const benchmark: Benchmark = {
	name: 'reads',
	summary: `reads a second on a chain of ${SHORT} blocks, the yardstick, and on one of ${LONG.toLocaleString('en')}; memory, opening, and GET /chain`,
	async run({blocks, isQuick = false, note}) {
		const length = blocks ?? (isQuick ? 2000 : LONG);
		const folder = await mkdtemp(path.join(tmpdir(), 'chain-tui-benchmark-'));
		const [shortFolder, longFolder] = [path.join(folder, 'short'), path.join(folder, 'long')];
		try {
			await writeChain(shortFolder, SHORT);
			const {seconds, early, late} = await writeChain(longFolder, length);
			note(`${length} blocks written in ${seconds.toFixed(0)} s; heap ${early.heap.toFixed(0)} MB after a tenth of them and ${late.heap.toFixed(0)} MB in the end, all memory ${early.rss.toFixed(0)} MB and ${late.rss.toFixed(0)} MB`);
			const short = await open(shortFolder, SHORT);
			const long = await open(longFolder, length);
			try {
				const rows = await compareReads(short, long);
				const {bytes, seconds: streamSeconds, grownMegabytes} = await stream(long.node);
				const figures: Figure[] = [
					{name: 'open', amount: long.openMs, unit: 'ms', note: `${short.openMs.toFixed(0)} ms with ${SHORT} blocks`},
					{name: 'heap', amount: late.heap / early.heap, unit: 'x a tenth of the chain', limit: 1.5},
					{name: 'GET /chain', amount: grownMegabytes, unit: 'MB more heap', limit: 10, note: `${megabytes(bytes).toFixed(0)} MB, ${Math.round(length / streamSeconds)} blocks/s`},
				];
				return [...rows, ...figures];
			} finally {
				await short.close();
				await long.close();
			}
		} finally {
			await rm(folder, {recursive: true, force: true});
		}
	},
};
