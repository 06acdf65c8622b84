import type {PoolEvent} from '../api/pool-event.js';
import type {LogLine} from './log-line.js';

/** A worker as its user name has it. */
export const workerName = (address: string, worker: string): string => worker === '' ? address : `${address}.${worker}`;

/** What an event of a pool says in a log; `undefined` for what is no news. Shares are counted, not told: there are too many. */
export function poolWords({type, data}: PoolEvent): readonly [kind: LogLine['kind'], text: string] | undefined {
	switch (type) {
		case 'worker': {
			return ['peer', `${workerName(data.address, data.worker)} ${data.connected ? 'came' : 'left'}${data.agent === '' || !data.connected ? '' : `, ${data.agent}`}`];
		}

		case 'block': {
			const isLost = data.state === 'refused' || data.state === 'stale';
			return [isLost ? 'bad' : (data.state === 'credited' ? 'good' : 'block'), `block #${data.height} ${data.hash} ${data.state}${data.code === null ? '' : `: ${data.code}`}`];
		}

		case 'payout': {
			const {length} = data.outputs;
			return [data.state === 'void' ? 'bad' : (data.state === 'confirmed' ? 'good' : 'transaction'), `payout ${data.number} of ${data.amount} to ${length} miner${length === 1 ? '' : 's'} ${data.state}`];
		}

		case 'stats':
		case 'share':
		case 'reset': {
			return undefined;
		}
	}
}
