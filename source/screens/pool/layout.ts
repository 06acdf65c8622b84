import type {Size} from '../../hooks/surroundings.js';

export const poolLists = ['workers', 'blocks', 'miners', 'payouts', 'events'] as const;

export type PoolList = typeof poolLists[number];

/** Cells and rows of the panels, borders included; what is not shown has no rows. */
export type PoolLayout = {
	readonly columns: number;
	readonly head: number;
	readonly chart: Size;
	/** Whether everything is shown at once. */
	readonly isWide: boolean;
	readonly lists: Readonly<Record<PoolList, Size>>;
};

const HEAD = 7;
const CHART = 5;
const WIDE = 110;
const WIDE_ROWS = 30;
const LEAST_FOR_CHART = 21;

/** Everything at once where there is room; else the list that one is in. */
export function poolLayout({columns, rows}: Size, focus: PoolList): PoolLayout {
	const rest = Math.max(0, rows - HEAD);
	if (columns >= WIDE && rows >= WIDE_ROWS) {
		const left = Math.floor(columns * 0.6);
		const right = columns - left;
		const [blocks, payouts] = [Math.floor(rest * 0.3), Math.floor(rest * 0.3)];
		const [chart, miners] = [Math.floor(rest * 0.3), Math.floor(rest * 0.35)];
		return {
			columns, head: HEAD, isWide: true, chart: {columns: right, rows: chart},
			lists: {
				workers: {columns: left, rows: rest - blocks - payouts},
				blocks: {columns: left, rows: blocks},
				payouts: {columns: left, rows: payouts},
				miners: {columns: right, rows: miners},
				events: {columns: right, rows: rest - chart - miners},
			},
		};
	}

	const chart = rows >= LEAST_FOR_CHART ? CHART + Math.floor((rows - LEAST_FOR_CHART) / 3) : 0;
	const shown = {columns, rows: rest - chart};
	const hidden = {columns, rows: 0};
	return {
		columns, head: HEAD, isWide: false, chart: {columns, rows: chart},
		lists: Object.fromEntries(poolLists.map(list => [list, list === focus ? shown : hidden])) as Record<PoolList, Size>,
	};
}
