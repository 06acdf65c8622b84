type Series = ReadonlyArray<number | null>;

const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII = ['_', '.', '-', '=', '#'];

/**
The last values of a series, one a cell, from 0 to their maximum. What was not known is a gap.

@returns Exactly `width` cells.
*/
export function sparkline(series: Series, width: number, isAscii = false): string {
	const glyphs = isAscii ? ASCII : BLOCKS;
	const shown = width <= 0 ? [] : series.slice(-width);
	const most = Math.max(0, ...shown.map(value => value ?? 0));
	const cells = shown.map(value => {
		if (value === null) {
			return ' ';
		}

		return most === 0 ? glyphs[0]! : glyphs[Math.max(0, Math.ceil(value / most * glyphs.length) - 1)]!;
	});
	return cells.join('').padEnd(Math.max(0, width));
}
