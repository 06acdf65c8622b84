import {Box, Text} from 'ink';
import {ModalFrame} from '../../components/modal-frame.js';
import {Paragraph} from '../../components/paragraph.js';
import {WordGrid} from '../../components/word-grid.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {wordsBindings} from './bindings.js';

const WIDTH = 64;

/** The words of the wallet that the first start has made. */
export function WordsDialog({words}: {readonly words: readonly string[]}) {
	const {closeModal, size, theme} = useSurroundings();
	const width = Math.min(WIDTH, size.columns) - 6;
	useLayer({level: 'modal', bindings: wordsBindings, actions: {close: closeModal}});
	return (
		<ModalFrame title='The words of the pool' width={width + 6} height={15} color={theme.warning}>
			<Box flexDirection='column' gap={1} paddingX={1}>
				<Paragraph width={width} text={'Write them down: whoever has them has what is owed to the miners, and without them it is lost with this disk.'}/>
				<WordGrid words={words} width={width} theme={theme}/>
				<Text dimColor wrap='truncate'>Enter when they are written down</Text>
			</Box>
		</ModalFrame>
	);
}
