import type {Binding} from '../../keymap/binding.js';
import {listBindings} from '../../keymap/list-bindings.js';

export const contactsBindings = [
	{id: 'pay', keys: ['enter', 'S'], label: 'send coins to the contact', hint: 'send'},
	{id: 'add', keys: ['a', '+'], label: 'add a contact', hint: 'add'},
	{id: 'remove', keys: ['x', 'delete'], label: 'remove the contact', hint: 'remove'},
	{id: 'copy', keys: ['y'], label: 'copy the address', hint: 'copy address'},
	{id: 'back', keys: ['escape', 'c'], label: 'go back', hint: 'back'},
	...listBindings,
] as const satisfies readonly Binding[];
