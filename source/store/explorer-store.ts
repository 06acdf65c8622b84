import {hasCode, toApiError} from '../api/api-error.js';
import type {NodeEvent} from '../api/event.js';
import type {Hash} from '../protocol/brands.js';
import {dependsOn} from './explorer/depends-on.js';
import type {TransactionOrder} from './explorer/figures.js';
import {type ExplorerNode, findHash, loadMore, loadPage, renewed} from './explorer/load-page.js';
import {type Content, isSection, type Page, type Section} from './explorer/page.js';
import {
	beginWith, changeHere, changeStop, goBack, goBeside, goTo, hereOn, type Place, placeAtStart, type Stop, stopAt, type Trail,
} from './explorer/trail.js';
import {Publisher} from './publisher.js';

export type Search
	= | {readonly step: 'idle'}
		| {readonly step: 'looking'; readonly hash: Hash}
		| {readonly step: 'refused'; readonly why: string};

export type ExplorerState = {
	readonly trail: Trail;
	readonly search: Search;
};

/** The least time between two looks at the same page. */
const REFRESH_MS = 1000;

const idle: Search = {step: 'idle'};

/**
The pages of the Explorer on a node: where one is, how one came there, and what the node has answered.

Only the page that somebody looks at is asked for, again when an event may have changed it, and at most once a second. An answer finds the page that it was asked for, or nobody.
*/
export class ExplorerStore extends Publisher<ExplorerState> {
	readonly #node: ExplorerNode;
	readonly #clock: () => number;
	readonly #refreshMs: number;
	#lastId = 0;
	#watchers = 0;
	#timer: NodeJS.Timeout | undefined;
	/** The stops that are being asked for: each once at a time, however slow the node. */
	readonly #asking = new Set<number>();
	/** Which stop was asked for last, and when. */
	#asked: {readonly id: number; readonly at: number} | undefined;
	/** Whether something has happened since the page was asked for last. */
	#isStale = true;
	#searches = 0;

	constructor(node: ExplorerNode, clock: () => number, {section = 'blocks', refreshMs = REFRESH_MS}: {readonly section?: Section; readonly refreshMs?: number} = {}) {
		super({trail: beginWith(0, section), search: idle}, clock);
		this.#node = node;
		this.#clock = clock;
		this.#refreshMs = refreshMs;
	}

