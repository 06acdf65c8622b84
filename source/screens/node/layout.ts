import type {Size} from '../../hooks/surroundings.js';

export const nodeFocuses = ['blocks', 'peers', 'log'] as const;

export type NodeFocus = typeof nodeFocuses[number];

/** Cells and rows of the panels, borders included. */
export type NodeLayout = {
	readonly left: number;
	readonly right: number;
	/** Of the two panels at the top. */
	readonly head: number;
	/** Whether the log is beside the tables. */
	readonly isWide: boolean;
	/** Without rows when the peers are shown in their place. */
	readonly blocks: Size;
	/** Without rows when the blocks are shown in their place. */
	readonly peers: Size;
	readonly log: Size;
};

const HEAD = 8;
const WIDE = 110;
/** Two lines, under a title where there is one. */
const LEAST = 5;
const MOST_PEERS = 10;

/**
Where one is gets what the other does not need.

@param table - Which of the two tables is shown where there is room for one.
*/
export function nodeLayout({columns, rows}: Size, focus: NodeFocus, table: 'blocks' | 'peers' = 'blocks'): NodeLayout {
	const left = Math.floor(columns / 2);
	const right = columns - left;
	const head = Math.min(HEAD, rows);
	const rest = Math.max(0, rows - head);
	if (columns >= WIDE) {
		const peers = Math.min(MOST_PEERS, Math.floor(rest / 3));
		return {
			left, right, head, isWide: true, blocks: {columns: left, rows: rest - peers}, peers: {columns: left, rows: peers}, log: {columns: right, rows: rest},
		};
	}

	const small = Math.min(LEAST, Math.floor(rest / 2));
	const shown = focus === 'log' ? small : rest - small;
	return {
		left, right, head, isWide: false,
		blocks: {columns, rows: table === 'blocks' ? shown : 0},
		peers: {columns, rows: table === 'peers' ? shown : 0},
		log: {columns, rows: rest - shown},
	};
}
