import {useReducer, useState} from 'react';
import {toApiError} from '../../api/api-error.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {formBindings} from '../../keymap/form-bindings.js';
import {changeForm, type FormAction, type FormState, startForm, textsOf} from '../../components/form-state.js';
import {type FormField, FormView} from '../../components/form-view.js';

type Properties = {
	readonly title: string;
	readonly field: Omit<FormField<'value'>, 'name'>;
	readonly start?: string;
	/** Takes what was typed, or fails with what is wrong with it. */
	readonly onDone: (text: string) => Promise<void>;
};

const names = ['value'] as const;

/** Asks for one line of text, until it is right. */
export function TextDialog({title, field, start = '', onDone}: Properties) {
	const {closeModal, attempt, size: {columns, rows}, theme} = useSurroundings();
	const [form, change] = useReducer((state: FormState<'value'>, action: FormAction<'value'>) => changeForm(names, state, action), undefined, () => startForm(names, {value: start}));
	const [error, setError] = useState<string>();
	const stay = () => undefined;
	useLayer({
		level: 'modal',
		bindings: formBindings,
		actions: {
			next: stay,
			previous: stay,
			submit() {
				attempt(async () => {
					try {
						await onDone(textsOf(form).value);
					} catch (error_) {
						setError(toApiError(error_).message);
					}
				});
			},
			back: closeModal,
		},
	});
	return (
		<FormView
			title={title} note='' columns={columns} rows={rows} theme={theme} fields={[{name: 'value', ...field}]} state={form} errors={error === undefined ? {} : {value: error}} waitsFor={undefined}
			onEdit={(name, text) => {
				change({type: 'edit', name, text});
				setError(undefined);
			}}
		/>
	);
}
