import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {setImmediate} from 'node:timers/promises';
import process from 'node:process';

setFlagsFromString('--expose-gc');
/** Collects garbage now, so that it does not have to be collected while something is timed. */
export const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes on the heap that somebody still holds. */
export async function heapInUse(): Promise<number> {
	// What was resolved in this turn is let go of in the next.
	await setImmediate();
	collectGarbage();
	return process.memoryUsage().heapUsed;
}
