import {Box, Text} from 'ink';
import {useState} from 'react';
import {useSurroundings} from '../hooks/surroundings.js';
import {useLayer} from '../hooks/use-layer.js';
import {type Binding, showKey} from '../keymap/binding.js';
import {listBindings} from '../keymap/list-bindings.js';
import {fit} from '../terminal/cells.js';
import {wrapWords} from '../terminal/wrap.js';
import {ModalFrame} from './modal-frame.js';

const helpBindings = [
	...listBindings,
	{id: 'close', keys: ['escape', '?', 'q', 'enter'], label: 'close', hint: 'close'},
] as const satisfies readonly Binding[];

type Properties = {
	readonly groups: ReadonlyArray<{readonly title: string; readonly bindings: readonly Binding[]}>;
};

/** What the keys do here and everywhere. */
export function HelpView({groups}: Properties) {
	const {closeModal, size, theme} = useSurroundings();
	const width = Math.min(76, size.columns);
	const lines = groups.flatMap(({title, bindings}) => [
		{key: title, title},
		...bindings.flatMap(({id, keys, label}) => wrapWords(label, width - 28).map((text, line) => ({key: `${title} ${id} ${line}`, keys: line === 0 ? keys.map(key => showKey(key)).join(' ') : '', text}))),
	]);
	const room = Math.max(1, Math.min(lines.length, size.rows - 2));
	const [top, setTop] = useState(0);
	const move = (to: number) => {
		setTop(Math.max(0, Math.min(lines.length - room, to)));
	};

	useLayer({
		level: 'modal',
		bindings: helpBindings,
		actions: {
			up() {
				move(top - 1);
			},
			down() {
				move(top + 1);
			},
			pageUp() {
				move(top - room);
			},
			pageDown() {
				move(top + room);
			},
			top() {
				move(0);
			},
			bottom() {
				move(lines.length);
			},
			close: closeModal,
		},
	});
	return (
		<ModalFrame title='Keys' width={width} height={room + 2} color={theme.accent}>
			<Box flexDirection='column'>
				{lines.slice(top, top + room).map(line => 'title' in line
					? <Text key={line.key} bold wrap='truncate'>{line.title}</Text>
					: <Text key={line.key} wrap='truncate'><Text color={theme.accent}>{fit(`  ${line.keys}`, 24)}</Text>{line.text}</Text>)}
			</Box>
		</ModalFrame>
	);
}
