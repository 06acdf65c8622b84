import {type DataColumn, fitColumns} from '../../components/data-table.js';
import {fit, printable} from '../../terminal/cells.js';
import type {Page} from '../../store/explorer/page.js';
import type {Copy, Piece, Table, Tone} from './lines.js';

export type Column<Row> = Omit<DataColumn<Row>, 'color'> & {readonly tone?: (row: Row) => Tone | undefined};

type Options<Row> = {
	readonly columns: ReadonlyArray<Column<Row>>;
	readonly rows: readonly Row[];
	readonly keyOf: (row: Row) => string;
	readonly linkOf: (row: Row) => Page;
	readonly copyOf: (row: Row) => Copy;
	/** Cells. */
	readonly width: number;
	readonly empty: string;
};

/** Rows with their columns, as many of these as there is room for. */
export function tableLines<Row>({columns, rows, keyOf, linkOf, copyOf, width, empty}: Options<Row>): Table {
	const shown = fitColumns(columns, width).map((column, index) => ({...column, gap: index === 0 ? '' : ' ', tone: columns.find(({title}) => title === column.title)!.tone}));
	return {
		titles: {pieces: [{text: shown.map(({title, cells, align, gap}) => `${gap}${fit(title, cells, align)}`).join(''), tone: 'dim'}]},
		count: rows.length,
		keyAt: index => keyOf(rows[index]!),
		rowAt(index) {
			const row = rows[index]!;
			return {
				pieces: shown.map(({cells, align, text, tone, gap}): Piece => ({text: `${gap}${fit(printable(text(row)), cells, align)}`, tone: tone?.(row)})),
				link: linkOf(row),
				copy: copyOf(row),
			};
		},
		empty,
	};
}
