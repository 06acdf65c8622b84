import {setTimeout as delay} from 'node:timers/promises';

/** The most that Node's timers hold, 24 days; anything more would be over at once. */
const LONGEST_MS = 0x7fff_ffff;

/** Waits so many milliseconds, or until the signal aborts; which of them it was, the caller can see. Never rejects. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const sleep: Sleep = async (ms, signal) => {
	try {
		await delay(Math.min(ms, LONGEST_MS), undefined, {signal});
	} catch {
		// Aborted: that is one way to wake up.
	}
};
