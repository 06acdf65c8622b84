import type {Binding} from '../../keymap/binding.js';
import {listBindings} from '../../keymap/list-bindings.js';

export const firstRunBindings = [
	...listBindings,
	{id: 'take', keys: ['enter'], label: 'go on', hint: 'go on'},
	{id: 'back', keys: ['escape'], label: 'one step back', hint: 'back'},
] as const satisfies readonly Binding[];
