import type {BlockSummary} from '../api/block.js';

/** A block in a list, and the seconds since the one before it; `undefined` where that is not known. */
export type BlockRow = {readonly block: BlockSummary; readonly took: number | undefined};

/** The time of genesis says nothing about work: the block after it took nobody knows how long. */
export const blockRows = (blocks: readonly BlockSummary[]): readonly BlockRow[] => blocks.map((block, index): BlockRow => {
	const previous = blocks[index + 1];
	// Times of blocks may go back a little.
	return {block, took: previous && previous.height > 0 ? Math.max(0, block.time - previous.time) : undefined};
});
