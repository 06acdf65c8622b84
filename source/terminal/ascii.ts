import {widthOf} from './cells.js';

/** What the screens draw, in characters that every terminal has. Each takes the same cells. */
const likeness: Readonly<Record<string, string>> = {
	'─': '-', '│': '|', '┌': '+', '┐': '+', '└': '+', '┘': '+', '├': '+', '┤': '+', '╭': '.', '╮': '.', '╰': '\'', '╯': '\'',
	'█': '#', '░': '-', '▀': '"', '▄': '_', '▁': '_', '▂': '_', '▃': '.', '▅': ':', '▆': '=', '▇': '#',
	'●': '*', '○': 'o', '◔': '%', '✓': '+', '✗': 'x', '•': '*', '·': '.', '…': '~',
	'▲': '^', '▼': 'v', '↑': '^', '↓': 'v', '←': '<', '→': '>', '↔': '-', '‹': '<', '›': '>', '❯': '>',
};

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** A run of what is beyond ASCII. */
// eslint-disable-next-line no-control-regex -- Escape sequences are ASCII and stay.
const foreign = /[^\u0000-\u007F]+/gv;

/** Text for a terminal that shows nothing but ASCII: as wide as it was; what has no likeness is a question mark. */
export const toAscii = (text: string): string => text.replaceAll(foreign, run => [...graphemes.segment(run)].map(({segment}) => likeness[segment] ?? '?'.repeat(widthOf(segment))).join(''));
