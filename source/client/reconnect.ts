import {setTimeout as delay} from 'node:timers/promises';

/** The shortest and the longest wait before connecting anew. Milliseconds. */
export type ReconnectMs = readonly [least: number, most: number];

/** The more often in vain, the longer; at random, so that a server that comes back is not met by everybody at once. @param random - From 0 up to 1. */
export function waitBefore(failures: number, [least, most]: ReconnectMs, random: () => number): number {
	const longest = Math.min(most, least * 2 ** (failures + 1));
	return least + (random() * (longest - least));
}

/** Waits, or until the signal aborts. Never rejects. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	try {
		await delay(ms, undefined, {signal});
	} catch {
		// Aborted: the caller looks at the signal itself.
	}
}
