import {fit, printable, widthOf} from '../terminal/cells.js';

export type Column = {
	readonly title: string;
	readonly align?: 'left' | 'right';
};

/** Rows under their titles, columns as wide as they need to be. */
export function table(columns: readonly Column[], rows: ReadonlyArray<readonly string[]>): string {
	const lines = [columns.map(({title}) => title), ...rows.map(row => row.map(cell => printable(cell)))];
	const widths = columns.map((_, index) => Math.max(...lines.map(line => widthOf(line[index]!))));
	return lines.map(line => line.map((cell, index) => fit(cell, widths[index]!, columns[index]!.align)).join('  ').trimEnd()).join('\n');
}

/** Names and values, a line each. */
export function pairs(entries: ReadonlyArray<readonly [name: string, value: string | number]>): string {
	const width = Math.max(...entries.map(([name]) => widthOf(name)));
	return entries.map(([name, value]) => `${fit(name, width)}  ${printable(String(value))}`).join('\n');
}
