import {useState} from 'react';
import {Fields} from '../../components/fields.js';
import {ModalFrame} from '../../components/modal-frame.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {detailsBindings} from './bindings.js';
import {type Detail, foldedFields} from './detail-fields.js';

const LABELS = 12;
const WIDTH = 84;

/** Something in full, in front of the screen; what does not fit is moved through. */
export function PoolDetails({title, fields: whole, copied}: Detail) {
	const {closeModal, copy, size, theme} = useSurroundings();
	const [wanted, setTop] = useState(0);
	const width = Math.min(WIDTH, size.columns);
	const fields = foldedFields(whole, width - 4 - LABELS - 1);
	const room = Math.max(1, Math.min(fields.length, size.rows - 2));
	const last = fields.length - room;
	const top = Math.min(wanted, last);
	const move = (to: number) => () => {
		setTop(Math.max(0, Math.min(last, to)));
	};

	useLayer({
		level: 'modal',
		bindings: detailsBindings,
		actions: {
			copy: {
				run() {
					copy(copied!, title);
				},
				disabled: copied === undefined ? 'there is nothing to copy yet' : undefined,
			},
			close: closeModal,
			up: move(top - 1),
			down: move(top + 1),
			pageUp: move(top - room),
			pageDown: move(top + room),
			top: move(0),
			bottom: move(last),
		},
	});
	return (
		<ModalFrame title={last > 0 ? `${title}, lines ${top + 1} to ${top + room} of ${fields.length}` : title} width={width} height={room + 2} color={theme.accent}>
			<Fields fields={fields.slice(top, top + room)} width={width - 4} labelWidth={LABELS}/>
		</ModalFrame>
	);
}
