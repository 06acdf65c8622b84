import {useReducer, useState} from 'react';
import {hasCode, toApiError} from '../../api/api-error.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {formBindings} from '../../keymap/form-bindings.js';
import {changeForm, firstWrong, type FormAction, type FormState, startForm, textsOf} from '../form-state.js';
import {type FormField, FormView} from '../form-view.js';

const names = ['name', 'address'] as const;
type Name = typeof names[number];

export const contactFields: ReadonlyArray<FormField<Name>> = [
	{name: 'name', label: 'Name', hint: 'as you will type it', most: 32},
	{name: 'address', label: 'Address', hint: 'where this person is paid', most: 120},
];

type ContactErrors = Partial<Readonly<Record<Name | 'general', string>>>;

/** A refusal, beside the field that it is about. */
export function contactErrors(error: unknown): ContactErrors {
	const {message} = toApiError(error);
	if (hasCode(error, 'contact_exists', 'invalid_request')) {
		return {name: message};
	}

	return hasCode(error, 'address_invalid', 'address_wrong_network') ? {address: message} : {general: message};
}

/** Gives an address a name. */
export function ContactDialog() {
	const {program, closeModal, toast, attempt, size: {columns, rows}, theme} = useSurroundings();
	const [form, change] = useReducer((state: FormState<Name>, action: FormAction<Name>) => changeForm(names, state, action), undefined, () => startForm(names));
	const [errors, setErrors] = useState<ContactErrors>({});
	const {name, address} = textsOf(form);
	const refuse = (wrong: ContactErrors) => {
		setErrors(wrong);
		const field = firstWrong(names, wrong);
		if (field) {
			change({type: 'focus', name: field});
		}
	};

	const add = async () => {
		if (name.trim() === '' || address.trim() === '') {
			refuse({...(name.trim() === '' && {name: 'who is it?'}), ...(address.trim() === '' && {address: 'the address is missing'})});
			return;
		}

		try {
			await program.addContact(name, address);
			closeModal();
			toast(`${name.trim()} is a contact now`);
		} catch (error) {
			refuse(contactErrors(error));
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
			title='New contact' note='' columns={columns} rows={rows} theme={theme} fields={contactFields} state={form} errors={errors} waitsFor={undefined}
			onEdit={(field, text) => {
				change({type: 'edit', name: field, text});
				setErrors({});
			}}
		/>
	);
}
