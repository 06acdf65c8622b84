import {hasCode, toApiError} from '../../api/api-error.js';
import type {LedgerApi} from '../../api/node-api.js';
import type {HistoryEntry} from '../../api/transaction.js';
import type {Hash} from '../../protocol/brands.js';
import {mergeNewest} from './merge-newest.js';
import type {Content, ContentOf, Page} from './page.js';

/** What the Explorer asks a node. */
export type ExplorerNode = Pick<LedgerApi, 'blocks' | 'block' | 'transaction' | 'pending' | 'forks' | 'accounts' | 'address' | 'history'>;

/** Entries of a list that are asked for at once. */
export const PAGE = 50;
/** The most that a node tells of the richest. */
const RICHEST = 100;

/** Asks a node for a page. @throws {ApiError} `not_found`, or that the node does not answer. */
export async function loadPage(node: ExplorerNode, page: Page): Promise<Content> {
	switch (page.kind) {
		case 'blocks': {
			const blocks = await node.blocks({limit: PAGE});
			return {kind: 'blocks', blocks, hasMore: blocks.length === PAGE};
		}

		case 'mempool': {
			return {kind: 'mempool', pending: await node.pending()};
		}

		case 'forks': {
			return {kind: 'forks', forks: await node.forks()};
		}

		case 'richest': {
			return {kind: 'richest', accounts: await node.accounts({limit: RICHEST})};
		}

		case 'block': {
			return loadBlock(node, page.id);
		}

		case 'transaction': {
			return {kind: 'transaction', transaction: await node.transaction(page.id)};
		}

		case 'address': {
			const [account, history] = await Promise.all([node.address(page.address), node.history(page.address, {limit: PAGE})]);
			return {kind: 'address', account, history, hasMore: confirmed(history).length === PAGE};
		}
	}
}

async function loadBlock(node: ExplorerNode, id: Extract<Page, {kind: 'block'}>['id']): Promise<ContentOf<'block'>> {
	const block = await node.block(id);
	const [parent] = block.confirmations === 0 || block.height === 0 ? [] : await node.blocks({before: block.height, limit: 1});
	return {kind: 'block', block, took: parent?.hash === block.previous_hash && parent.height > 0 ? Math.max(0, block.time - parent.time) : undefined};
}

const confirmed = (history: readonly HistoryEntry[]): readonly HistoryEntry[] => history.filter(({transaction}) => transaction.status.confirmed);

/** Reads further back in a list that has more. */
export async function loadMore(node: ExplorerNode, content: Content): Promise<Content> {
	if (content.kind === 'blocks') {
		const before = content.blocks.at(-1)?.height;
		const older = await node.blocks({before, limit: PAGE});
		// Between two questions the chain may have changed below: what does not fit on is read anew with the next event.
		const fits = older[0] === undefined || older[0].hash === content.blocks.at(-1)?.previous_hash;
		return {...content, blocks: fits ? [...content.blocks, ...older] : content.blocks, hasMore: fits && older.length === PAGE};
	}

	if (content.kind === 'address') {
		const before = confirmed(content.history).at(-1)?.transaction.id;
		const older = await node.history(content.account.address, {before, limit: PAGE});
		return {...content, history: [...content.history, ...older], hasMore: older.length === PAGE};
	}

	return content;
}

/** What was read again, with what was read further back before. */
export function renewed(fresh: Content, known: Content | undefined): Content {
	if (fresh.kind === 'blocks' && known?.kind === 'blocks') {
		const blocks = mergeNewest(fresh.blocks, known.blocks, ({hash}) => hash);
		return {...fresh, blocks, hasMore: blocks.length > fresh.blocks.length ? known.hasMore : fresh.hasMore};
	}

	if (fresh.kind === 'address' && known?.kind === 'address' && confirmed(fresh.history).length > 0) {
		const history = mergeNewest(fresh.history, confirmed(known.history), ({transaction: {id, status}}) => `${id} ${status.block_hash}`);
		return {...fresh, history, hasMore: history.length > fresh.history.length ? known.hasMore : fresh.hasMore};
	}

	return fresh;
}

/** A hash is that of a block or of a transaction: only the node knows. @returns `undefined` when it is neither. @throws {ApiError} That the node does not answer. */
export async function findHash(node: ExplorerNode, hash: Hash): Promise<Page | undefined> {
	const [block, transaction] = await Promise.allSettled([node.block(hash), node.transaction(hash)]);
	if (block.status === 'fulfilled') {
		return {kind: 'block', id: hash};
	}

	if (transaction.status === 'fulfilled') {
		return {kind: 'transaction', id: hash};
	}

	for (const {reason} of [block, transaction] as readonly PromiseRejectedResult[]) {
		if (!hasCode(reason, 'not_found')) {
			throw toApiError(reason);
		}
	}

	return undefined;
}
