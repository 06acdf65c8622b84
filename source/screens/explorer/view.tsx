import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {BlockSummary} from '../../api/block.js';
import {Panel} from '../../components/panel.js';
import {isSection} from '../../store/explorer/page.js';
import {hereOn, type Trail} from '../../store/explorer/trail.js';
import type {Theme} from '../../theme.js';
import {STRIP_ROWS, stripLines} from './block-strip.js';
import {HeadBar} from './head-bar.js';
import type {Known} from './known.js';
import {LineView} from './line-view.js';
import type {Lines} from './lines.js';
import {shownLines, type Spot} from './place.js';
import {noteOf, titleOf} from './titles.js';

type Properties = {
	readonly trail: Trail;
	readonly lines: Lines;
	readonly spot: Spot;
	readonly known: Known;
	/** Newest first. */
	readonly blocks: readonly BlockSummary[];
	readonly mempool: {readonly count: number; readonly bytes: number} | undefined;
	/** In place of the first line, while something is looked for. */
	readonly search?: ReactNode;
	readonly layout: ExplorerLayout;
	readonly theme: Theme;
};

/** Rows and cells of the parts. */
export type ExplorerLayout = {
	readonly columns: number;
	/** Of the page, borders included. */
	readonly rows: number;
	readonly hasStrip: boolean;
};

/** The page needs so many rows before there is room for the strip of blocks. */
const LEAST_PAGE = 8;

export function explorerLayout({columns, rows}: {readonly columns: number; readonly rows: number}, trail: Trail, headRows: number): ExplorerLayout {
	const rest = rows - headRows;
	const hasStrip = trail.length === 1 && isSection(trail[0].page) && trail[0].raw === undefined && rest - STRIP_ROWS >= LEAST_PAGE;
	return {columns, rows: hasStrip ? rest - STRIP_ROWS : rest, hasStrip};
}

/** Cells and rows for the lines of a page. */
export const pageRoom = ({columns, rows}: ExplorerLayout): {readonly width: number; readonly room: number} => ({width: Math.max(1, columns - 4), room: Math.max(1, rows - 2)});

/** The screen Explorer. */
export function ExplorerView({trail, lines, spot: {selected, top}, known, blocks, mempool, search, layout, theme}: Properties) {
	const {columns, rows, hasStrip} = layout;
	const here = hereOn(trail);
	return (
		<Box flexDirection='column' width={columns}>
			{search ?? <HeadBar trail={trail} known={known} width={columns} theme={theme}/>}
			{hasStrip && <Box aria-hidden flexDirection='column'>{stripLines({blocks, mempool, now: known.now, width: columns, isAscii: known.isAscii}).map((pieces, index) => <LineView key={`${index}`} pieces={pieces} theme={theme}/>)}</Box>}
			<Panel title={titleOf(here, known)} note={noteOf(here, known)} width={columns} height={rows} color={theme.accent}>
				{shownLines(lines, top, pageRoom(layout).room).map(index => <LineView key={`${index}`} pieces={lines.at(index).pieces} isSelected={index === selected} theme={theme}/>)}
			</Panel>
		</Box>
	);
}
