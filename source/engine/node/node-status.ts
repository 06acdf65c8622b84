import {ApiError} from '../../api/api-error.js';
import type {EventOf} from '../../api/event.js';
import type {Handshake} from '../../api/peer.js';
import type {Status} from '../../api/status.js';
import type {Hash} from '../../protocol/brands.js';
import type {Network} from '../../protocol/network.js';
import type {Chain} from './chain.js';
import {estimateHashrate} from './hashrate.js';
import type {Mempool} from './mempool.js';
import type {Peers} from './peers/peers.js';
import type {Templates} from './templates.js';

type Parts = {
	readonly network: Network;
	readonly chain: Chain;
	readonly mempool: Mempool;
	readonly peers: Peers;
	readonly templates: Templates;
};

/** One run of a node. */
export type NodeRun = {
	/** Random, by which it knows itself. */
	readonly id: string;
	/** Of the program. */
	readonly version: string;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** What the clock said when it began. */
	readonly startedMs: number;
};

export const mempoolSize = ({count, bytes}: Mempool): Status['mempool'] => ({count, bytes});

/** How a node is. While no heavier chain is known, it has all the headers there are. */
export function nodeStatus({network, chain: {tip, reader}, mempool, peers, templates}: Parts, {version, clock, startedMs}: NodeRun): Status {
	return {
		network: network.name,
		genesis: network.genesis.hash,
		height: tip.height,
		tip: tip.hash,
		headers: Math.max(tip.height, peers.target ?? 0),
		synced: peers.target === undefined,
		chainwork: tip.chainwork.toString(),
		difficulty: templates.nextDifficulty,
		hashrate: estimateHashrate(reader, tip, clock() / 1000),
		peers: peers.count,
		clock_offset: peers.clockOffset,
		mempool: mempoolSize(mempool),
		version,
		uptime: Math.floor((clock() - startedMs) / 1000),
	};
}

/** Who a node is, for other nodes. */
export function handshakeOf({network, chain: {tip}}: Pick<Parts, 'network' | 'chain'>, {version, clock, id}: NodeRun): Handshake {
	return {
		network: network.name,
		genesis: network.genesis.hash,
		tip: tip.hash,
		height: tip.height,
		chainwork: tip.chainwork.toString(),
		version,
		time: Math.floor(clock() / 1000),
		id,
	};
}

/** What a node of another network is told, and our own log. */
export const foreigner = (network: Network, genesis: Hash): ApiError => new ApiError('wrong_network', `this node belongs to the network ${network.name} (genesis ${network.genesis.hash}), the one that asks to another (genesis ${genesis})`, {expected: network.genesis.hash, got: genesis});

/** What the event `tip` says. */
export function tipOf({tip: {hash, height, header, chainwork}}: Chain, nextDifficulty: number): EventOf<'tip'>['data'] {
	return {
		hash, height, time: header.time, difficulty: nextDifficulty, chainwork: chainwork.toString(),
	};
}
