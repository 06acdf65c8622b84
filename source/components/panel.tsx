import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import type {ReactNode} from 'react';
import {cut, printable, widthOf} from '../terminal/cells.js';

type Properties = {
	readonly title: string;
	/** Cells, borders included. */
	readonly width: number;
	/** Rows, borders included. */
	readonly height: number;
	/** In the border above, at the right; cut where it is too long. */
	readonly note?: string;
	readonly color?: string | undefined;
	readonly children?: ReactNode;
};

/** What is left of a longer note must say something. */
const LEAST_NOTE = 16;

/** A box with a title in its border. What does not fit into it is not shown. */
export function Panel({title, width, height, note = '', color, children}: Properties) {
	if (useIsScreenReaderEnabled()) {
		return <ReadPanel title={title} note={note}>{children}</ReadPanel>;
	}

	const inside = Math.max(0, width - 2);
	const shownTitle = title === '' ? '' : ` ${cut(title, Math.max(0, inside - 3))} `;
	const room = inside - widthOf(shownTitle) - 1;
	const shownNote = note !== '' && room >= Math.min(LEAST_NOTE, widthOf(note)) + 2 ? ` ${cut(printable(note), room - 2)} ` : '';
	const tint = color === undefined ? {} : {color};
	const border = color === undefined ? {dimColor: true} : {color};
	const line = '─'.repeat(Math.max(0, room - widthOf(shownNote)));
	return (
		<Box flexDirection='column' width={width} height={height} flexShrink={0}>
			<Text wrap='truncate'>
				{/* Beside each other and not in each other: what ends bold ends dim as well. */}
				<Text {...border}>┌─</Text><Text bold {...tint}>{shownTitle}</Text><Text {...border}>{line}</Text><Text {...tint}>{shownNote}</Text><Text {...border}>┐</Text>
			</Text>
			<Box
				borderStyle='single' borderTop={false} {...(color === undefined ? {borderDimColor: true} : {borderColor: color})}
				flexDirection='column' width={width} height={Math.max(1, height - 1)} overflowY='hidden' paddingX={1}
			>
				{children}
			</Box>
		</Box>
	);
}

/** A panel read aloud: what it is, and what is in it. */
const ReadPanel = ({title, note, children}: Pick<Properties, 'title' | 'note' | 'children'>) => (
	<Box flexDirection='column' flexShrink={0}>
		{/* Panels beside each other would be read as one line. */}
		<Text>{`\n${title}${note === undefined || note === '' ? '' : `, ${printable(note)}`}:`}</Text>
		{children}
	</Box>
);
