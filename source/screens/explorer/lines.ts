import type {Page} from '../../store/explorer/page.js';
import {cut, printable, shorten, widthOf} from '../../terminal/cells.js';
import type {Theme} from '../../theme.js';
import {wrapLines, wrapWords} from '../../terminal/wrap.js';

/*
Every page of the Explorer is a list of lines, some of which one can be on: to open what they name, or to copy it.
*/

export type Tone = 'dim' | 'bold' | keyof Theme;

/** Text of one kind. */
export type Piece = {readonly text: string; readonly tone?: Tone | undefined};

/** What can be copied, and what it is called. */
export type Copy = {readonly text: string; readonly what: string};

export type Line = {
	readonly pieces: readonly Piece[];
	/** Where it leads. */
	readonly link?: Page | undefined;
	readonly copy?: Copy | undefined;
};

/** A line by itself, and its name where one can be on it. */
export type HeadLine = Line & {readonly key?: string | undefined};

/** Lines that are made when they are shown: of a list of thousands, only those few. */
export type Lines = {
	readonly count: number;
	readonly at: (index: number) => Line;
	/** What tells a line from all others; `undefined` where one cannot be on it. */
	readonly keyAt: (index: number) => string | undefined;
	/** A line that stays at the top when one has gone past it: the titles of a table. */
	readonly sticky?: number;
};

/** Rows under their titles. */
export type Table = {
	readonly titles: Line;
	readonly count: number;
	readonly rowAt: (index: number) => Line;
	readonly keyAt: (index: number) => string;
	/** Said where there are no rows. */
	readonly empty: string;
};

/** A page: some lines, and a table below them. */
export function joinLines(head: readonly HeadLine[], table?: Table): Lines {
	if (!table) {
		return {count: head.length, at: index => head[index]!, keyAt: index => head[index]?.key};
	}

	const start = head.length + 1;
	const empty: Line = {pieces: [{text: table.empty, tone: 'dim'}]};
	return {
		count: start + Math.max(1, table.count),
		at(index) {
			if (index < head.length) {
				return head[index]!;
			}

			if (index < start) {
				return table.titles;
			}

			return table.count === 0 ? empty : table.rowAt(index - start);
		},
		keyAt(index) {
			if (index < start) {
				return head[index]?.key;
			}

			return index - start < table.count ? table.keyAt(index - start) : undefined;
		},
		sticky: head.length,
	};
}

export const emptyLine: HeadLine = {pieces: []};

/** Text in as many lines as it takes. */
export const textLines = (text: string, width: number, tone?: Tone): HeadLine[] => wrapWords(printable(text), width).map(line => ({pieces: [{text: line, tone}]}));

/** Cells for the labels of fields: with them, a hash fits into 80 columns. */
const LABELS = 12;

export type FieldOptions = {
	readonly tone?: Tone | undefined;
	/** Said after the value, if there is room. */
	readonly note?: string | undefined;
	readonly link?: Page | undefined;
	readonly copy?: Copy | undefined;
};

/** A label and a value in one line. A long name loses its middle. */
export function field(label: string, value: string, width: number, {tone, note = '', link, copy}: FieldOptions = {}): HeadLine {
	const room = Math.max(4, width - LABELS);
	const text = /^[\da-z]{40,}$/v.test(value) && value.length > room ? shorten(value, Math.max(4, room - 9), 8) : cut(printable(value), room);
	const extra = note !== '' && widthOf(text) + widthOf(note) + 2 <= room ? `  ${printable(note)}` : '';
	return {
		pieces: [{text: label.padEnd(LABELS), tone: 'dim'}, {text, tone: tone ?? (link ? 'accent' : undefined)}, {text: extra, tone: 'dim'}],
		link,
		copy,
		...((link ?? copy) && {key: `${label} ${copy?.text ?? value}`}),
	};
}

/** Fields beside each other where there is room for two, and else below each other. */
export function pairs(fields: ReadonlyArray<readonly [label: string, value: string, options?: FieldOptions]>, width: number): HeadLine[] {
	if (width < 70) {
		return fields.map(([label, value, options]) => field(label, value, width, options));
	}

	const left = Math.floor(width / 2);
	return Array.from({length: Math.ceil(fields.length / 2)}, (_, row) => {
		const [first, second] = fields.slice(row * 2, row * 2 + 2);
		const [before, after] = [piecesOf(first!, left - 1), second && piecesOf(second, width - left)];
		const used = before.reduce((sum, {text}) => sum + widthOf(text), 0);
		return {pieces: after ? [...before, {text: ' '.repeat(Math.max(1, left - used))}, ...after] : before};
	});
}

const piecesOf = ([label, value, options]: readonly [label: string, value: string, options?: FieldOptions], width: number): readonly Piece[] => field(label, value, width, options).pieces;

/** A label and a value that is shown whole, in as many lines as it takes; one is on the first. */
export function wholeField(label: string, value: string, width: number, options: FieldOptions = {}): HeadLine[] {
	const room = Math.max(4, width - LABELS);
	const parts = wrapLines(printable(value), room);
	return parts.map((part, index) => {
		const line = {pieces: [{text: (index === 0 ? label : '').padEnd(LABELS), tone: 'dim' as const}, {text: part, tone: options.tone ?? (options.link ? 'accent' as const : undefined)}]};
		return index === 0 ? {...line, link: options.link, copy: options.copy, ...((options.link ?? options.copy) && {key: `${label} ${value}`})} : line;
	});
}
