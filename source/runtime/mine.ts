import {ApiError} from '../api/api-error.js';
import {formatPool, type PoolAddress} from '../api/pool-address.js';
import type {Address} from '../protocol/brands.js';
import type {MinerListener} from '../engine/miner/miner-event.js';
import {mineBlocks, type MineResult} from '../engine/miner/mine-blocks.js';
import type {NodeTrouble} from '../engine/work/node-trouble.js';
import {type KernelChoice, parseKernelChoice} from '../engine/miner/kernels/list.js';
import {Miner} from '../engine/miner/miner.js';
import {SoloSource} from '../engine/miner/solo-source.js';
import type {PoolNews} from '../client/pool-news.js';
import {StratumSource} from '../client/stratum-source.js';
import {version} from './version.js';
import type {Session} from './open-session.js';

export type {MineResult} from '../engine/miner/mine-blocks.js';
export type {MinerEvent} from '../engine/miner/miner-event.js';
export type {MinerState} from '../engine/miner/miner-state.js';
export type {Miner} from '../engine/miner/miner.js';
export type {PoolNews} from '../client/pool-news.js';
export {defaultProcesses, MOST_PROCESSES} from '../engine/miner/processes.js';
export {kernelNames} from '../engine/miner/kernels/list.js';

export type MineRequest = {
	/** Who is paid. */
	readonly address: Address;
	readonly threads?: number | undefined;
	readonly kernel?: string | undefined;
	/** Ends after so many accepted blocks, and does not wait before them where nothing retargets. */
	readonly blocks?: number | undefined;
	readonly seconds?: number | undefined;
	readonly signal?: AbortSignal | undefined;
	readonly listener?: MinerListener | undefined;
	/** Told when the node cannot be worked with, and with `undefined` when it can again. */
	readonly onTrouble?: ((trouble: NodeTrouble | undefined) => void) | undefined;
};

export type MinerRequest = Pick<MineRequest, 'address' | 'threads' | 'kernel' | 'onTrouble'> & {
	/** Where to get work; by default from the session's node. */
	readonly pool?: PoolAddress | undefined;
	readonly onNews?: ((news: PoolNews) => void) | undefined;
};

/** A miner on a session's node or on a pool, to be started, stopped and changed by a person. @throws {ApiError} `usage` when an option is out of its bounds. */
export function createMiner({node, workspace: {clock}}: Session, {address, threads, kernel, pool, onTrouble, onNews}: MinerRequest): Miner {
	const source = pool
		? new StratumSource({pools: [pool], user: address, agent}, {random, onNews})
		: new SoloSource({address, paced: true}, {
			node, clock, random, onTrouble,
		});
	return new Miner({processes: threads, kernel: kernelOf(kernel)}, {source, clock, random});
}

/** Mines on a session's node until there is enough, or the signal aborts. @throws {ApiError} `miner_failed`, `usage`, or what the node refuses for good. */
export async function mine({node, workspace: {clock}}: Session, request: MineRequest): Promise<MineResult> {
	const {address, threads, kernel, blocks, seconds, signal, listener, onTrouble} = request;
	const source = new SoloSource({address, paced: blocks === undefined}, {
		node, clock, random, onTrouble,
	});
	return mineBlocks({
		processes: threads, kernel: kernelOf(kernel), blocks, seconds,
	}, {
		source, clock, random, signal, listener,
	});
}

export type PoolMineRequest = Omit<MineRequest, 'address' | 'onTrouble'> & {
	/** In order: the first that gives work is mined on. */
	readonly pools: readonly PoolAddress[];
	/** Who is paid, and the name of this machine; another pool than ours may want something else. */
	readonly user: string;
	readonly password?: string | undefined;
	readonly clock: () => number;
	readonly onNews?: ((news: PoolNews) => void) | undefined;
};

/** Mines on Stratum pools until there is enough, or the signal aborts. @throws {ApiError} `miner_failed`, `usage`, `pool_refused`; `pool_unreachable` when the time is over and none of them has ever given work. */
export async function mineOnPools({pools, user, password, clock, onNews, threads, kernel, blocks, seconds, signal, listener}: PoolMineRequest): Promise<MineResult> {
	let reason = 'nothing was heard of it yet';
	let isConnected = false;
	const source = new StratumSource({
		pools, user, password, agent,
	}, {
		random,
		onNews(news) {
			isConnected ||= news.kind === 'connected';
			reason = news.kind === 'lost' ? news.reason : reason;
			onNews?.(news);
		},
	});
	const result = await mineBlocks({
		processes: threads, kernel: kernelOf(kernel), blocks, seconds,
	}, {
		source, clock, random, signal, listener,
	});
	if (!isConnected && signal?.aborted !== true) {
		throw new ApiError('pool_unreachable', `the pool at ${formatPool(pools.at(-1)!)} gave no work in ${seconds} s: ${reason}`);
	}

	return result;
}

const agent = `chain-tui/${version}`;

const random = (): number => Math.random();

const kernelOf = (name: string | undefined): KernelChoice | undefined => name === undefined ? undefined : parseKernelChoice(name);
