import {type Page, type Section, sections} from '../../store/explorer/page.js';
import {hereOn, type Trail} from '../../store/explorer/trail.js';

/** What is beside a page: another list, another block, or why there is nothing. */
export type Beside = {readonly section: Section} | {readonly page: Page} | {readonly why: string};

/** @param tip - The height of the best block. */
export function besideOf(trail: Trail, tip: number | undefined, by: 1 | -1): Beside {
	const {page, content} = hereOn(trail);
	if (trail.length === 1) {
		return {section: sections.at((sections.indexOf(page.kind as Section) + by) % sections.length)!};
	}

	if (content?.kind !== 'block') {
		return {why: page.kind === 'block' ? 'nothing has come yet' : 'Esc goes back to the lists'};
	}

	const id = content.block.height + by;
	if (id < 0) {
		return {why: 'this is the first block'};
	}

	return id > (tip ?? 0) ? {why: 'this is the newest block'} : {page: {kind: 'block', id}};
}
