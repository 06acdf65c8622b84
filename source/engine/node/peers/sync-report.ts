import type {Height} from '../../../protocol/brands.js';
import type {SyncProgress} from '../../../api/event.js';

/** A chain that is hardly behind is caught up with before anybody could look. */
const WORTH_TELLING = 10;

/** The least time between two reports, in milliseconds. */
const EVERY_MS = 250;

/** Over how long the rate is measured, in milliseconds. */
const RATE_MS = 5000;

export type Caught = {
	/** Of the last block taken in. */
	readonly height: Height;
	readonly headers: Height;
	/** Where it began. */
	readonly from: Height;
	/** Peers that bring blocks. */
	readonly sources: number;
};

/** Tells how far catching up is, often enough to watch and not more often. */
export class SyncReport {
	readonly #clock: () => number;
	readonly #tell: (progress: SyncProgress) => void;
	readonly #heightOfTip: () => Height;
	#told: SyncProgress | undefined;
	#toldMs = 0;
	#samples: Array<{readonly ms: number; readonly height: Height}> = [];

	/** @param clock - Milliseconds. */
	constructor(clock: () => number, heightOfTip: () => Height, tell: (progress: SyncProgress) => void) {
		this.#clock = clock;
		this.#heightOfTip = heightOfTip;
		this.#tell = tell;
	}

	/** Headers have arrived, up to a height. */
	headers(headers: Height): void {
		const height = this.#heightOfTip();
		if (headers - height >= WORTH_TELLING) {
			this.#report({
				state: 'headers', height, headers, percent: 0, blocks_per_second: null, seconds_left: null, peers: 1,
			});
		}
	}

	/** A block was taken in. */
	blocks({height, headers, from, sources}: Caught): void {
		if (headers - from < WORTH_TELLING) {
			return;
		}

		const ms = this.#clock();
		this.#samples = [...this.#samples.filter(sample => ms - sample.ms <= RATE_MS), ...(this.#isDue(ms) ? [{ms, height}] : [])];
		const first = this.#samples[0];
		const rate = first && ms > first.ms ? (height - first.height) * 1000 / (ms - first.ms) : null;
		this.#report({
			state: 'blocks',
			height,
			headers,
			percent: Math.floor((height - from) / (headers - from) * 1000) / 10,
			blocks_per_second: rate === null ? null : Math.round(rate * 10) / 10,
			seconds_left: rate ? Math.ceil((headers - height) / rate) : null,
			peers: sources,
		});
	}

	/** It is over, for better or worse. */
	end(): void {
		const told = this.#told;
		this.#told = undefined;
		this.#samples = [];
		if (told) {
			const height = this.#heightOfTip();
			const isDone = height >= told.headers;
			this.#tell({
				...told, state: isDone ? 'done' : 'stopped', height, percent: isDone ? 100 : told.percent, blocks_per_second: null, seconds_left: null, peers: 0,
			});
		}
	}

	#isDue(ms: number): boolean {
		return ms - this.#toldMs >= EVERY_MS;
	}

	#report(progress: SyncProgress): void {
		const ms = this.#clock();
		if (this.#isDue(ms) || this.#told?.state !== progress.state) {
			this.#told = progress;
			this.#toldMs = ms;
			this.#tell(progress);
		}
	}
}
