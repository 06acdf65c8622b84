import type {Binding} from '../../keymap/binding.js';

export const reviewBindings = [
	{id: 'send', keys: ['Y'], label: 'send it', hint: 'send it'},
	{id: 'back', keys: ['escape', 'n'], label: 'change something', hint: 'change something'},
] as const satisfies readonly Binding[];

export const passphraseBindings = [
	{id: 'submit', keys: ['enter'], label: 'sign and send', hint: 'sign and send'},
	{id: 'back', keys: ['escape'], label: 'go back', hint: 'back'},
] as const satisfies readonly Binding[];

/** While the node is asked. */
export const waitBindings = [
	{id: 'back', keys: ['escape'], label: 'go back', hint: 'back'},
] as const satisfies readonly Binding[];
