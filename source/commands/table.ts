import {printable} from './printable.js';

export type Column = {
	readonly title: string;
	readonly align?: 'left' | 'right';
};

/** Rows under their titles, columns as wide as they need to be. */
export function table(columns: readonly Column[], rows: ReadonlyArray<readonly string[]>): string {
	const lines = [columns.map(({title}) => title), ...rows.map(row => row.map(cell => printable(cell)))];
	const widths = columns.map((_, index) => Math.max(...lines.map(line => line[index]!.length)));
	return lines.map(line => line.map((cell, index) => pad(cell, widths[index]!, columns[index]!)).join('  ').trimEnd()).join('\n');
}

const pad = (cell: string, width: number, {align = 'left'}: Column): string => align === 'right' ? cell.padStart(width) : cell.padEnd(width);

/** Names and values, a line each. */
export function pairs(entries: ReadonlyArray<readonly [name: string, value: string | number]>): string {
	const width = Math.max(...entries.map(([name]) => name.length));
	return entries.map(([name, value]) => `${name.padEnd(width)}  ${printable(String(value))}`).join('\n');
}
