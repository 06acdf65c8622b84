export type Write = {
	readonly key: Uint8Array;
	/** `undefined` removes the key. */
	readonly value: Uint8Array | undefined;
};

export type Range = {
	/** Keys from this one on. */
	readonly from: Uint8Array;
	/** Keys before this one. */
	readonly to: Uint8Array;
	/** Greatest key first. */
	readonly reverse?: boolean;
	readonly limit?: number;
};

/** Something to look a key up in. Synchronous, so that a block connects in one go, with nothing else in between. */
export type Reader = {
	get(key: Uint8Array): Uint8Array | undefined;
};

/**
An ordered key-value store. Keys sort as bytes.

Fails with an `ApiError`: `storage_damaged` when what is read is not what was written, `storage_failed` when the disk refuses.
*/
export type Storage = Reader & {
	/** What is in the range when the iteration begins. */
	range(range: Range): AsyncIterable<{readonly key: Uint8Array; readonly value: Uint8Array}>;
	/** Only the keys: also those whose values are damaged. */
	keys(range: Range): AsyncIterable<Uint8Array>;
	/**
	All of the writes, or none.

	@param options.durable - Wait until they would survive a power cut. Without it they survive the end of the process, and never overtake one another.
	*/
	write(writes: readonly Write[], options: {readonly durable: boolean}): Promise<void>;
	close(): Promise<void>;
};
