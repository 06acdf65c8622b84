import type {Binding} from './binding.js';

/** In a form: fields take what types, these move between them. */
export const formBindings = [
	{id: 'next', keys: ['tab', 'down'], label: 'next field', hint: 'next'},
	{id: 'previous', keys: ['shift+tab', 'up'], label: 'field before'},
	{id: 'submit', keys: ['enter'], label: 'go on', hint: 'go on'},
	{id: 'back', keys: ['escape'], label: 'leave it for now', hint: 'back'},
] as const satisfies readonly Binding[];

/** In a form, on a field that is chosen and not typed. */
export const choiceBindings = [
	...formBindings,
	{id: 'choiceAfter', keys: ['right', 'space', 'l'], label: 'next choice', hint: 'choose'},
	{id: 'choiceBefore', keys: ['left', 'h'], label: 'choice before'},
] as const satisfies readonly Binding[];
