import type {PoolEventOf} from '../../api/pool-event.js';
import type {Share} from './share.js';

/** The least time between two shares that are told, in milliseconds: nobody reads thousands a second. */
const INTERVAL_MS = 100;

/** Tells of shares, of some of them when there are many. */
export class ShareTeller {
	readonly #onShare: (share: PoolEventOf<'share'>['data']) => void;
	#toldAt = Number.NEGATIVE_INFINITY;
	#skipped = 0;

	constructor(onShare: (share: PoolEventOf<'share'>['data']) => void) {
		this.#onShare = onShare;
	}

	/** @param now - Milliseconds. */
	tell({address, worker, height, work}: Share, now: number): void {
		if (now - this.#toldAt < INTERVAL_MS) {
			this.#skipped++;
			return;
		}

		this.#onShare({
			address, worker, height, difficulty: Number(work), skipped: this.#skipped,
		});
		this.#toldAt = now;
		this.#skipped = 0;
	}
}
