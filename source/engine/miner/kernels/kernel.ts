/**
What hashes headers. A kernel runs in one miner process, on one job at a time, and is asked for slices of it.

The suite in `test/engine/miner/kernels.test.ts` holds every kernel of the list to what is said here.
*/
export type Kernel = {
	readonly name: string;
	/**
	Takes up a job; scans are of this one until the next `prepare`.

	@param header76 - A header without its nonce; copied, so the caller may change it afterwards.
	@param target - From 0 to 2^256 - 1: what a hash, read as a number, may not be above.
	*/
	prepare(header76: Uint8Array, target: bigint): void;
	/**
	Tries `count` nonces from `startNonce` on; after 2^32 - 1 comes 0.

	@param startNonce - A u32.
	@param count - From 0 to 2^32.
	@returns Every nonce whose hash is not above the target, in the order tried.
	*/
	scan(startNonce: number, count: number): number[];
};

/** An entry of the list of kernels. */
export type KernelMaker = {
	readonly name: string;
	/** Fails when this machine cannot run the kernel. */
	create(): Kernel | Promise<Kernel>;
};

/** How many nonces there are. */
export const NONCES = 0x1_0000_0000;

/** The last target: every hash meets it. */
export const EVERY_HASH = (1n << 256n) - 1n;

export const HEADER_START_SIZE = 76;

/** A target as its 32 bytes, in the order in which hashes are stored: the weightiest byte last. */
export function targetBytes(target: bigint): Uint8Array {
	if (target < 0n || target > EVERY_HASH) {
		throw new RangeError(`a target is from 0 to 2^256 - 1; got ${target}`);
	}

	return Uint8Array.from(Buffer.from(target.toString(16).padStart(64, '0'), 'hex')).toReversed();
}
