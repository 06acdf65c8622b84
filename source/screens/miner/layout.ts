import type {Size} from '../../hooks/surroundings.js';

export const minerFocuses = ['processes', 'events'] as const;

export type MinerFocus = typeof minerFocuses[number];

/** Rows of the panels, borders included. */
export type MinerLayout = {
	readonly columns: number;
	readonly chart: number;
	readonly work: number;
	readonly processes: number;
	readonly events: number;
};

const LEAST_CHART = 6;
const WORK = 6;
/** One row under the titles. */
const LEAST_PROCESSES = 4;
const LEAST_EVENTS = 3;

/** What the processes do not need is shared by chart and events; where one is comes before where one is not. */
export function minerLayout({columns, rows}: Size, processes: number, focus: MinerFocus): MinerLayout {
	// In a low terminal the last line of the work goes.
	const work = rows < 20 ? WORK - 1 : WORK;
	const least = LEAST_PROCESSES + LEAST_EVENTS;
	// Nothing is pushed off the screen: with a line of trouble above it, the chart has one row less than it likes.
	const chart = Math.min(Math.max(LEAST_CHART, Math.floor(rows * 0.4)), Math.max(0, rows - work - least));
	const rest = Math.max(least, rows - chart - work);
	const wanted = Math.max(LEAST_PROCESSES, processes + 3);
	const share = focus === 'processes' ? rest - LEAST_EVENTS : Math.max(LEAST_PROCESSES, Math.floor(rest / 3));
	const processRows = Math.min(wanted, share);
	return {columns, chart, work, processes: processRows, events: rest - processRows};
}
