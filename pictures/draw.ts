import type {Cell} from './capture.js';
import {background} from './palette.js';
import {shapesOf} from './shapes.js';

/*
Cells as SVG. Every piece of text says how long it is, so that the columns stand below each other in whatever font a page has.
*/

/** Whole pixels: neighbours that end between two would leave a seam. */
export const CELL = {width: 9, height: 20} as const;
const FONT_SIZE = 15;
/** From the top of a cell to the line that its letters stand on. */
const BASELINE = 15;
const MARGIN = 16;

const FONTS = 'ui-monospace,SFMono-Regular,Menlo,Consolas,&quot;DejaVu Sans Mono&quot;,monospace';

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const round = (value: number): string => String(Number(value.toFixed(2)));

type Piece = {readonly column: number; readonly cells: readonly Cell[]};

/** Neighbours that have something in common, put together. */
function piecesOf(cells: readonly Cell[], keyOf: (cell: Cell) => string): readonly Piece[] {
	const pieces: Array<{column: number; cells: Cell[]; key: string}> = [];
	let column = 0;
	for (const cell of cells) {
		const key = keyOf(cell);
		const last = pieces.at(-1);
		if (last?.key === key) {
			last.cells.push(cell);
		} else {
			pieces.push({column, cells: [cell], key});
		}

		column += cell.width;
	}

	return pieces;
}

const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, {width}) => sum + width, 0);
const rectangle = (x: number, y: number, width: number, height: number): string => `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h-${round(width)}z`;

/** A row of cells, its top at 0. Nothing where it is empty. */
export function drawRow(cells: readonly Cell[]): string {
	const behind = piecesOf(cells, cell => cell.behind ?? '').flatMap(({column, cells: piece}) => {
		const color = piece[0]!.behind;
		return color === undefined ? [] : [`<path fill="${color}" d="${rectangle(column * CELL.width, 0, widthOf(piece) * CELL.width, CELL.height)}"/>`];
	});
	// The same shapes beside each other are one wide shape.
	const drawn = piecesOf(cells, ({text, color}) => shapesOf(text) ? `${color} ${text}` : '').flatMap(({column, cells: piece}) => {
		const shapes = shapesOf(piece[0]!.text) ?? [];
		const isOneWide = shapes.every(([x, , width]) => x === 0 && width === 1);
		const columns = isOneWide ? [column] : piece.map((_, index) => column + index);
		const stretch = isOneWide ? piece.length : 1;
		const path = columns.flatMap(at => shapes.map(([x, y, width, height]) => rectangle((at + x) * CELL.width, y * CELL.height, width * stretch * CELL.width, height * CELL.height)));
		return path.length === 0 ? [] : [`<path fill="${piece[0]!.color}" d="${path.join('')}"/>`];
	});
	const written = piecesOf(cells, ({text, color, isBold}) => text === ' ' || shapesOf(text) ? '' : `${color} ${isBold}`).flatMap(({column, cells: piece}) => {
		const [{text, color, isBold}] = piece as readonly [Cell, ...Cell[]];
		if (text === ' ' || shapesOf(text)) {
			return [];
		}

		const length = widthOf(piece) * CELL.width;
		return [`<text x="${round(column * CELL.width)}" y="${BASELINE}" fill="${color}"${isBold ? ' font-weight="700"' : ''} textLength="${round(length)}" lengthAdjust="spacingAndGlyphs">${escapeXml(piece.map(cell => cell.text).join(''))}</text>`];
	});
	return [...behind, ...drawn, ...written].join('');
}

export type Drawing = {
	/** For those who cannot see it. */
	readonly title: string;
	readonly columns: number;
	readonly rows: number;
	/** SVG, its top left cell at 0, 0. */
	readonly body: string;
	readonly style?: string;
};

/** A picture of a terminal window. */
export function drawWindow({title, columns, rows, body, style = ''}: Drawing): string {
	const width = round(columns * CELL.width + 2 * MARGIN);
	const height = round(rows * CELL.height + 2 * MARGIN);
	const inside = `width="${round(columns * CELL.width)}" height="${rows * CELL.height}"`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${FONTS}" font-size="${FONT_SIZE}">`,
		`<title>${escapeXml(title)}</title>`,
		...style === '' ? [] : [`<style>${style}</style>`],
		`<rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
		`<svg x="${MARGIN}" y="${MARGIN}" ${inside} overflow="hidden" shape-rendering="crispEdges">${body}</svg>`,
		'</svg>',
		'',
	].join('\n');
}

/** A screen that stands still. */
export const drawScreen = (title: string, screen: ReadonlyArray<readonly Cell[]>): string => drawWindow({
	title,
	columns: widthOf(screen[0]!),
	rows: screen.length,
	body: screen.map((cells, row) => {
		const drawn = drawRow(cells);
		return drawn === '' ? '' : `<g transform="translate(0 ${row * CELL.height})">${drawn}</g>`;
	}).join('\n'),
});
