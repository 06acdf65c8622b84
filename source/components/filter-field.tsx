import {Box, Text} from 'ink';
import {useLayer} from '../hooks/use-layer.js';
import type {TextState} from '../keymap/edit-text.js';
import {TextField} from './text-field.js';

type Properties = {
	readonly state: TextState;
	readonly onChange: (state: TextState) => void;
	/** Keeps what was typed. */
	readonly onDone: () => void;
	/** Takes it back. */
	readonly onCancel: () => void;
	/** Cells. */
	readonly width: number;
};

const filterBindings = [
	{id: 'done', keys: ['enter', 'down', 'up'], label: 'go to what is left'},
	{id: 'cancel', keys: ['escape'], label: 'show everything again'},
] as const;

/** A line to type into that leaves in a list only what has the text in it. */
export function FilterField({state, onChange, onDone, onCancel, width}: Properties) {
	useLayer({level: 'field', bindings: filterBindings, actions: {done: onDone, cancel: onCancel}});
	return (
		<Box width={width} height={1}>
			<Text>/ </Text><TextField isFocused state={state} onChange={onChange} width={Math.max(1, width - 2)} placeholder=' type to filter' most={64}/>
		</Box>
	);
}
