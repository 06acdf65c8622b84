import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {printable} from '../terminal/cells.js';
import {wrapWords} from '../terminal/wrap.js';

type Properties = {
	/** May have come from anywhere. */
	readonly text: string;
	/** Cells. */
	readonly width: number;
	readonly color?: string;
};

/** Text in as many lines as it takes. */
export function Paragraph({text, width, color}: Properties) {
	if (useIsScreenReaderEnabled()) {
		return <Text>{printable(text).replace(/^✗ /v, 'Error: ')}</Text>;
	}

	return (
		<Box flexDirection='column' flexShrink={0} width={width}>
			{wrapWords(printable(text), width).map((line, index) => <Text key={`${index}`} wrap='truncate' {...(color === undefined ? {} : {color})}>{line}</Text>)}
		</Box>
	);
}
