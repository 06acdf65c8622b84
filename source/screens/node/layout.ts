import type {Size} from '../../hooks/surroundings.js';

export type NodeFocus = 'blocks' | 'log';

/** Cells and rows of the panels, borders included. */
export type NodeLayout = {
	readonly left: number;
	readonly right: number;
	/** Of the two panels at the top. */
	readonly head: number;
	/** Whether blocks and log are side by side. */
	readonly isWide: boolean;
	readonly blocks: Size;
	readonly log: Size;
};

const HEAD = 8;
const WIDE = 110;
/** Two lines, under a title where there is one. */
const LEAST = 5;

/** Where one is gets what the other does not need. */
export function nodeLayout({columns, rows}: Size, focus: NodeFocus): NodeLayout {
	const left = Math.floor(columns / 2);
	const right = columns - left;
	const head = Math.min(HEAD, rows);
	const rest = Math.max(0, rows - head);
	if (columns >= WIDE) {
		return {left, right, head, isWide: true, blocks: {columns: left, rows: rest}, log: {columns: right, rows: rest}};
	}

	const small = Math.min(LEAST, Math.floor(rest / 2));
	const blocks = focus === 'blocks' ? rest - small : small;
	return {left, right, head, isWide: false, blocks: {columns, rows: blocks}, log: {columns, rows: rest - blocks}};
}
