import {Box, Text} from 'ink';
import fuzzysort from 'fuzzysort';
import {useState} from 'react';
import {useSurroundings} from '../hooks/surroundings.js';
import {useLayer} from '../hooks/use-layer.js';
import type {Binding} from '../keymap/binding.js';
import {fit} from '../terminal/cells.js';
import {ModalFrame} from './modal-frame.js';
import {TextField} from './text-field.js';

const paletteBindings = [
	{id: 'up', keys: ['up', 'ctrl+p'], label: 'one up'},
	{id: 'down', keys: ['down', 'ctrl+n', 'tab'], label: 'one down'},
	{id: 'run', keys: ['enter'], label: 'do it', hint: 'do it'},
	{id: 'close', keys: ['escape'], label: 'close', hint: 'close'},
] as const satisfies readonly Binding[];

/** Something that can be done now. */
export type PaletteCommand = {
	readonly label: string;
	/** The key that does it as well, as people write it. */
	readonly key: string;
	readonly run: () => void;
};

const ROWS = 10;

/** Finds a command by some letters of its name. */
export function Palette({commands}: {readonly commands: readonly PaletteCommand[]}) {
	const {closeModal, size, theme} = useSurroundings();
	const [query, setQuery] = useState({text: '', cursor: 0});
	const [selected, setSelected] = useState(0);
	const found = query.text === '' ? commands : fuzzysort.go(query.text, commands, {key: 'label'}).map(({obj}) => obj);
	const index = Math.min(selected, Math.max(0, found.length - 1));
	const width = Math.min(64, size.columns);
	useLayer({
		level: 'modal',
		bindings: paletteBindings,
		actions: {
			up() {
				setSelected(Math.max(0, index - 1));
			},
			down() {
				setSelected(Math.min(found.length - 1, index + 1));
			},
			run() {
				closeModal();
				found[index]?.run();
			},
			close: closeModal,
		},
	});
	const room = Math.max(1, Math.min(ROWS, size.rows - 4));
	const top = Math.max(0, Math.min(index - Math.floor(room / 2), found.length - room));
	return (
		<ModalFrame title='Command' width={width} height={room + 4} color={theme.accent}>
			<TextField
				isFocused state={query} width={width - 6} placeholder='type some letters' onChange={next => {
					setQuery(next);
					setSelected(0);
				}}
			/>
			<Box flexDirection='column' marginTop={1}>
				{found.length === 0
					? <Text dimColor>nothing is called like that</Text>
					: found.slice(top, top + room).map((command, row) => (
						<Text key={command.label} aria-label={`${top + row === index ? 'selected, ' : ''}${command.label}: ${command.key}`} inverse={top + row === index} wrap='truncate'>{fit(command.label, width - 16)}{fit(command.key, 12, 'right')}</Text>
					))}
			</Box>
		</ModalFrame>
	);
}
