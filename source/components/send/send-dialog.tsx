import {useEffect, useReducer, useState} from 'react';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useStore} from '../../hooks/use-store.js';
import type {TextState} from '../../keymap/edit-text.js';
import {suggestedFee} from '../../store/send-draft.js';
import type {SendStep} from '../../store/send-flow.js';
import type {WalletStore} from '../../store/wallet-store.js';
import {choiceBindings, formBindings} from '../../keymap/form-bindings.js';
import {completeContact} from '../contacts/complete-contact.js';
import {changeForm, firstWrong, type FormAction, type FormState, isEmptyForm, startForm, textOf, textsOf} from '../form-state.js';
import {FormView, otherChoice} from '../form-view.js';
import {namesOf, shortName} from '../names.js';
import {passphraseBindings, reviewBindings, waitBindings} from './bindings.js';
import {ReviewView} from './review-view.js';
import {describeSendFields, type SendField, sendFields, sendFieldsOf} from './send-fields.js';

export type SendForm = FormState<SendField>;

type Properties = {
	readonly store: WalletStore;
	readonly start: SendForm;
	/** What was typed, where it was not sent. */
	readonly onLeave: (form: SendForm | undefined) => void;
};

const waits: Partial<Readonly<Record<SendStep, string>>> = {checking: 'Asking the node…', sending: 'Signing and sending…'};

const bindingsOf = {checking: waitBindings, review: reviewBindings, passphrase: passphraseBindings, sending: [], sent: [], 'given-up': []} as const;

/** Sends coins: a form, a review, and where the wallet has one, the passphrase. */
export function SendDialog({store, start, onLeave}: Properties) {
	const {program, closeModal, toast, attempt, size: {columns, rows}, theme} = useSurroundings();
	const {contacts, network, node} = useStore(program);
	const {addresses, watched, balance, name} = useStore(store);
	const fees = useStore(node)?.fees;
	const shownFields = sendFieldsOf(addresses);
	const [flow] = useState(() => store.startSend(async text => program.resolve(text)));
	const {step, errors, prepared, sent} = useStore(flow);
	const [form, change] = useReducer((state: SendForm, action: FormAction<SendField>) => changeForm(shownFields, state, action), start);
	const [passphrase, setPassphrase] = useState(textOf(''));
	const names = namesOf({own: addresses, watched, contacts});
	const symbol = network?.symbol ?? '';
	const draft = textsOf(form);
	const payers = addresses.map(address => ({address, spendable: balance?.accounts.find(account => account.address === address)?.spendable}));
	const fields = describeSendFields({draft, contacts, names, fee: suggestedFee(fees, draft.memo), spendable: balance?.spendable, payers, symbol});
	const edit = (name: SendField, text: TextState) => {
		change({type: 'edit', name, text});
		flow.edited(name);
	};

	const choose = (by: 1 | -1) => () => {
		edit(form.focus, textOf(otherChoice(fields.find(({name: field}) => field === form.focus)!, draft[form.focus], by)));
	};

	useEffect(() => {
		if (sent && prepared) {
			onLeave(undefined);
			closeModal();
			toast(`${prepared.amount} ${symbol} to ${shortName(prepared.outputs[0]!.recipient, names)}: it waits for a block`);
		} else if (step === 'given-up') {
			onLeave(form);
			closeModal();
			toast('three wrong passphrases: nothing was sent', 'bad');
		}
	// It ends once, whatever else changes meanwhile.
	}, [step]);
	useEffect(() => {
		setPassphrase(textOf(''));
	}, [step]);

	const check = async () => {
		await flow.check(draft);
		const wrong = firstWrong(sendFields, flow.state.errors);
		if (wrong) {
			change({type: 'focus', name: wrong});
		}
	};

	/** Completes the name of a contact before the field is left. */
	const complete = () => {
		const [contact] = form.focus === 'recipient' ? completeContact(draft.recipient, contacts) : [];
		if (contact) {
			edit('recipient', textOf(contact.name));
		}
	};

	useLayer({
		level: 'modal',
		bindings: step === 'form' ? (form.focus === 'from' ? choiceBindings : formBindings) : bindingsOf[step],
		actions: {
			next() {
				complete();
				change({type: 'next'});
			},
			previous() {
				change({type: 'previous'});
			},
			submit() {
				if (step === 'passphrase') {
					attempt(async () => flow.unlock(passphrase.text));
				} else if (form.focus === shownFields.at(-1)) {
					attempt(check);
				} else {
					complete();
					change({type: 'next'});
				}
			},
			choiceAfter: choose(1),
			choiceBefore: choose(-1),
			send() {
				attempt(async () => flow.confirm());
			},
			back() {
				if (!flow.back()) {
					onLeave(isEmptyForm(form) ? undefined : form);
					closeModal();
				}
			},
		},
	});

	const view = {columns, rows, theme};
	if (step === 'passphrase') {
		return (
			<FormView
				{...view} title={`Passphrase of ${name}`} note='' state={{fields: {passphrase}, focus: 'passphrase'}} errors={errors.general === undefined ? {} : {passphrase: errors.general}} waitsFor={undefined}
				fields={[{name: 'passphrase', label: 'Passphrase', hint: 'it signs this payment, and is forgotten', isHidden: true, most: 1000}]}
				onEdit={(_, text) => {
					setPassphrase(text);
				}}
			/>
		);
	}

	if ((step === 'review' || step === 'sending') && prepared) {
		return <ReviewView {...view} prepared={prepared} names={names} symbol={symbol} error={errors.general} waitsFor={waits[step]}/>;
	}

	return (
		<FormView
			{...view} title='Send' note={`from ${name}`} state={form} errors={errors} waitsFor={waits[step]}
			fields={fields} onEdit={edit}
		/>
	);
}

export const startSendForm = (texts: Partial<Readonly<Record<SendField, string>>> = {}): SendForm => startForm(sendFields, texts);
