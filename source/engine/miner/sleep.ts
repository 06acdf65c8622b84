import {setTimeout as delay} from 'node:timers/promises';

/** Waits so many milliseconds, or until the signal aborts; which of them it was, the caller can see. Never rejects. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const sleep: Sleep = async (ms, signal) => {
	try {
		await delay(ms, undefined, {signal});
	} catch {
		// Aborted: that is one way to wake up.
	}
};
