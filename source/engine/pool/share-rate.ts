/** Over which time shares are averaged: long enough for a share in five seconds to say something. Milliseconds. */
const SPAN_MS = 300_000;

/** The hashrate that shares speak of: an average in which older shares weigh less and less, and the time before the first nothing. */
export class ShareRate {
	readonly #startMs: number;
	#atMs: number;
	#hashes = 0;

	/** @param nowMs - When the first share may come. */
	constructor(nowMs: number) {
		this.#startMs = nowMs;
		this.#atMs = nowMs;
	}

	/** @param hashes - What the share stands for. */
	add(hashes: number, nowMs: number): void {
		this.#hashes = this.#decayed(nowMs) + hashes;
		this.#atMs = Math.max(this.#atMs, nowMs);
	}

	/** Hashes per second. */
	rate(nowMs: number): number {
		// Of a moment one cannot say anything: the first share would be a miracle.
		const seenMs = Math.max(nowMs - this.#startMs, 1000);
		return this.#decayed(nowMs) * 1000 / (SPAN_MS * (1 - Math.exp(-seenMs / SPAN_MS)));
	}

	#decayed(nowMs: number): number {
		return this.#hashes * Math.exp(-Math.max(nowMs - this.#atMs, 0) / SPAN_MS);
	}
}
