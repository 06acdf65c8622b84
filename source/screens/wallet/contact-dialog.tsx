import {useReducer, useState} from 'react';
import {toApiError} from '../../api/api-error.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {formBindings} from './bindings.js';
import {changeForm, type FormAction, type FormState, startForm, textsOf} from './form-state.js';
import {type FormField, FormView} from './form-view.js';

const names = ['name', 'address'] as const;
type Name = typeof names[number];

export const contactFields: ReadonlyArray<FormField<Name>> = [
	{name: 'name', label: 'Name', hint: 'as you will type it', most: 32},
	{name: 'address', label: 'Address', hint: 'where this person is paid', most: 120},
];

/** Gives an address a name. */
export function ContactDialog() {
	const {program, closeModal, toast, attempt, size: {columns, rows}, theme} = useSurroundings();
	const [form, change] = useReducer((state: FormState<Name>, action: FormAction<Name>) => changeForm(names, state, action), undefined, () => startForm(names));
	const [error, setError] = useState<string>();
	const {name, address} = textsOf(form);
	const add = async () => {
		try {
			await program.addContact(name, address);
			closeModal();
			toast(`${name.trim()} is a contact now`);
		} catch (error_) {
			setError(toApiError(error_).message);
		}
	};

	useLayer({
		level: 'modal',
		bindings: formBindings,
		actions: {
			next() {
				change({type: 'next'});
			},
			previous() {
				change({type: 'previous'});
			},
			submit() {
				if (form.focus === 'address') {
					attempt(add);
				} else {
					change({type: 'next'});
				}
			},
			back: closeModal,
		},
	});
	return (
		<FormView
			title='New contact' note='' columns={columns} rows={rows} theme={theme} fields={contactFields} state={form} errors={error === undefined ? {} : {general: error}} waitsFor={undefined}
			onEdit={(field, text) => {
				change({type: 'edit', name: field, text});
				setError(undefined);
			}}
		/>
	);
}
