import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {setImmediate} from 'node:timers/promises';
import process from 'node:process';

setFlagsFromString('--expose-gc');
/** Collects garbage now, so that it does not have to be collected while something is timed. */
export const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that somebody still holds, on the heap and in buffers. */
export async function heapInUse(): Promise<number> {
	// What was resolved in this turn is let go of in the next.
	await setImmediate();
	collectGarbage();
	// Buffers are given back beside us, the last of them before the next collection begins.
	await setImmediate();
	collectGarbage();
	const {heapUsed, arrayBuffers} = process.memoryUsage();
	return heapUsed + arrayBuffers;
}
