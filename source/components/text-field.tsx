import {Text} from 'ink';
import {useRef} from 'react';
import {useSurroundings} from '../hooks/surroundings.js';
import {useLayer} from '../hooks/use-layer.js';
import {editText, type TextState} from '../keymap/edit-text.js';
import {widthOf} from '../terminal/cells.js';

type Properties = {
	readonly state: TextState;
	readonly onChange: (state: TextState) => void;
	/** Cells. */
	readonly width: number;
	readonly isFocused: boolean;
	/** Shows dots: for a passphrase. */
	readonly isHidden?: boolean;
	readonly placeholder?: string;
	/** Characters that it takes. */
	readonly most?: number;
};

/** A line to type into. While it is focused it gets the keys first, and takes those that type or move in it. */
export function TextField(properties: Properties) {
	return properties.isFocused ? <FocusedField {...properties}/> : <Text dimColor={properties.state.text === ''} wrap='truncate'>{shown(properties)}</Text>;
}

function shown({state: {text}, width, isHidden, placeholder = ''}: Properties): string {
	const visible = isHidden ? '•'.repeat([...text].length) : text;
	return ([...visible].slice(0, width).join('') || placeholder).padEnd(width);
}

function FocusedField({state, onChange, width, isHidden = false, placeholder = '', most = 1000}: Properties) {
	const {theme} = useSurroundings();
	// Several keys may come before React draws again: each continues where the last one left off.
	const newest = useRef(state);
	newest.current = state;
	useLayer({
		level: 'field',
		bindings: [],
		actions: {},
		capture(event) {
			const next = editText(newest.current, event, most);
			if (next === undefined) {
				return false;
			}

			newest.current = next;
			onChange(next);
			return true;
		},
	});
	const characters = isHidden ? Array.from({length: [...state.text].length}, () => '•') : [...state.text];
	const at = characters[state.cursor] ?? (state.text === '' ? [...placeholder][0] : undefined) ?? ' ';
	// As much before the cursor as there is room for, in cells: some characters take two.
	const before = cells(characters.slice(0, state.cursor).toReversed(), width - widthOf(at)).toReversed().join('');
	const after = cells(characters.slice(state.cursor + 1), width - widthOf(before) - widthOf(at)).join('');
	return (
		<Text wrap='truncate' color={theme.accent}>
			{before}<Text inverse>{at}</Text>{state.text === '' ? <Text dimColor>{[...placeholder].slice(1, width).join('')}</Text> : after}
		</Text>
	);
}

/** The first of some characters, as many as fit. */
function cells(characters: readonly string[], width: number): readonly string[] {
	let used = 0;
	const end = characters.findIndex(character => {
		used += widthOf(character);
		return used > width;
	});
	return end === -1 ? characters : characters.slice(0, end);
}
