import type {BlockRow} from '../../components/block-rows.js';

/*
What the last blocks tell about the chain. Blocks are given newest first, without a gap.
*/

/** Blocks that the mean looks back over: as many as the estimate of the hashrate. */
const SPAN = 30;

/** Seconds from block to block, on average; `undefined` before there are two. */
export function meanBlockTime(rows: readonly BlockRow[]): number | undefined {
	const known = rows.slice(0, SPAN).map(({took}) => took).filter(took => took !== undefined);
	return known.length === 0 ? undefined : known.reduce((sum, took) => sum + took, 0) / known.length;
}

/** Seconds that each block took, oldest first. */
export const blockTimes = (rows: readonly BlockRow[]): ReadonlyArray<number | null> => rows.filter(({took}) => took !== undefined).map(({took}) => took!).toReversed();

/**
How the difficulty has changed over the last blocks, as a share.

@param next - Of the next block.
*/
export function difficultyTrend(next: number | undefined, rows: readonly BlockRow[]): number | undefined {
	const before = rows.slice(0, SPAN).findLast(({block}) => block.height > 0)?.block.difficulty;
	return next === undefined || before === undefined || before === 0 ? undefined : next / before - 1;
}

export const blockOrders = ['height', 'transactions', 'size', 'time'] as const;

export type BlockOrder = typeof blockOrders[number];

const rankOf: Readonly<Record<BlockOrder, (row: BlockRow) => number>> = {
	height: ({block}) => block.height,
	transactions: ({block}) => block.transaction_count,
	size: ({block}) => block.size,
	time: ({took}) => took ?? -1,
};

/** The largest first; equal ones stay newest first. */
export const sortedRows = (rows: readonly BlockRow[], order: BlockOrder): readonly BlockRow[] => order === 'height' ? rows : rows.toSorted((a, b) => rankOf[order](b) - rankOf[order](a));

export const nextOrder = (order: BlockOrder): BlockOrder => blockOrders[(blockOrders.indexOf(order) + 1) % blockOrders.length]!;
