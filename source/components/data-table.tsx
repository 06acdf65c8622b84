import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {fit, printable, widthOf} from '../terminal/cells.js';

export type DataColumn<Row> = {
	readonly title: string;
	/** Cells; the one column without a width gets what is left. */
	readonly width?: number;
	readonly align?: 'left' | 'right';
	/** Leaves when there is not enough room: the highest number first. 0 always stays. */
	readonly rank?: number;
	readonly text: (row: Row) => string;
	/** What is said instead to who has the screen read aloud. */
	readonly read?: (row: Row) => string;
	/** Something to look at, such as a sparkline: it is not read aloud. */
	readonly isDrawn?: boolean;
	readonly color?: (row: Row) => string | undefined;
};

type Properties<Row> = {
	readonly columns: ReadonlyArray<DataColumn<Row>>;
	readonly rows: readonly Row[];
	readonly keyOf: (row: Row) => string;
	/** Cells. */
	readonly width: number;
	/** Rows, the titles included. */
	readonly height: number;
	/** The first row that is shown. */
	readonly top?: number;
	/** The row that is highlighted. */
	readonly selected?: number | undefined;
	/** Said where there are no rows. */
	readonly empty: string;
};

/** Rows under their titles, as many as there is room for; columns that do not fit are left out. */
export function DataTable<Row>({columns, rows, keyOf, width, height, top = 0, selected, empty}: Properties<Row>) {
	const shown = fitColumns(columns, width);
	const isRead = useIsScreenReaderEnabled();
	if (isRead) {
		return (
			<Box flexDirection='column'>
				{rows.length === 0
					? <Text>{empty}</Text>
					: rows.slice(top, top + height - 1).map((row, index) => <Text key={keyOf(row)}>{`${top + index === selected ? 'selected, ' : ''}${readRow(columns, row)}`}</Text>)}
			</Box>
		);
	}

	return (
		<Box flexDirection='column' width={width} height={height} overflowY='hidden'>
			<Text dimColor wrap='truncate'>{shown.map(({title, cells, align}) => fit(title, cells, align)).join(' ')}</Text>
			{rows.length === 0
				? <Text dimColor wrap='truncate'>{fit(empty, width)}</Text>
				: rows.slice(top, top + height - 1).map((row, index) => {
					const cells = shown.map(({cells: most, align, text}, position) => `${position === 0 ? '' : ' '}${fit(printable(text(row)), most, align)}`);
					const isSelected = top + index === selected;
					return (
						<Text key={keyOf(row)} wrap='truncate'>
							{cells.map((cell, position) => {
								const {title, color, isDrawn = false} = shown[position]!;
								// Colours would make patches of a row that is highlighted, and inverse a drawing says the opposite.
								return isSelected && !isDrawn ? <Text key={title} inverse>{cell}</Text> : <Tinted key={title} color={color?.(row)}>{cell}</Tinted>;
							})}
							{isSelected && <Text inverse>{' '.repeat(Math.max(0, width - widthOf(cells.join(''))))}</Text>}
						</Text>
					);
				})}
		</Box>
	);
}

/** A row read aloud: what each value is called, and the value. Drawings are left out. */
const readRow = <Row,>(columns: ReadonlyArray<DataColumn<Row>>, row: Row): string => columns
	.filter(({isDrawn = false}) => !isDrawn)
	.map(({title, read, text}) => ({title, value: printable((read ?? text)(row)).trim().replaceAll(/\s+/gv, ' ')}))
	.filter(({value}) => value !== '')
	.map(({title, value}) => title === '' ? value : `${title.toLowerCase()}: ${value}`)
	.join(', ');

const Tinted = ({color, children}: {readonly color: string | undefined; readonly children: string}) => color === undefined ? <Text>{children}</Text> : <Text color={color}>{children}</Text>;

const LEAST_OPEN_WIDTH = 8;

type Fitted<Row> = DataColumn<Row> & {readonly cells: number};

/** The columns that fit, each with its width. */
export function fitColumns<Row>(columns: ReadonlyArray<DataColumn<Row>>, width: number): ReadonlyArray<Fitted<Row>> {
	const needed = columns.reduce((sum, column) => sum + (column.width ?? LEAST_OPEN_WIDTH) + 1, -1);
	const last = columns.toSorted((a, b) => (b.rank ?? 0) - (a.rank ?? 0))[0];
	if (needed > width && last && (last.rank ?? 0) > 0) {
		return fitColumns(columns.filter(column => column !== last), width);
	}

	const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0) + 1, -1);
	return columns.map(column => ({...column, cells: column.width ?? Math.max(0, width - fixed)}));
}
