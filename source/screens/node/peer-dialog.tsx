import {useState} from 'react';
import {Box, Text} from 'ink';
import {toApiError} from '../../api/api-error.js';
import {ModalFrame} from '../../components/modal-frame.js';
import {TextField} from '../../components/text-field.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import type {NodeStore} from '../../store/node-store.js';
import {peerBindings} from './bindings.js';

const noText = {text: '', cursor: 0};
const WIDTH = 60;

/** Asks where another node is, and makes a peer of it. @param store - Of the node that is to have it. */
export function PeerDialog({store}: {readonly store: NodeStore}) {
	const {closeModal, toast, attempt, size, theme} = useSurroundings();
	const [field, setField] = useState(noText);
	const [error, setError] = useState<string>();
	const [isBusy, setBusy] = useState(false);
	const width = Math.min(WIDTH, size.columns);
	const add = async () => {
		setBusy(true);
		try {
			const url = await store.addPeer(field.text);
			closeModal();
			toast(`${url} is a peer now`);
		} catch (error_) {
			setError(toApiError(error_).message);
			setBusy(false);
		}
	};

	useLayer({
		level: 'modal',
		bindings: peerBindings,
		actions: {
			submit: {
				run() {
					attempt(add);
				},
				disabled: isBusy ? 'it is being asked' : undefined,
			},
			back: closeModal,
		},
	});
	return (
		<ModalFrame title='Add a peer' width={width} height={error === undefined ? 7 : 7 + Math.ceil(error.length / (width - 6))} color={theme.accent}>
			<Text dimColor wrap='truncate'>Where is the other node?</Text>
			<Box marginTop={1}>
				<TextField
					state={field} width={width - 6} isFocused={!isBusy} most={200} placeholder=' http://192.168.1.20:5000' onChange={text => {
						setField(text);
						setError(undefined);
					}}
				/>
			</Box>
			{isBusy && <Text dimColor>One moment…</Text>}
			{error !== undefined && <Text color={theme.bad} wrap='wrap'>{error}</Text>}
		</ModalFrame>
	);
}
