import type {
	Bits, Hash, Height, Timestamp,
} from '../protocol/brands.js';

/*
Where work comes from and solutions go. A node (solo) is one, a pool is another; the miner knows no difference between them but what is written here.
*/

/** What to mine: a header, open in its extranonce, its time and its nonce. */
export type Work = {
	/** The source's name for it; never used again for another work. */
	readonly id: string;
	readonly version: number;
	/** Bits of the version that may be rolled as well; none by default. */
	readonly versionMask?: number | undefined;
	readonly previousHash: Hash;
	readonly bits: Bits;
	/** The time to begin with. */
	readonly time: Timestamp;
	readonly minTime?: Timestamp | undefined;
	/** How far the time may roll once every extranonce was used. */
	readonly maxTime: Timestamp;
	/** What a hash may not be above to be handed in; easier than the one in `bits` when the source takes shares. */
	readonly target: bigint;
	/** The coinbase is prefix, extranonce, suffix. */
	readonly coinbasePrefix: Uint8Array;
	/** Bytes. */
	readonly extranonceSize: number;
	readonly coinbaseSuffix: Uint8Array;
	/** Raw 32-byte siblings of the coinbase, bottom-up. */
	readonly merkleBranch: readonly Uint8Array[];
	readonly height?: Height | undefined;
	/** The hashes that a solution takes on average. */
	readonly difficulty: number;
	/** Whether one solution ends the work, as a block does for a solo miner. */
	readonly single: boolean;
};

export type Solution = {
	readonly workId: string;
	/** As many bytes as the work asked for. */
	readonly extranonce: Uint8Array;
	readonly time: Timestamp;
	/** U32 */
	readonly nonce: number;
	readonly version: number;
};

export type FoundBlock = {readonly height: Height; readonly hash: Hash};

/** What became of a solution. A refusal has a code: `stale` when the chain or the pool had moved on, otherwise what the source says. */
export type Verdict
	= | {readonly accepted: true; readonly block?: FoundBlock | undefined}
		| {readonly accepted: false; readonly code: string; readonly message: string};

export type WorkSource = {
	readonly kind: 'solo' | 'pool';
	/**
	Each work replaces the one before; `undefined` says that there is nothing to mine until the next. Solutions of earlier works on the same previous block are still good.

	Ends when the signal aborts; throws only what trying again does not help against.
	*/
	work(signal: AbortSignal): AsyncIterable<Work | undefined>;
	submit(solution: Solution): Promise<Verdict>;
};
