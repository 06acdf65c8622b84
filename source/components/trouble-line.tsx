import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {fit, printable} from '../terminal/cells.js';
import {formatClock} from '../terminal/format.js';
import type {Theme} from '../theme.js';

type Properties = {
	/** Why the node does not answer. */
	readonly trouble: string;
	/** When it was heard of last, in seconds since 1970. */
	readonly heardAt: number | undefined;
	readonly columns: number;
	readonly theme: Theme;
};

/** A line above the screen while the node does not answer: from when the figures are, and why there are no newer ones. */
export function TroubleLine({trouble, heardAt, columns, theme}: Properties) {
	const age = heardAt === undefined ? 'nothing known yet' : `old figures, of ${formatClock(heardAt)}`;
	if (useIsScreenReaderEnabled()) {
		return <Text>{`Error: ${age}; trying again: ${printable(trouble)}`}</Text>;
	}

	return (
		<Box width={columns} height={1}>
			<Text inverse bold color={theme.bad} wrap='truncate'>{fit(` ✗ ${age}; trying again: ${printable(trouble)}`, columns)}</Text>
		</Box>
	);
}
