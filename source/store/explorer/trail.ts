import {type Content, type Page, pageKey, type Section} from './page.js';
import type {TransactionOrder} from './figures.js';

/** Where one is on a page. */
export type Place = {
	/** Of the line one is on; `undefined`: the first one that one can be on, whichever that is. */
	readonly key: string | undefined;
	/** Where that line was last. */
	readonly index: number;
	/** The first line that is shown. */
	readonly top: number;
};

export const placeAtStart: Place = {key: undefined, index: 0, top: 0};

/** A page that one has come to, and has not gone back from. */
export type Stop = {
	/** Tells two visits to the same page apart. */
	readonly id: number;
	readonly page: Page;
	/** `undefined` until the node has answered. */
	readonly content: Content | undefined;
	/** Why the node has not answered, or not again. */
	readonly trouble: string | undefined;
	/** Whether more of a list is being read. */
	readonly isReading: boolean;
	readonly place: Place;
	readonly order: TransactionOrder;
	/** Where one is in the raw JSON of it, while one looks at that. */
	readonly raw: Place | undefined;
};

/** The way that one has come, the first page first; one is on the last one. Never empty. */
export type Trail = readonly [Stop, ...Stop[]];

/** Whoever has come so far does not go back all the way. */
const LONGEST = 50;

export const stopAt = (id: number, page: Page, content?: Content): Stop => ({
	id, page, content, trouble: undefined, isReading: false, place: placeAtStart, order: 'as the node has them', raw: undefined,
});

export const hereOn = (trail: Trail): Stop => trail.at(-1)!;

/** One page further. The page that one is on already is no step. */
export function goTo(trail: Trail, stop: Stop): Trail {
	if (pageKey(hereOn(trail).page) === pageKey(stop.page)) {
		return changeHere(trail, {raw: undefined});
	}

	const [first, ...rest] = trail;
	return [first, ...rest.slice(-(LONGEST - 2)), stop];
}

/** Another page instead of this one, without a step. */
export const goBeside = (trail: Trail, stop: Stop): Trail => [...trail.slice(0, -1), stop] as unknown as Trail;

/** One step back: out of the raw JSON, or to the page before. @returns The same trail at its beginning. */
export function goBack(trail: Trail): Trail {
	if (hereOn(trail).raw) {
		return changeHere(trail, {raw: undefined});
	}

	return trail.length === 1 ? trail : trail.slice(0, -1) as unknown as Trail;
}

/** Begins anew, with a list. */
export const beginWith = (id: number, kind: Section): Trail => [stopAt(id, {kind})];

export const changeHere = (trail: Trail, change: Partial<Stop>): Trail => changeStop(trail, hereOn(trail).id, change);

/** What has come for a stop; one that is not on the trail any more gets nothing. */
export const changeStop = (trail: Trail, id: number, change: Partial<Stop>): Trail => trail.map(stop => stop.id === id ? {...stop, ...change} : stop) as unknown as Trail;
