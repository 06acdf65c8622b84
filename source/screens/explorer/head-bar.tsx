import {Box, Text} from 'ink';
import {type Section, sections} from '../../store/explorer/page.js';
import type {Trail} from '../../store/explorer/trail.js';
import {cut, widthOf} from '../../terminal/cells.js';
import type {Theme} from '../../theme.js';
import type {Known} from './known.js';
import {crumbOf, sectionTitles} from './titles.js';

type Properties = {
	readonly trail: Trail;
	readonly known: Pick<Known, 'names'>;
	/** Cells. */
	readonly width: number;
	readonly theme: Theme;
};

const HINT = '/ search';

/** The first line: the lists there are, or the way to the page one is on; and how to look for something. */
export function HeadBar({trail, known, width, theme}: Properties) {
	const here = trail.at(-1)!.page.kind;
	const room = width - HINT.length - 3;
	return (
		<Box width={width} height={1} justifyContent='space-between'>
			{trail.length === 1
				? <Text wrap='truncate'>{sections.map(section => <SectionTab key={section} section={section} isHere={section === here} theme={theme}/>)}</Text>
				: <Text wrap='truncate'>{` ${wayTo(trail.map(stop => crumbOf(stop, known)), room)}`}</Text>}
			<Text dimColor wrap='truncate'>{`${HINT} `}</Text>
		</Box>
	);
}

function SectionTab({section, isHere, theme}: {readonly section: Section; readonly isHere: boolean; readonly theme: Theme}) {
	return isHere ? <Text inverse color={theme.accent}>{` ${sectionTitles[section]} `}</Text> : <Text>{` ${sectionTitles[section]} `}</Text>;
}

/** The last steps that there is room for. */
export function wayTo(crumbs: readonly string[], width: number): string {
	const whole = crumbs.join(' › ');
	if (widthOf(whole) <= width) {
		return whole;
	}

	return crumbs.length === 1 ? cut(whole, width) : `… › ${wayTo(crumbs.slice(1), width - 4)}`.replace(/^… › … ›/v, '… ›');
}
