import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {type Binding, showKey} from '../keymap/binding.js';
import {cut, fit} from '../terminal/cells.js';
import type {Theme} from '../theme.js';

export type Toast = {readonly text: string; readonly kind: 'good' | 'bad'};

type Properties = {
	readonly bindings: readonly Binding[];
	readonly toast: Toast | undefined;
	readonly columns: number;
	readonly theme: Theme;
};

/** The last line: the keys that matter here, or for a moment what has just happened. */
export function Footer({bindings, toast, columns, theme}: Properties) {
	if (useIsScreenReaderEnabled()) {
		return <Text>{toast ? `${toast.kind === 'bad' ? 'Error: ' : ''}${toast.text}` : `Keys: ${bindings.filter(({hint}) => hint !== undefined).map(({keys, hint}) => `${spokenKey(keys[0]!)} ${hint}`).join(', ')}`}</Text>;
	}

	if (toast) {
		return (
			<Box width={columns} height={1}>
				<Text inverse bold color={toast.kind === 'bad' ? theme.bad : theme.good} wrap='truncate'>{fit(` ${toast.kind === 'bad' ? '✗' : '✓'} ${toast.text}`, columns)}</Text>
			</Box>
		);
	}

	// Whoever sees that one finds all the others.
	const [help, others] = [true, false].map(isHelp => hintsOf(bindings.filter(({id}) => (id === 'help') === isHelp))) as [string, string];
	const room = columns - 2 - (help === '' ? 0 : help.length + 2);
	return (
		<Box width={columns} height={1}>
			<Text dimColor wrap='truncate'>{fit(` ${cut(others, room)}${help === '' ? '' : `  ${help}`}`, columns)}</Text>
		</Box>
	);
}

/** Arrows by their names. */
const spokenKey = (key: string): string => ['up', 'down', 'left', 'right'].includes(key) ? key : showKey(key);

const hintsOf = (bindings: readonly Binding[]): string => bindings.filter(({hint}) => hint !== undefined).map(({keys, hint}) => `${showKey(keys[0]!)} ${hint}`).join('  ');
