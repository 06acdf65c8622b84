import type {SendDraft} from '../../store/send-draft.js';
import {shorten} from '../../terminal/cells.js';
import type {FormField} from '../form-view.js';
import {completeContact, contactNamed} from '../contacts/complete-contact.js';
import type {Names} from '../names.js';

/** The fields of a payment, in their order. */
export const sendFields = ['recipient', 'amount', 'fee', 'memo', 'from'] as const satisfies ReadonlyArray<keyof SendDraft>;
export type SendField = typeof sendFields[number];

/** Those that there is something to decide about: a wallet with one address pays from that. */
export const sendFieldsOf = (addresses: readonly unknown[]): readonly SendField[] => addresses.length > 1 ? sendFields : sendFields.filter(name => name !== 'from');

/** An address that can pay, and what it can spend. */
export type Payer = {readonly address: string; readonly spendable: string | undefined};

type Known = {
	readonly draft: SendDraft;
	readonly contacts: ReadonlyArray<{readonly name: string; readonly address: string}>;
	readonly names: Names;
	/** What the node suggests for it. */
	readonly fee: string | undefined;
	/** What can be spent by all addresses together. */
	readonly spendable: string | undefined;
	readonly payers: readonly Payer[];
	readonly symbol: string;
};

const SHOWN = 3;

export const describeSendFields = ({draft, contacts, names, fee, spendable, payers, symbol}: Known): ReadonlyArray<FormField<SendField>> => [
	{name: 'recipient', label: 'To', hint: recipientHint(draft.recipient, contacts, names), placeholder: ' an address, or the name of a contact', most: 120},
	{name: 'amount', label: `Amount ${symbol}`, hint: amountHint(draft.from, spendable, payers), placeholder: ' 1.5, or max', most: 40},
	{name: 'fee', label: `Fee ${symbol}`, hint: 'leave it empty for what the node suggests', placeholder: ` ${fee ?? 'n/a'}`, most: 40},
	{name: 'memo', label: 'Memo', hint: 'up to 256 bytes that everybody can read', placeholder: ' none', most: 256},
	...(payers.length > 1
		? [{
			name: 'from' as const, label: 'From', hint: 'which address pays: ← and → choose', most: 120, choices: [
				{value: '', label: 'the first that has enough'},
				...payers.map(({address, spendable: amount}, index) => ({value: address, label: `${index + 1}: ${shorten(address, 12, 6)}  ${amount ?? 'n/a'} available`})),
			],
		}]
		: []),
];

/** Nobody pays from two addresses at once, so what they have together is only part of the answer. */
function amountHint(from: string, spendable: string | undefined, payers: readonly Payer[]): string {
	if (payers.length <= 1) {
		return `${spendable ?? 'n/a'} available; max sends all of it`;
	}

	return from === ''
		? `${spendable ?? 'n/a'} available at ${payers.length} addresses; a payment comes from one of them`
		: `${payers.find(({address}) => address === from)?.spendable ?? 'n/a'} available at this address; max sends all of it`;
}

function recipientHint(typed: string, contacts: Known['contacts'], names: Names): string {
	const contact = contactNamed(typed, contacts);
	if (contact) {
		return contact.address;
	}

	const [first, ...others] = completeContact(typed, contacts);
	if (first) {
		return `Tab takes ${first.name} ${shorten(first.address)}${others.length === 0 ? '' : `; or ${others.slice(0, SHOWN).map(({name}) => name).join(', ')}`}`;
	}

	return names.get(typed.trim().toLowerCase()) ?? (contacts.length === 0 ? 'c in the wallet gives addresses names' : `${contacts.length} contact${contacts.length === 1 ? '' : 's'}: type the beginning of a name`);
}
