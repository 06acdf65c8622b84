import type {FormField} from '../../components/form-view.js';

/** What is asked before the first start, and before later ones. */
export type StartField = 'passphrase' | 'again';

const passphrase: FormField<StartField> = {name: 'passphrase', label: 'Passphrase', hint: '', isHidden: true, most: 1000};

export const newFields: ReadonlyArray<FormField<StartField>> = [
	{...passphrase, hint: 'asked at each start; leave both empty to do without'},
	{...passphrase, name: 'again', label: 'Again', hint: 'without one, whoever reads this disk has the coins of the pool'},
];

export const knownFields: ReadonlyArray<FormField<StartField>> = [{...passphrase, hint: 'payouts are signed while the pool runs; then it is forgotten'}];

export type StartErrors = Partial<Readonly<Record<StartField | 'general', string>>>;

/** How a new wallet shall be protected, or what is wrong with what was typed. */
export function readProtection({passphrase: first, again}: Readonly<Record<StartField, string>>): {readonly protection: {readonly passphrase: string} | 'none'} | {readonly errors: StartErrors} {
	if (first !== again) {
		return {errors: {again: 'the two are not the same'}};
	}

	return {protection: first === '' ? 'none' : {passphrase: first}};
}

/** What opens the wallet there is, or what is wrong with what was typed. */
export const readPassphrase = ({passphrase: typed}: Readonly<Record<StartField, string>>): {readonly protection: {readonly passphrase: string}} | {readonly errors: StartErrors} => typed === ''
	? {errors: {passphrase: 'type the passphrase of the pool\'s wallet'}}
	: {protection: {passphrase: typed}};
