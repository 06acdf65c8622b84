import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {cut, fit, printable, widthOf} from '../terminal/cells.js';

export type Field = {
	readonly label: string;
	readonly value: string;
	/** Said after it, dimmed. */
	readonly note?: string | undefined;
	readonly color?: string | undefined;
};

type Properties = {
	readonly fields: readonly Field[];
	/** Cells. */
	readonly width: number;
	readonly labelWidth: number;
};

/** Names and values, a line each. A note that does not fit is left out; a value is cut. */
export function Fields({fields, width, labelWidth}: Properties) {
	const room = Math.max(0, width - labelWidth - 1);
	if (useIsScreenReaderEnabled()) {
		return <Box flexDirection='column'>{fields.map(({label, value, note}, index) => <Text key={`${index}`}>{`${label}: ${[value, note ?? ''].filter(Boolean).map(text => printable(text).replace('▲', 'up').replace('▼', 'down')).join(', ')}`}</Text>)}</Box>;
	}

	return (
		<Box flexDirection='column' width={width}>
			{fields.map(({label, value, note = '', color}, index) => {
				const text = cut(printable(value), room);
				const extra = note !== '' && widthOf(text) + widthOf(note) + 2 <= room ? `  ${printable(note)}` : '';
				return (
					<Text key={`${index}`} wrap='truncate'>
						<Text dimColor>{fit(label, labelWidth)} </Text><Text {...(color === undefined ? {} : {color})}>{text}</Text><Text dimColor>{extra}</Text>
					</Text>
				);
			})}
		</Box>
	);
}
