import type {AccountRank, AddressObject} from '../../api/account.js';
import type {BlockObject, BlockSummary} from '../../api/block.js';
import type {Fork} from '../../api/status.js';
import type {HistoryEntry, TransactionObject} from '../../api/transaction.js';
import type {Address, Hash, Height} from '../../protocol/brands.js';

/** The lists that the Explorer begins with, in the order in which one goes through them. */
export const sections = ['blocks', 'mempool', 'forks', 'richest'] as const;
export type Section = typeof sections[number];

/** Something that can be looked at: what it takes to ask for it. */
export type Page
	= | {readonly kind: Section}
		| {readonly kind: 'block'; readonly id: Hash | Height}
		| {readonly kind: 'transaction'; readonly id: Hash}
		| {readonly kind: 'address'; readonly address: Address};

/** What a node has answered about a page. */
export type Content
	= | {readonly kind: 'blocks'; /** Newest first. */ readonly blocks: readonly BlockSummary[]; readonly hasMore: boolean}
		| {readonly kind: 'mempool'; /** What the next block would take first at the front. */ readonly pending: readonly TransactionObject[]}
		| {readonly kind: 'forks'; readonly forks: readonly Fork[]}
		| {readonly kind: 'richest'; readonly accounts: readonly AccountRank[]}
		| {readonly kind: 'block'; readonly block: BlockObject; /** Seconds since its parent; `undefined` off the best chain. */ readonly took: number | undefined}
		| {readonly kind: 'transaction'; readonly transaction: TransactionObject}
		| {readonly kind: 'address'; readonly account: AddressObject; /** Newest first. */ readonly history: readonly HistoryEntry[]; readonly hasMore: boolean};

export type ContentOf<Kind extends Content['kind']> = Extract<Content, {kind: Kind}>;

export const isSection = (page: Page): page is {readonly kind: Section} => sections.includes(page.kind as Section);

/** Names a page: two pages of one name are the same. */
export function pageKey(page: Page): string {
	switch (page.kind) {
		case 'block':
		case 'transaction': {
			return `${page.kind} ${page.id}`;
		}

		case 'address': {
			return `address ${page.address}`;
		}

		case 'blocks':
		case 'mempool':
		case 'forks':
		case 'richest': {
			return page.kind;
		}
	}
}
