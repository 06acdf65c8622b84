/*
Comma-separated values as RFC 4180 has them.
*/

export type CsvRow = {
	/** On which line of the text the row begins; the first is 1. */
	readonly line: number;
	readonly cells: readonly string[];
};

/** A quote that is opened and not closed, or that stands in the middle of a value. */
export class CsvError extends Error {
	override readonly name = 'CsvError';
	readonly line: number;

	constructor(line: number) {
		super(`line ${line}: a quote is not closed, or stands in the middle of a value`);
		this.line = line;
	}
}

const cellPattern = /[ \t]*(?:"(?<quoted>[^"]*(?:""[^"]*)*)"[ \t]*|(?<plain>[^",\r\n]*))(?<end>,|\r\n|\n|\r|$)/vy;

/**
Reads rows one after the other. Any line end will do, a byte order mark is skipped, and spaces around values are dropped; blank lines come as rows of one empty cell.

@throws {CsvError} that knows its line.
*/
export function * parseCsv(text: string): Generator<CsvRow> {
	let position = text.startsWith('\uFEFF') ? 1 : 0;
	let line = 1;
	let row: {line: number; cells: string[]} = {line, cells: []};
	while (position < text.length || row.cells.length > 0) {
		cellPattern.lastIndex = position;
		const match = cellPattern.exec(text);
		if (!match) {
			throw new CsvError(row.line);
		}

		const {quoted, plain, end} = match.groups!;
		row.cells.push(quoted?.replaceAll('""', '"') ?? plain!.trimEnd());
		position += match[0].length;
		line += countLines(match[0]);
		if (end !== ',') {
			yield row;
			row = {line, cells: []};
		}
	}
}

const countLines = (text: string): number => text.match(/\r\n|\n|\r/gv)?.length ?? 0;

/** One row with its line end, CR LF. */
export const formatCsvRow = (cells: readonly string[]): string => `${cells.map(cell => quote(cell)).join(',')}\r\n`;

const quote = (cell: string): string => /[",\r\n]/v.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
