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

/** A moment as people write it, in UTC. @param seconds - Since 1970. */
export const formatTime = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('T', ' ').slice(0, 19);

/** Hashes per second with a unit; `n/a` while it is not known. */
export function formatHashrate(hashesPerSecond: number | null): string {
	if (hashesPerSecond === null) {
		return 'n/a';
	}

	const units = ['H/s', 'kH/s', 'MH/s', 'GH/s', 'TH/s', 'PH/s'];
	const step = hashesPerSecond < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(hashesPerSecond) / 3));
	return `${Number((hashesPerSecond / (1000 ** step)).toPrecision(3))} ${units[step]}`;
}
