type Series = ReadonlyArray<number | null>;

export type ChartOptions = {
	/** Cells, the labels of the axis included. */
	readonly width: number;
	/** Rows, the axis at the bottom included. */
	readonly height: number;
	/** Values that the whole width stands for: the last ones of the series. */
	readonly span: number;
	/** A value as the axis at the left says it. */
	readonly format: (value: number) => string;
	/** What the ends of the axis at the bottom are called. */
	readonly from: string;
	readonly to: string;
	readonly isAscii?: boolean;
};

/** A line of a chart: the axis, which is not what one looks at, and what is drawn. */
export type ChartLine = {readonly axis: string; readonly plot: string};

const BLOCKS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII = [' ', '.', ':', '#'];

/** Of the labels, so that the chart does not jump about as they change. */
const LABEL_WIDTH = 8;

/** The mean of the values that fall into each cell; `null` where none is known. */
export function resample(series: Series, span: number, cells: number): Series {
	const last = series.slice(-span);
	const missing = span - last.length;
	return Array.from({length: cells}, (_, cell) => {
		const start = Math.floor(cell * span / cells);
		const end = Math.max(start + 1, Math.floor((cell + 1) * span / cells));
		const known = last.slice(Math.max(0, start - missing), Math.max(0, end - missing)).filter(value => value !== null);
		return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
	});
}

/** The next round number: where an axis ends. */
export function niceCeiling(value: number): number {
	if (value <= 0) {
		return 1;
	}

	const power = 10 ** Math.floor(Math.log10(value));
	const factor = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find(each => each * power >= value * (1 - 1e-9)) ?? 10;
	return Number((factor * power).toPrecision(3));
}

/**
An area chart of a series over time, with its axes, the newest value at the right. What was not known is a gap; a known 0 is a line at the bottom.

@returns `height` lines, each of exactly `width` cells.
*/
export function chartLines(series: Series, {width, height, span, format, from, to, isAscii = false}: ChartOptions): ChartLine[] {
	const glyphs = isAscii ? ASCII : BLOCKS;
	const levels = glyphs.length - 1;
	const labelWidth = Math.min(LABEL_WIDTH, Math.max(0, width - 2));
	const cells = Math.max(0, width - labelWidth - 2);
	const rows = Math.max(0, height - 1);
	const values = resample(series, span, cells);
	const most = niceCeiling(Math.max(0, ...values.map(value => value ?? 0)));
	const isKnown = values.some(value => value !== null);
	const lines = Array.from({length: rows}, (_, index): ChartLine => {
		const row = rows - 1 - index;
		const plot = values.map(value => {
			if (value === null) {
				return ' ';
			}

			const filled = Math.round(value / most * rows * levels) - row * levels;
			return glyphs[Math.max(row === 0 ? 1 : 0, Math.min(levels, filled))]!;
		});
		// The top of a row is the value that fills it.
		const isLabelled = isKnown && (index === 0 || (rows >= 5 && rows % 2 === 0 && index === rows / 2));
		return {axis: `${label(isLabelled ? format(most * (row + 1) / rows) : '', labelWidth)} ${isAscii ? '|' : (isLabelled ? '┤' : '│')}`, plot: plot.join('')};
	});
	const dash = isAscii ? '-' : '─';
	const ends = `${from} ${dash.repeat(Math.max(0, cells - from.length - to.length - 2))} ${to}`;
	const bottom: ChartLine = {axis: `${label(isKnown ? '0' : '', labelWidth)} ${isAscii ? '+' : '└'}`, plot: (ends.length > cells ? dash.repeat(cells) : ends)};
	return [...lines, bottom].slice(0, Math.max(0, height));
}

const label = (text: string, width: number): string => text.slice(0, width).padStart(width);
