import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {cut, widthOf} from '../terminal/cells.js';
import type {Theme} from '../theme.js';
import {tabTitles} from './tab-titles.js';

type Properties = {
	readonly tabs: ReadonlyArray<{readonly key: string; readonly title: string}>;
	readonly current: string;
	/** At the right: network and height. Empty: there is no node yet. */
	readonly state: string;
	/** Whether the node answers. */
	readonly isAlive: boolean;
	readonly columns: number;
	readonly theme: Theme;
};

/** Cells that the titles leave to the state, at least. */
const MOST_STATE = 20;

/** The first line: which screens there are, and how the node is. */
export function Tabs({tabs, current, state, isAlive, columns, theme}: Properties) {
	if (useIsScreenReaderEnabled()) {
		return (
			<>
				<Text>{`Screen ${current}.${tabs.length > 1 ? ` Others: ${tabs.filter(({title}) => title !== current).map(({key, title}) => `${key} ${title}`).join(', ')}.` : ''}`}</Text>
				{state !== '' && <Text>{`Node ${isAlive ? 'answers' : 'does not answer'}: ${state}`}</Text>}
			</>
		);
	}

	const titles = tabTitles(tabs, current, columns - Math.min(MOST_STATE, widthOf(state)) - 3);
	const taken = titles.reduce((sum, title) => sum + widthOf(title), 0);
	const right = cut(state, Math.max(0, columns - taken - 3));
	return (
		<Box width={columns} height={1} justifyContent='space-between'>
			<Text wrap='truncate'>
				{tabs.map(({key, title}, index) => title === current
					? <Text key={key} inverse bold color={theme.accent}>{titles[index]}</Text>
					: <Text key={key}>{titles[index]}</Text>)}
			</Text>
			{state !== '' && (
				<Text wrap='truncate'>
					<Text color={isAlive ? theme.good : theme.bad}>{isAlive ? '●' : '○'}</Text>{` ${right} `}
				</Text>
			)}
		</Box>
	);
}
