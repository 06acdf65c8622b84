import type {TextState} from '../keymap/edit-text.js';

/** Fields to type into, one below the other, and the one that is typed into now. */
export type FormState<Name extends string> = {
	readonly fields: Readonly<Record<Name, TextState>>;
	readonly focus: Name;
};

export type FormAction<Name extends string>
	= | {readonly type: 'edit'; readonly name: Name; readonly text: TextState}
		| {readonly type: 'focus'; readonly name: Name}
		| {readonly type: 'next' | 'previous'};

export const textOf = (text: string): TextState => ({text, cursor: [...text].length});

/** A form with these texts in it, on its first field. @param names - In their order. */
export const startForm = <Name extends string>(names: readonly Name[], texts: Partial<Readonly<Record<Name, string>>> = {}): FormState<Name> => ({
	fields: Object.fromEntries(names.map(name => [name, textOf(texts[name] ?? '')])) as Record<Name, TextState>,
	focus: names[0]!,
});

/** The form after something was done in it. Before the first field comes the last one, and after the last the first. */
export function changeForm<Name extends string>(names: readonly Name[], state: FormState<Name>, action: FormAction<Name>): FormState<Name> {
	switch (action.type) {
		case 'edit': {
			return {...state, fields: {...state.fields, [action.name]: action.text}};
		}

		case 'focus': {
			return {...state, focus: action.name};
		}

		case 'next':
		case 'previous': {
			const index = names.indexOf(state.focus) + (action.type === 'next' ? 1 : -1);
			return {...state, focus: names.at(index % names.length)!};
		}
	}
}

export const textsOf = <Name extends string>({fields}: FormState<Name>): Readonly<Record<Name, string>> => Object.fromEntries(Object.entries<TextState>(fields).map(([name, {text}]) => [name, text])) as Record<Name, string>;

export const isEmptyForm = (state: FormState<string>): boolean => Object.values(state.fields).every(({text}) => text === '');

/** The first field that something is wrong with. */
export const firstWrong = <Name extends string>(names: readonly Name[], errors: Partial<Readonly<Record<Name, string>>>): Name | undefined => names.find(name => errors[name] !== undefined);
