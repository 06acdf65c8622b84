import {Text} from 'ink';
import type {Theme} from '../../theme.js';
import type {Piece, Tone} from './lines.js';

type Properties = {
	readonly pieces: readonly Piece[];
	/** Whether one is on it. */
	readonly isSelected?: boolean;
	readonly theme: Theme;
};

/** A line. */
export function LineView({pieces, isSelected = false, theme}: Properties) {
	return (
		<Text inverse={isSelected} wrap='truncate' aria-label={`${isSelected ? 'selected, ' : ''}${pieces.map(({text}) => text).join('').trim().replaceAll(/\s+/gv, ' ')}`}>
			{pieces.length === 0 ? ' ' : pieces.map(({text, tone}, index) => <Text key={`${index}`} {...styleOf(tone, theme)}>{text}</Text>)}
		</Text>
	);
}

function styleOf(tone: Tone | undefined, theme: Theme): {readonly dimColor?: true; readonly bold?: true; readonly color?: string} {
	if (tone === undefined) {
		return {};
	}

	if (tone === 'dim') {
		return {dimColor: true};
	}

	return tone === 'bold' ? {bold: true} : {color: theme[tone]};
}
