import type {NodeEvent} from '../../api/event.js';
import type {Content, Page} from './page.js';

/** Whether an event may have changed what is known of a page. The confirmations of what is in a block grow by themselves: they take no question. */
export function dependsOn(page: Page, content: Content | undefined, {type}: NodeEvent): boolean {
	if (type === 'reset' || type === 'reorg') {
		return true;
	}

	switch (page.kind) {
		case 'blocks':
		case 'forks':
		case 'richest': {
			return type === 'tip';
		}

		case 'mempool': {
			return type === 'mempool' || type === 'tip';
		}

		case 'address': {
			return type === 'mempool' || type === 'tip';
		}

		case 'block': {
			return type === 'tip' && (content?.kind !== 'block' || content.block.confirmations === 0);
		}

		case 'transaction': {
			return (type === 'tip' || type === 'mempool') && (content?.kind !== 'transaction' || !content.transaction.status.confirmed);
		}
	}
}
