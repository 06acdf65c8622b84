import type {Status} from '../api/status.js';
import type {Figures} from './metrics.js';

/** What of the status is told, and as what. */
export const nodeFigures: Figures<Status> = [
	['height', 'Height of the tip', status => status.height],
	['headers', 'Height of the best header known', status => status.headers],
	['synced', '1 when the chain is at its best header', status => Number(status.synced)],
	['difficulty', 'Hashes that the next block takes on average', status => status.difficulty],
	['hashrate', 'Hashes per second of the whole network, estimated', status => status.hashrate ?? Number.NaN],
	['peers', 'Nodes that this one talks to', status => status.peers],
	['mempool_transactions', 'Pending transfers', status => status.mempool.count],
	['mempool_bytes', 'Size of the pending transfers', status => status.mempool.bytes],
	['uptime_seconds', 'Time since the node started', status => status.uptime],
];
