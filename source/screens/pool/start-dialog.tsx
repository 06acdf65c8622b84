import {useReducer, useState} from 'react';
import {hasCode, toApiError} from '../../api/api-error.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import type {PoolHost} from '../../store/pool-host.js';
import {changeForm, firstWrong, type FormAction, type FormState, startForm, textOf, textsOf} from '../../components/form-state.js';
import {FormView} from '../../components/form-view.js';
import {startBindings} from './bindings.js';
import {
	knownFields, newFields, readPassphrase, readProtection, type StartErrors, type StartField,
} from './start-form.js';
import {WordsDialog} from './words-dialog.js';

type Properties = {
	readonly host: PoolHost;
	/** Whether the pool's wallet is still to be made. */
	readonly isNew: boolean;
};

const allFields = ['passphrase', 'again'] as const satisfies readonly StartField[];

/** Asks for what a pool's wallet needs, and starts the pool. */
export function StartDialog({host, isNew}: Properties) {
	const {openModal, closeModal, toast, attempt, size: {columns, rows}, theme} = useSurroundings();
	const fields = isNew ? newFields : knownFields;
	const names = fields.map(({name}) => name);
	const [form, change] = useReducer((state: FormState<StartField>, action: FormAction<StartField>) => changeForm(names, state, action), undefined, () => startForm(allFields));
	const [errors, setErrors] = useState<StartErrors>({});
	const [isBusy, setBusy] = useState(false);
	const refuse = (wrong: StartErrors) => {
		setErrors(wrong);
		const field = firstWrong(names, wrong);
		if (field) {
			change({type: 'focus', name: field});
		}
	};

	const start = async () => {
		const read = (isNew ? readProtection : readPassphrase)(textsOf(form));
		if ('errors' in read) {
			refuse(read.errors);
			return;
		}

		setBusy(true);
		try {
			const phrase = await host.start(read.protection);
			if (phrase === undefined) {
				closeModal();
				toast('The pool runs');
			} else {
				openModal(<WordsDialog words={phrase.split(' ')}/>);
			}
		} catch (error) {
			setBusy(false);
			const isWrong = hasCode(error, 'passphrase_wrong');
			if (isWrong) {
				change({type: 'edit', name: 'passphrase', text: textOf('')});
			}

			refuse({[isWrong ? 'passphrase' : 'general']: toApiError(error).message});
		}
	};

	useLayer({
		level: 'modal',
		bindings: startBindings,
		actions: isBusy
			? {}
			: {
				next() {
					change({type: 'next'});
				},
				previous() {
					change({type: 'previous'});
				},
				submit() {
					if (form.focus === names.at(-1)) {
						attempt(start);
					} else {
						change({type: 'next'});
					}
				},
				back: closeModal,
			},
	});
	return (
		<FormView
			title={isNew ? 'A wallet for the pool' : 'Passphrase of the pool'} note={isNew ? 'what is in it is owed to miners' : ''} columns={columns} rows={rows} theme={theme}
			fields={fields} state={form} errors={errors} waitsFor={isBusy ? 'The pool starts…' : undefined}
			onEdit={(name, text) => {
				change({type: 'edit', name, text});
				setErrors({});
			}}
		/>
	);
}
