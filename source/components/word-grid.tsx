import {Box, Text} from 'ink';
import {fit} from '../terminal/cells.js';
import type {Theme} from '../theme.js';

type Properties = {
	readonly words: readonly string[];
	/** Cells. */
	readonly width: number;
	/** A word that does not exist, from 1. */
	readonly wrong?: number | undefined;
	readonly theme: Theme;
};

const CELL = 14;

/** The words of a phrase with their numbers, read from left to right. */
export function WordGrid({words, width, wrong, theme}: Properties) {
	const across = Math.min(4, Math.max(1, Math.floor(width / CELL)));
	const lines = Array.from({length: Math.ceil(words.length / across)}, (_, line) => words.slice(line * across, (line + 1) * across));
	return (
		<Box flexDirection='column' flexShrink={0}>
			{lines.map((line, row) => (
				<Text key={`line ${row + 1}`} wrap='truncate'>
					{line.map((word, column) => {
						const number = row * across + column + 1;
						return (
							<Text key={number}>
								<Text dimColor>{`${number}`.padStart(2)}</Text>
								<Text bold {...(number === wrong && {color: theme.bad})}>{` ${fit(word, CELL - 4)} `}</Text>
							</Text>
						);
					})}
				</Text>
			))}
		</Box>
	);
}
