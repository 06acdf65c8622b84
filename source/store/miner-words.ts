import {formatPool} from '../api/pool-address.js';
import type {MinerEvent, PoolNews} from '../runtime/mine.js';
import type {LogLine} from './log-line.js';

type Words = readonly [kind: LogLine['kind'], text: string];

/** What an event of a miner says in a log; `undefined` for what is no news. */
export function minerWords(event: MinerEvent): Words | undefined {
	switch (event.event) {
		case 'ready': {
			return ['note', `${event.threads} process${event.threads === 1 ? '' : 'es'}, kernel ${event.kernel}`];
		}

		case 'kernel': {
			return ['note', `kernel ${event.kernel}, the fastest here`];
		}

		case 'block': {
			return ['good', `block #${event.height} ${event.hash}`];
		}

		case 'share': {
			return ['good', `share worth ${Math.round(event.difficulty).toLocaleString('en')} hashes`];
		}

		case 'stale': {
			return ['note', 'too late: the chain had moved on'];
		}

		case 'rejected': {
			return ['bad', `refused: ${event.message}`];
		}

		case 'restart': {
			return ['bad', `process ${event.pid ?? ''} died (${event.reason}); another one takes its place`];
		}

		case 'failed': {
			return ['bad', event.error.message];
		}

		case 'hashrate': {
			return undefined;
		}
	}
}

/** What becomes of a pool, in a log. */
export function newsWords(news: PoolNews): Words {
	switch (news.kind) {
		case 'connected': {
			return ['good', `connected to the pool at ${formatPool(news.pool)}`];
		}

		case 'lost': {
			return ['bad', `the pool at ${formatPool(news.pool)}: ${news.reason}`];
		}

		case 'waiting': {
			return ['note', `no pool gives work; again in ${Math.ceil(news.retryMs / 1000)} s`];
		}

		case 'message': {
			return ['note', `the pool at ${formatPool(news.pool)} says: ${news.text}`];
		}
	}
}
