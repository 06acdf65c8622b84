import {Box, Text} from 'ink';
import {useState} from 'react';
import {useSurroundings} from '../hooks/surroundings.js';
import {useLayer} from '../hooks/use-layer.js';
import type {Binding} from '../keymap/binding.js';
import {ModalFrame} from './modal-frame.js';

export const confirmBindings = [
	{id: 'other', keys: ['left', 'right', 'tab', 'shift+tab', 'h', 'l'], label: 'choose the other answer', hint: 'choose'},
	{id: 'take', keys: ['enter', 'space'], label: 'give the answer', hint: 'answer'},
	{id: 'yes', keys: ['y'], label: 'yes'},
	{id: 'no', keys: ['escape', 'n', 'q'], label: 'no', hint: 'cancel'},
] as const satisfies readonly Binding[];

type Properties = {
	readonly title: string;
	readonly text: string;
	/** What yes is called: a verb. */
	readonly verb: string;
	readonly onYes: () => void;
};

/** Asks before something that cannot be taken back. It begins on Cancel. */
export function ConfirmDialog({title, text, verb, onYes}: Properties) {
	const {closeModal, theme} = useSurroundings();
	const [isYes, setYes] = useState(false);
	const yes = () => {
		closeModal();
		onYes();
	};

	useLayer({
		level: 'modal',
		bindings: confirmBindings,
		actions: {
			other() {
				setYes(!isYes);
			},
			take: isYes ? yes : closeModal,
			yes,
			no: closeModal,
		},
	});
	return (
		<ModalFrame title={title} width={56} height={7 + Math.ceil(text.length / 50)} color={theme.warning}>
			<Box flexDirection='column' gap={1} marginTop={1}>
				<Text>{text}</Text>
				<Text aria-label={`selected, ${isYes ? verb : 'Cancel'}; the other answer: ${isYes ? 'Cancel' : verb}`}>
					<Text inverse={!isYes}>{' Cancel '}</Text>{'   '}<Text inverse={isYes} color={theme.warning}>{` ${verb} `}</Text>
				</Text>
			</Box>
		</ModalFrame>
	);
}
