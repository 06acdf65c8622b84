import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {cp, mkdtemp, rm} from 'node:fs/promises';
import {availableParallelism, tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {dialNode} from '../source/client/remote-node.js';
import {Chain} from '../source/engine/node/chain.js';
import {TransferChecks} from '../source/engine/node/checks/transfer-checks.js';
import {openNode} from '../source/engine/node/node.js';
import {LevelStorage} from '../source/engine/storage/level-storage.js';
import {verifyHash} from '../source/protocol/signature.js';
import {signingHash, type Transfer, unsignedBytes} from '../source/protocol/transfer.js';
import {payingBlocks, payingNetwork} from '../test/harness/paying-blocks.js';
import {Believed} from './believed.js';
import {type Benchmark, compare, type Row} from './benchmark.js';

/** Of the rate of signature checks alone: everything else a new node does takes less than the rest. */
const BOUND_BY_CHECKS = 0.7;

const TRANSFERS = 20;

/** How often memory is looked at, in milliseconds. */
const LOOK_MS = 200;

const network = payingNetwork();

async function writeChain(folder: string, blocks: number): Promise<readonly Transfer[]> {
	const storage = await LevelStorage.open(folder);
	const chain = await Chain.open({
		network, storage, clock: Date.now, checked: new Believed(), durable: false,
	});
	const some: Transfer[] = [];
	for (const {bytes, transfers} of payingBlocks(network, blocks, TRANSFERS)) {
		await chain.accept(bytes);
		if (some.length < 1000) {
			some.push(...transfers);
		}
	}

	await storage.close();
	return some;
}

const genesis = network.genesis.hash;

const isSigned = (transfer: Transfer): boolean => verifyHash(transfer.signature, signingHash(unsignedBytes(transfer), genesis), transfer.publicKey);

/** How fast signatures are checked with nothing else to do, by one core and by all: what catching up is measured by. */
async function checkRates(transfers: readonly Transfer[]): Promise<readonly Row[]> {
	const checks = new TransferChecks({genesis, threads: availableParallelism()});
	try {
		return await compare([
			{
				name: `checks, ${availableParallelism()} cores`,
				async round() {
					const {size} = await checks.passed(transfers);
					return size;
				},
			},
			{
				name: 'checks, one core',
				round: () => transfers.filter(transfer => isSigned(transfer)).length,
			},
		], 'transfers');
	} finally {
		await checks.close();
	}
}

type Source = {readonly url: string; readonly child: ChildProcess};

async function openSource(folder: string): Promise<Source> {
	const child = fork(new URL('sync-source.ts', import.meta.url), [folder]);
	const [url] = await once(child, 'message') as [string];
	return {child, url};
}

const secondsOf = ({user, system}: NodeJS.CpuUsage): number => (user + system) / 1_000_000;

type Caught = {
	readonly seconds: number;
	/** Of the node's process, all threads: says more than the clock on a machine that does something else too. */
	readonly cpuSeconds: number;
	/** Megabytes in use, all in all: when a quarter was there, and at most after that. */
	readonly quarterMegabytes: number;
	readonly mostMegabytes: number;
};

/** A new node with three peers: one falls silent when a quarter is there, one is killed at half, one stays. */
async function catchUp(folder: string, [silent, dying, steady]: readonly Source[], blocks: number): Promise<Caught> {
	const storage = await LevelStorage.open(folder);
	const checks = new TransferChecks({genesis, threads: availableParallelism()});
	const node = await openNode({
		network, storage, clock: Date.now, checks, peering: {dial: dialNode, random: Math.random},
	});
	const megabytes = () => process.memoryUsage().rss / 1_000_000;
	let mostMegabytes = 0;
	let quarterMegabytes = 0;
	const look = setInterval(() => {
		mostMegabytes = Math.max(mostMegabytes, quarterMegabytes === 0 ? 0 : megabytes());
	}, LOOK_MS);
	const start = performance.now();
	const before = process.cpuUsage();
	try {
		await node.registerPeers([silent!, dying!, steady!].map(({url}) => url));
		for await (const {type, data} of node.events({types: ['block']})) {
			const height = type === 'block' ? data.height : 0;
			if (quarterMegabytes === 0 && height >= blocks / 4) {
				quarterMegabytes = megabytes();
				silent!.child.send('stall');
			}

			if (height >= blocks / 2 && !dying!.child.killed) {
				dying!.child.kill('SIGKILL');
			}

			const tip = await node.handshake();
			if (tip.height === blocks) {
				return {seconds: (performance.now() - start) / 1000, cpuSeconds: secondsOf(process.cpuUsage(before)), quarterMegabytes, mostMegabytes};
			}
		}

		throw new Error('the events have ended');
	} finally {
		clearInterval(look);
		await node.stop();
		await checks.close();
		await storage.close();
	}
}

export const benchmark: Benchmark = {
	name: 'sync',
	summary: `transfers a second of a new node that catches up over HTTP, blocks of ${TRANSFERS}; of its three peers one falls silent and one is killed`,
	async run({blocks = 1000, note}) {
		const folder = await mkdtemp(path.join(tmpdir(), 'chain-tui-benchmark-'));
		const sources: Source[] = [];
		try {
			const first = path.join(folder, '0');
			const some = await writeChain(first, blocks);
			for (const name of ['1', '2', '3']) {
				const copy = path.join(folder, name);
				await cp(first, copy, {recursive: true});
				sources.push(await openSource(copy));
			}

			const rates = await checkRates(some);
			const {seconds, cpuSeconds, quarterMegabytes, mostMegabytes} = await catchUp(path.join(folder, 'new'), sources, blocks);
			const transfers = blocks * TRANSFERS;
			const rate = transfers / seconds;
			const beforeChecks = process.cpuUsage();
			const checked = some.filter(transfer => isSigned(transfer)).length;
			const share = secondsOf(process.cpuUsage(beforeChecks)) / checked / (cpuSeconds / transfers);
			note(`${Math.round(cpuSeconds / transfers * 1_000_000)} µs of processor time a transfer, ${Math.round(share * 100)} % of it for its signature`);
			note(`${blocks} blocks in ${seconds.toFixed(1)} s, ${Math.round(blocks / seconds)} blocks/s; memory ${Math.round(quarterMegabytes)} MB after a quarter, at most ${Math.round(mostMegabytes)} MB from then on`);
			const cores = availableParallelism();
			// Here the peers take a part of the cores.
			const own = transfers / cpuSeconds * cores;
			return [
				...rates,
				{
					name: 'catching up', rate, unit: 'transfers', ratio: rate / rates[0]!.rate,
				},
				{
					name: 'catching up, peers elsewhere', rate: own, unit: 'transfers', ratio: own / rates[0]!.rate, atLeast: BOUND_BY_CHECKS,
				},
			];
		} finally {
			for (const {child} of sources) {
				child.kill('SIGKILL');
			}

			await rm(folder, {recursive: true, force: true});
		}
	},
};
