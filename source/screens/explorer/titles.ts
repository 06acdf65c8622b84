import {confirmationsAt} from '../../store/explorer/figures.js';
import type {Page, Section} from '../../store/explorer/page.js';
import type {Stop} from '../../store/explorer/trail.js';
import {printable, shorten} from '../../terminal/cells.js';
import {formatCount} from '../../terminal/format.js';
import {confirmationText} from './block-lines.js';
import {addressIn, type Known} from './known.js';
import {stateOf} from './transaction-lines.js';

export const sectionTitles: Readonly<Record<Section, string>> = {blocks: 'Blocks', mempool: 'Mempool', forks: 'Forks', richest: 'Richest'};

/** What a page is called on the way to it. */
export function crumbOf({page, content}: Pick<Stop, 'page' | 'content'>, {names}: Pick<Known, 'names'>): string {
	switch (page.kind) {
		case 'block': {
			const height = content?.kind === 'block' ? content.block.height : page.id;
			return typeof height === 'number' ? `#${formatCount(height)}` : shorten(height, 8, 4);
		}

		case 'transaction': {
			return `tx ${shorten(page.id, 6, 4)}`;
		}

		case 'address': {
			return printable(addressIn(page.address, names, 15));
		}

		case 'blocks':
		case 'mempool':
		case 'forks':
		case 'richest': {
			return sectionTitles[page.kind];
		}
	}
}

const kinds: Readonly<Record<Exclude<Page['kind'], Section>, string>> = {block: 'Block', transaction: 'Transaction', address: 'Address'};

/** In the border of the page, at the left. */
export function titleOf(stop: Pick<Stop, 'page' | 'content' | 'raw'>, known: Pick<Known, 'names'>): string {
	const {page} = stop;
	const raw = stop.raw ? ' as JSON' : '';
	if (page.kind === 'transaction' || page.kind === 'address') {
		return `${kinds[page.kind]}${raw}`;
	}

	return page.kind === 'block' ? `Block ${crumbOf(stop, known)}${raw}` : `${sectionTitles[page.kind]}${raw}`;
}

/** In the border of the page, at the right: how far it is, or how much of it there is. */
export function noteOf({content, trouble, isReading, order}: Pick<Stop, 'content' | 'trouble' | 'isReading' | 'order'>, known: Known): string {
	if (content === undefined) {
		return '';
	}

	if (trouble !== undefined) {
		return 'not up to date';
	}

	if (isReading) {
		return 'reading on…';
	}

	switch (content.kind) {
		case 'blocks': {
			return content.hasMore ? `${formatCount(content.blocks.length)} of ${formatCount(known.tip === undefined ? undefined : known.tip + 1)}` : formatCount(content.blocks.length);
		}

		case 'mempool': {
			return `${formatCount(content.pending.length)} waiting, ${orderTexts[order]}`;
		}

		case 'forks': {
			return formatCount(content.forks.length);
		}

		case 'richest': {
			return `the first ${formatCount(content.accounts.length)}`;
		}

		case 'block': {
			const {height, confirmations} = content.block;
			return `${formatCount(content.block.transaction_count)} tx, ${confirmationText(confirmationsAt(height, known.tip, confirmations))}`;
		}

		case 'transaction': {
			return stateOf(content.transaction, known).text;
		}

		case 'address': {
			return `${formatCount(content.history.length)}${content.hasMore ? '+' : ''} in its history`;
		}
	}
}

const orderTexts = {'as the node has them': 'next block first', 'largest first': 'largest first', 'highest fee first': 'highest fee first', 'longest waiting first': 'longest waiting first'} as const;
