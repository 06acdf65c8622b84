import {Box, Text} from 'ink';
import {cut, widthOf} from '../terminal/cells.js';
import type {Theme} from '../theme.js';

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

/** The first line: which screens there are, and how the node is. */
export function Tabs({tabs, current, state, isAlive, columns, theme}: Properties) {
	const taken = tabs.reduce((sum, {title}) => sum + widthOf(title) + 4, 0);
	const right = cut(state, Math.max(0, columns - taken - 3));
	return (
		<Box width={columns} height={1} justifyContent='space-between'>
			<Text wrap='truncate'>
				{tabs.map(({key, title}) => title === current
					? <Text key={key} inverse bold color={theme.accent}>{` ${key} ${title} `}</Text>
					: <Text key={key}>{` ${key} ${title} `}</Text>)}
			</Text>
			{state !== '' && (
				<Text wrap='truncate'>
					<Text color={isAlive ? theme.good : theme.bad}>{isAlive ? '●' : '○'}</Text>{` ${right} `}
				</Text>
			)}
		</Box>
	);
}
