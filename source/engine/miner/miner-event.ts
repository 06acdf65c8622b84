import type {ApiError} from '../../api/api-error.js';
import type {Hash, Height} from '../../protocol/brands.js';

/** What a miner tells as it happens. But for `failed`, whose error is no JSON, this is what `mine --json` prints. */
export type MinerEvent
	/** There is work, and the first of the processes is at it; always before any block or share. `threads` is how many processes are wanted, `target` is that of the work: 32 bytes, big-endian, in hexadecimal. */
	= | {readonly event: 'ready'; readonly kernel: string; readonly threads: number; readonly target: string}
	/** Of the kernels that `auto` chooses from, the fastest was found, and all processes go on with it. `rates` has the hashes a second of each in one process. */
		| {readonly event: 'kernel'; readonly kernel: string; readonly rates: Readonly<Record<string, number>>}
	/** All processes together, over the last 10 seconds; told as often. */
		| {readonly event: 'hashrate'; readonly hashes_per_second: number}
	/** The source took a share. `difficulty` is what its hash is worth: the hashes that one as low takes on average. */
		| {readonly event: 'share'; readonly difficulty: number}
		| {readonly event: 'block'; readonly height: Height; readonly hash: Hash}
	/** A solution came after the chain had moved on. */
		| {readonly event: 'stale'}
	/** The source refused a solution. */
		| {readonly event: 'rejected'; readonly code: string; readonly message: string}
	/** A process died, and another one takes its place. */
		| {readonly event: 'restart'; readonly pid: number | undefined; readonly reason: string}
	/** Mining ended by itself; the last event. */
		| {readonly event: 'failed'; readonly error: ApiError};

export type MinerListener = (event: MinerEvent) => void;
