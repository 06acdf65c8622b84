import stringWidth from 'string-width';

/*
A frame cell by cell, and what can be wrong with the boxes in it.
*/

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** A line as its cells; a character that takes two is followed by nothing. */
export const cellsOf = (line: string): readonly string[] => [...graphemes.segment(line)].flatMap(({segment}) => {
	const width = stringWidth(segment);
	return width === 0 ? [] : [segment, ...Array.from({length: width - 1}, () => '')];
});

const corners = {'┌': ['┐', '└', '┘'], '╭': ['╮', '╰', '╯']} as const;

type Grid = ReadonlyArray<readonly string[]>;

/** Where the box that begins in a cell has its other corners; `undefined` where it lacks one. */
function boxAt(grid: Grid, top: number, left: number, corner: keyof typeof corners) {
	const [topRight, bottomLeft, bottomRight] = corners[corner];
	const right = grid[top]!.indexOf(topRight, left);
	const bottom = grid.findIndex((cells, row) => row > top && cells[left] === bottomLeft);
	return right === -1 || bottom === -1 || grid[bottom]![right] !== bottomRight ? undefined : {top, left, right, bottom};
}

/**
Every box is whole: from each corner at the top left there is an edge to each of the others, nothing stands on it, and no corner is left over. Titles are in the edge above, and where corners are round, in the one below.

@returns What is wrong.
*/
export function brokenBoxes(lines: readonly string[]): string[] {
	const grid: Grid = lines.map(line => cellsOf(line));
	const all = grid.flatMap((cells, row) => cells.map((cell, column) => ({cell, row, column})));
	const used = new Set<string>();
	const broken = all.filter(({cell}) => Object.hasOwn(corners, cell)).flatMap(({cell, row, column}) => {
		const where = `the box at line ${row + 1}, column ${column + 1}`;
		const box = boxAt(grid, row, column, cell as keyof typeof corners);
		if (!box) {
			return [`${where} lacks a corner`];
		}

		const {left, right, bottom} = box;
		used.add(`${row}:${right}`).add(`${bottom}:${right}`);
		const below = grid[bottom]!.slice(left + 1, right).join('');
		return [
			...grid.slice(row + 1, bottom).some(cells => cells[left] !== '│' || cells[right] !== '│') ? [`something stands on a side of ${where}`] : [],
			...(cell === '╭' ? /^(?: [^─]+ )?─*$/v : /^─*$/v).test(below) ? [] : [`something stands on the lower edge of ${where}`],
		];
	});
	// At the left, the axes of a chart meet in a corner that belongs to no box.
	const lonely = all.filter(({cell, row, column}) => ['┐', '┘', '╮', '╯'].includes(cell) && !used.has(`${row}:${column}`));
	return [...broken, ...lonely.map(({cell, row, column}) => `the corner ${cell} at line ${row + 1}, column ${column + 1} belongs to no box`)];
}
