import {widthOf} from '../terminal/cells.js';

type Tab = {readonly key: string; readonly title: string};

/** How much of a title stays, from roomy to tight: cells before and after it, and letters of those that are not in front. */
const fashions = [[2, Infinity], [1, Infinity], [1, 4], [1, 3], [1, 0]] as const;

/** The tabs as wide as they may be; where there is no room, those that are not in front get shorter. @param width - Cells for all of them. */
export function tabTitles(tabs: readonly Tab[], current: string, width: number): readonly string[] {
	const choices = fashions.map(([gap, letters]) => tabs.map(({key, title}) => {
		const text = `${key} ${title === current ? title : title.slice(0, letters)}`.trimEnd();
		return gap === 2 ? ` ${text} ` : `${title === current ? ' ' : ''}${text} `;
	}));
	return choices.find(titles => titles.reduce((sum, title) => sum + widthOf(title), 0) <= width) ?? choices.at(-1)!;
}
