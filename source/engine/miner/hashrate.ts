/** The spans over which a hashrate is told, in milliseconds. */
export const hashrateWindows = {tenSeconds: 10_000, minute: 60_000, quarterHour: 900_000} as const;

export type HashrateWindow = keyof typeof hashrateWindows;

/** Hashes per second; `null` while the window is not filled, for until then every rate would be a guess. */
export type HashrateSnapshot = Readonly<Record<HashrateWindow | 'max', number | null>>;

/** A window is cut into this many buckets, and moves on by a whole one. */
const BUCKETS = 40;

/** The hashes of one window: a ring of its buckets and of the one that is being filled, which no rate counts. */
class Window {
	readonly #windowMs: number;
	readonly #startMs: number;
	readonly #ring = Array.from({length: BUCKETS + 1}, () => 0);
	#bucket = 0;

	constructor(windowMs: number, startMs: number) {
		this.#windowMs = windowMs;
		this.#startMs = startMs;
	}

	add(hashes: number, nowMs: number): void {
		this.#advance(nowMs);
		this.#ring[this.#bucket % this.#ring.length]! += hashes;
	}

	rate(nowMs: number): number | null {
		this.#advance(nowMs);
		if (this.#bucket < BUCKETS) {
			return null;
		}

		const sum = this.#ring.reduce((total, hashes) => total + hashes, 0) - this.#ring[this.#bucket % this.#ring.length]!;
		return sum * 1000 / this.#windowMs;
	}

	/** Empties the buckets that time has moved into; a clock that was set back moves into none. */
	#advance(nowMs: number): void {
		const bucket = Math.floor((nowMs - this.#startMs) * BUCKETS / this.#windowMs);
		for (let entered = Math.max(this.#bucket + 1, bucket - BUCKETS); entered <= bucket; entered++) {
			this.#ring[entered % this.#ring.length] = 0;
		}

		this.#bucket = Math.max(this.#bucket, bucket);
	}
}

/** Counts hashes, and tells how many a second there were over the last 10 seconds, minute and quarter of an hour. */
export class Hashrate {
	readonly #clock: () => number;
	readonly #windows: Readonly<Record<HashrateWindow, Window>>;
	#max: number | null = null;

	/** @param clock - Milliseconds. The windows begin to fill now. */
	constructor(clock: () => number) {
		const startMs = clock();
		this.#clock = clock;
		this.#windows = {
			tenSeconds: new Window(hashrateWindows.tenSeconds, startMs),
			minute: new Window(hashrateWindows.minute, startMs),
			quarterHour: new Window(hashrateWindows.quarterHour, startMs),
		};
	}

	add(hashes: number): void {
		const nowMs = this.#clock();
		for (const window of Object.values(this.#windows)) {
			window.add(hashes, nowMs);
		}

		this.#noteMax(this.#windows.tenSeconds.rate(nowMs));
	}

	/** `max` is the best of the 10-second rates that there were when hashes were added or a snapshot was taken. */
	snapshot(): HashrateSnapshot {
		const nowMs = this.#clock();
		const tenSeconds = this.#windows.tenSeconds.rate(nowMs);
		this.#noteMax(tenSeconds);
		return {
			tenSeconds,
			minute: this.#windows.minute.rate(nowMs),
			quarterHour: this.#windows.quarterHour.rate(nowMs),
			max: this.#max,
		};
	}

	#noteMax(rate: number | null): void {
		if (rate !== null && (this.#max === null || rate > this.#max)) {
			this.#max = rate;
		}
	}
}
