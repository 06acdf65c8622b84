import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useList} from '../../hooks/use-list.js';
import {useStore} from '../../hooks/use-store.js';
import {printable} from '../../terminal/cells.js';
import {ConfirmDialog} from '../confirm-dialog.js';
import {contactsBindings} from './bindings.js';
import {ContactDialog} from './contact-dialog.js';
import {CONTACTS_FRAME, ContactsView} from './contacts-view.js';

type Properties = {
	/** Sends coins to the contact of that name. */
	readonly onPay: (name: string) => void;
	readonly onBack: () => void;
};

/** Whom one knows by name; screens show it in their place. */
export function ContactsPage({onPay, onBack}: Properties) {
	const {program, attempt, copy, toast, openModal, size: {columns, rows}, theme} = useSurroundings();
	const {contacts} = useStore(program);
	const list = useList(contacts, Math.max(1, rows - CONTACTS_FRAME));
	const contact = list.row;
	const disabled = contact ? undefined : 'there is no contact yet; a adds one';
	useLayer({
		level: 'screen',
		bindings: contactsBindings,
		actions: {
			...list.actions,
			pay: {
				disabled,
				run() {
					onPay(contact!.name);
				},
			},
			add() {
				openModal(<ContactDialog/>);
			},
			remove: {
				disabled,
				run() {
					openModal(<ConfirmDialog
						title='Remove contact' text={`Forget ${printable(contact!.name)}? Payments stay as they are.`} verb='Remove' onYes={() => {
							attempt(async () => {
								await program.removeContact(contact!.name);
								toast(`${contact!.name} is no contact any more`);
							});
						}}
					/>);
				},
			},
			copy: {
				disabled,
				run() {
					copy(contact!.address, 'address');
				},
			},
			back: onBack,
		},
	});
	return <ContactsView entries={contacts} selected={list.selected} top={list.top} columns={columns} rows={rows} theme={theme}/>;
}
