import type {BlockSummary} from '../../api/block.js';
import {fit} from '../../terminal/cells.js';
import {formatAgo, formatBytes, formatCount} from '../../terminal/format.js';
import type {Piece, Tone} from './lines.js';

/** Rows of the strip. */
export const STRIP_ROWS = 5;

const LEAST_WIDTH = 12;

type Options = {
	/** Newest first. */
	readonly blocks: readonly BlockSummary[];
	/** What the next block could take; `undefined` while nobody knows. */
	readonly mempool: {readonly count: number; readonly bytes: number} | undefined;
	/** Seconds since 1970. */
	readonly now: number;
	/** Cells. */
	readonly width: number;
	readonly isAscii: boolean;
};

type Card = {
	readonly title: string;
	readonly lines: readonly [string, string];
	/** Of the largest, 0 to 1. */
	readonly share: number;
	readonly foot: string;
	readonly tone: Tone;
};

/** The next block, and the newest ones, beside each other: each a card with a bar that says how large it is among them. @returns {@link STRIP_ROWS} lines. */
export function stripLines({blocks, mempool, now, width, isAscii}: Options): ReadonlyArray<readonly Piece[]> {
	const count = Math.max(1, Math.floor(width / LEAST_WIDTH));
	const cells = Math.floor(width / count);
	const shown = blocks.slice(0, count - 1);
	const largest = Math.max(1, mempool?.bytes ?? 0, ...shown.map(({size}) => size));
	const cards: readonly Card[] = [
		{
			title: 'next', lines: mempool ? [`${formatCount(mempool.count)} tx`, formatBytes(mempool.bytes)] : ['n/a', ''], share: (mempool?.bytes ?? 0) / largest, foot: '', tone: 'warning',
		},
		...shown.map((block, index): Card => ({
			title: `#${formatCount(block.height)}`, lines: [`${formatCount(block.transaction_count)} tx`, formatBytes(block.size)], share: block.size / largest, foot: formatAgo(block.time, now).replace(/ ago$/v, ''), tone: index === 0 ? 'accent' : 'dim',
		})),
	];
	const drawn = cards.map(card => drawCard(card, cells, isAscii));
	return Array.from({length: STRIP_ROWS}, (_, row) => drawn.flatMap(card => card[row]!));
}

function drawCard({title, lines, share, foot, tone}: Card, cells: number, isAscii: boolean): ReadonlyArray<readonly Piece[]> {
	const [dash, side, topLeft, topRight, bottomLeft, bottomRight, full] = isAscii ? ['-', '|', '+', '+', '+', '+', '#'] as const : ['─', '│', '╭', '╮', '╰', '╯', '▆'] as const;
	const inside = cells - 4;
	const edge = (text: string, left: string, right: string): Piece => {
		const label = text === '' ? '' : ` ${text} `;
		return {text: `${left}${fit(label, Math.min(label.length, cells - 2))}${dash.repeat(Math.max(0, cells - 2 - label.length))}${right}`, tone};
	};

	const row = (text: string, inner?: Tone): Piece[] => [{text: `${side} `, tone}, {text: fit(text, inside), tone: inner}, {text: ` ${side}`, tone}];
	const bar = full.repeat(share === 0 ? 0 : Math.max(1, Math.round(share * inside)));
	return [
		[edge(title, topLeft, topRight)],
		row(lines[0]),
		row(lines[1], 'dim'),
		row(bar, tone),
		[edge(foot, bottomLeft, bottomRight)],
	];
}
