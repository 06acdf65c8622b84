import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {setImmediate} from 'node:timers/promises';
import process from 'node:process';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes on the heap that somebody still holds. */
export async function heapInUse(): Promise<number> {
	// What was resolved in this turn is let go of in the next.
	await setImmediate();
	collect();
	return process.memoryUsage().heapUsed;
}
