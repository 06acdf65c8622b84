import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import type {LogLine} from '../store/log-line.js';
import {
	cut, fit, printable, shorten, widthOf,
} from '../terminal/cells.js';
import {formatClock} from '../terminal/format.js';
import type {Theme} from '../theme.js';

type Properties = {
	readonly lines: readonly LogLine[];
	/** Cells. */
	readonly width: number;
	/** Rows. */
	readonly height: number;
	readonly top: number;
	/** The line that is highlighted. */
	readonly selected: number | undefined;
	readonly empty: string;
	readonly theme: Theme;
};

const longName = /[\da-z]{40,}/gv;

/** What happened, newest first. Hashes are shortened where the line would not fit. */
export function LogList({lines, width, height, top, selected, empty, theme}: Properties) {
	if (useIsScreenReaderEnabled() && lines.length > 0) {
		return (
			<Box flexDirection='column'>
				{lines.slice(top, top + Math.max(0, height)).map(({time, kind, text}, index) => <Text key={`${index}`}>{`${top + index === selected ? 'selected, ' : ''}${formatClock(time)}${kind === 'bad' ? ', error' : ''}: ${printable(text)}`}</Text>)}
			</Box>
		);
	}

	const colors: Readonly<Record<LogLine['kind'], string | undefined>> = {
		block: undefined, transaction: theme.accent, reorg: theme.warning, peer: theme.accent, good: theme.good, bad: theme.bad, note: undefined,
	};
	return (
		<Box flexDirection='column' width={width} height={Math.max(0, height)} overflowY='hidden'>
			{lines.length === 0
				? <Text dimColor wrap='truncate'>{cut(empty, width)}</Text>
				: lines.slice(top, top + Math.max(0, height)).map(({time, kind, text}, index) => {
					const color = colors[kind];
					return (
						<Text key={`${index}`} inverse={top + index === selected} wrap='truncate'>
							<Text dimColor>{formatClock(time)} </Text><Text {...(color === undefined ? {} : {color})}>{fit(shortened(printable(text), width - 9), Math.max(0, width - 9))}</Text>
						</Text>
					);
				})}
		</Box>
	);
}

const shortened = (text: string, width: number): string => widthOf(text) <= width ? text : text.replaceAll(longName, name => shorten(name));

/** The hash that a line is about. */
export const hashIn = (text: string): string | undefined => /\b[\da-f]{64}\b/v.exec(text)?.[0];
