import type {EventOf} from '../../api/event.js';
import type {Status} from '../../api/status.js';
import type {Network} from '../../protocol/network.js';
import type {Chain} from './chain.js';
import {estimateHashrate} from './hashrate.js';
import type {Mempool} from './mempool.js';

type Parts = {
	readonly network: Network;
	readonly chain: Chain;
	readonly mempool: Mempool;
	/** Hashes that the next block takes on average. */
	readonly nextDifficulty: number;
};

type Run = {
	readonly version: string;
	/** The clock, and what it said when the node began. */
	readonly nowMs: number;
	readonly startedMs: number;
};

export const mempoolSize = ({count, bytes}: Mempool): Status['mempool'] => ({count, bytes});

/** How a node is. A node without peers has all the headers there are. */
export function nodeStatus({network, chain: {tip, reader}, mempool, nextDifficulty}: Parts, {version, nowMs, startedMs}: Run): Status {
	return {
		network: network.name,
		genesis: network.genesis.hash,
		height: tip.height,
		tip: tip.hash,
		headers: tip.height,
		synced: true,
		chainwork: tip.chainwork.toString(),
		difficulty: nextDifficulty,
		hashrate: estimateHashrate(reader, tip, nowMs / 1000),
		peers: 0,
		mempool: mempoolSize(mempool),
		version,
		uptime: Math.floor((nowMs - startedMs) / 1000),
	};
}

/** What the event `tip` says. */
export function tipOf({tip: {hash, height, header, chainwork}}: Chain, nextDifficulty: number): EventOf<'tip'>['data'] {
	return {
		hash, height, time: header.time, difficulty: nextDifficulty, chainwork: chainwork.toString(),
	};
}
