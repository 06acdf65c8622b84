import type {ChainReader} from './chain-reader.js';
import type {Entry} from './entry.js';

/** Blocks that the estimate looks back over. */
const SPAN = 30;

/**
The hashes per second of everybody who mines, from the work of the last blocks and the time they took. When the wait for the next block grows longer than that, the figure falls: the miners have left.

@param now - The clock, in seconds.
@returns `null` before there are two blocks after genesis, whose time says nothing about work.
*/
export function estimateHashrate(reader: ChainReader, tip: Entry, now: number): number | null {
	const first = reader.entryAt(Math.max(1, tip.height - SPAN));
	if (!first || first.height >= tip.height) {
		return null;
	}

	const seconds = Math.max(1, tip.header.time - first.header.time, now - tip.header.time);
	return Number(tip.chainwork - first.chainwork) / seconds;
}
