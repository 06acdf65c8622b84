import {Text} from 'ink';
import type {SyncProgress} from '../../api/event.js';
import {progressBar} from '../../components/progress-bar.js';
import {widthOf} from '../../terminal/cells.js';
import {formatDuration} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';

type Properties = {
	readonly sync: SyncProgress;
	/** Cells. */
	readonly width: number;
	readonly isAscii: boolean;
	readonly theme: Theme;
};

const LEAST_BAR = 6;

/** How far catching up is: a bar, and as much in words as there is room for. */
export function SyncLine({sync: {state, percent, blocks_per_second: rate, seconds_left: left}, width, isAscii, theme}: Properties) {
	const words = state === 'headers'
		? ['headers']
		: [`${percent.toFixed(1)} %`, ...(rate === null ? [] : [`${Math.round(rate)}/s`]), ...(left === null ? [] : [formatDuration(left)])];
	while (words.length > 1 && widthOf(words.join(' ')) + LEAST_BAR + 1 > width) {
		words.pop();
	}

	const text = words.join(' ');
	const bar = progressBar(state === 'headers' ? 0 : percent / 100, Math.max(0, width - widthOf(text) - 1), isAscii);
	return <Text wrap='truncate'><Text color={theme.accent}>{bar}</Text>{` ${text}`}</Text>;
}
