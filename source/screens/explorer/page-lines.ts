import type {Stop} from '../../store/explorer/trail.js';
import {addressLines} from './address-lines.js';
import {blockLines} from './block-lines.js';
import type {Known} from './known.js';
import {emptyLine, joinLines, type Lines, textLines} from './lines.js';
import {blocksLines, forksLines, mempoolLines, richestLines} from './list-lines.js';
import {rawLines} from './raw-lines.js';
import {transactionLines} from './transaction-lines.js';

/** What there is to see at a stop. @param width - Cells. */
export function pageLines({content, order, raw, trouble}: Pick<Stop, 'content' | 'order' | 'raw' | 'trouble'>, known: Known, width: number): Lines {
	if (content === undefined) {
		return joinLines(trouble === undefined ? textLines('asking the node…', width, 'dim') : [...textLines(trouble, width, 'bad'), emptyLine, ...textLines('Esc goes back. The node is asked again when something has happened.', width, 'dim')]);
	}

	if (raw) {
		return rawLines(content, width);
	}

	switch (content.kind) {
		case 'blocks': {
			return blocksLines(content, known, width);
		}

		case 'mempool': {
			return mempoolLines(content, order, known, width);
		}

		case 'forks': {
			return forksLines(content, known, width);
		}

		case 'richest': {
			return richestLines(content, known, width);
		}

		case 'block': {
			return blockLines(content, order, known, width);
		}

		case 'transaction': {
			return transactionLines(content, known, width);
		}

		case 'address': {
			return addressLines(content, known, width);
		}
	}
}