	get #here(): Stop {
		return hereOn(this.state.trail);
	}

	/** While somebody looks, the page is kept up to date. @returns What ends it. */
	watch(): () => void {
		this.#watchers++;
		if (this.#isStale || this.#here.content === undefined) {
			void this.#load(this.#here);
		}

		return () => {
			this.#watchers--;
			clearTimeout(this.#timer);
			this.#timer = undefined;
		};
	}

	/** Something has happened on the node. */
	take(event: NodeEvent): void {
		const {page, content} = this.#here;
		if (dependsOn(page, content, event)) {
			this.#isStale = true;
			this.#plan();
		}
	}

	open(page: Page): void {
		this.#follow(goTo(this.state.trail, stopAt(this.#newId(), page)));
	}

	/** Another page in place of this one, such as the next block: the way back stays as it is. */
	openBeside(page: Page): void {
		this.#follow(goBeside(this.state.trail, stopAt(this.#newId(), page)));
	}

	/** One of the lists to begin with. */
	begin(kind: Section): void {
		this.#follow(beginWith(this.#newId(), kind));
	}

	back(): void {
		this.#follow(goBack(this.state.trail));
	}

	/** Shows the page as the node has answered it, or as a page again. */
	toggleRaw(): void {
		this.#change({raw: this.#here.raw ? undefined : placeAtStart});
	}

	move(place: Place): void {
		this.#change(this.#here.raw ? {raw: place} : {place});
	}

	sort(order: TransactionOrder): void {
		this.#change({order, place: placeAtStart});
	}

	/** The node answers again. */
	reconnected(): void {
		this.#isStale = true;
		this.#plan();
	}

	/** Reads further back in a list; while it reads, once is enough. */
	async more(): Promise<void> {
		const {id, content, isReading} = this.#here;
		if (isReading || content === undefined || !('hasMore' in content) || !content.hasMore) {
			return;
		}

		this.#change({isReading: true});
		try {
			const longer = await loadMore(this.#node, content);
			const now = this.#contentOf(id);
			// What has come meanwhile stays on top of it.
			this.#changeStop(id, {isReading: false, content: now === content ? longer : renewed(now ?? longer, longer)});
		} catch (error) {
			this.#changeStop(id, {isReading: false, trouble: toApiError(error).message});
		}
	}

	/** Looks for a block or a transaction, and opens it; what was looked for before is forgotten. @returns Whether there is one. */
	async lookUp(hash: Hash): Promise<boolean> {
		const search = ++this.#searches;
		this.set({search: {step: 'looking', hash}}, true);
		try {
			const page = await findHash(this.#node, hash);
			if (search !== this.#searches) {
				return false;
			}

			this.set({search: page ? idle : {step: 'refused', why: 'this node knows no block and no transaction of this hash'}}, true);
			if (page) {
				this.open(page);
			}

			return page !== undefined;
		} catch (error) {
			if (search === this.#searches) {
				this.set({search: {step: 'refused', why: toApiError(error).message}}, true);
			}

			return false;
		}
	}

	/** Says why nothing can be found. */
	refuse(why: string): void {
		this.#searches++;
		this.set({search: {step: 'refused', why}}, true);
	}

	/** Looks no further. */
	endSearch(): void {
		this.#searches++;
		this.set({search: idle}, true);
	}

	override close(): void {
		clearTimeout(this.#timer);
		this.#watchers = 0;
		super.close();
	}

	#newId(): number {
		return ++this.#lastId;
	}

	/** Goes where a trail leads; what was asked for meanwhile is asked for when one comes there. */
	#follow(trail: Trail): void {
		const before = this.#here.id;
		this.set({trail}, true);
		if (this.#here.id !== before && this.#watchers > 0) {
			void this.#load(this.#here);
		}
	}

	/** Asks when it is time, if somebody looks. */
	#plan(): void {
		if (this.#watchers === 0 || this.#timer !== undefined) {
			return;
		}

		const wait = this.#asked?.id === this.#here.id ? Math.max(0, this.#asked.at + this.#refreshMs - this.#clock()) : 0;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			if (this.#watchers > 0) {
				void this.#load(this.#here);
			}
		}, Math.min(wait, this.#refreshMs)).unref();
	}

	async #load({id, page}: Stop): Promise<void> {
		if (this.#asking.has(id)) {
			this.#isStale = true;
			return;
		}

		this.#isStale = false;
		this.#asking.add(id);
		this.#asked = {id, at: this.#clock()};
		try {
			const fresh = await loadPage(this.#node, page);
			const known = this.#contentOf(id);
			this.#changeStop(id, {content: renewed(fresh, known), trouble: undefined}, known === undefined);
		} catch (error) {
			this.#changeStop(id, troubleWith(page, error), true);
		}

		this.#asking.delete(id);
		if (this.#isStale && this.#here.id === id) {
			this.#plan();
		}
	}

	#contentOf(id: number): Content | undefined {
		return this.state.trail.find(stop => stop.id === id)?.content;
	}

	#change(change: Partial<Stop>): void {
		this.set({trail: changeHere(this.state.trail, change)}, true);
	}

	#changeStop(id: number, change: Partial<Stop>, isUrgent = false): void {
		this.set({trail: changeStop(this.state.trail, id, change)}, isUrgent);
	}
}

/** What is said of a page that could not be read. What is gone is gone; what could not be asked stays as it was. */
function troubleWith(page: Page, error: unknown): Partial<Stop> {
	if (!hasCode(error, 'not_found')) {
		return {trouble: toApiError(error).message};
	}

	return {trouble: page.kind === 'transaction' ? 'the node knows no such transaction: a pending one may have been replaced or dropped' : `there is no ${isSection(page) ? 'such page' : `such ${page.kind}`}`, content: undefined};
}

