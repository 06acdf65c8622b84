import type {Binding} from '../../keymap/binding.js';
import {listBindings} from '../../keymap/list-bindings.js';

/** The keys of the screen Settings. */
export const settingsBindings = [
	{id: 'change', keys: ['enter', 'space'], label: 'change the setting one is on', hint: 'change'},
	{id: 'less', keys: ['left', 'h', '-'], label: 'the choice before; one process fewer'},
	{id: 'more', keys: ['right', 'l', '+'], label: 'the next choice; one process more', hint: 'choose'},
	{id: 'copy', keys: ['y'], label: 'copy the value', hint: 'copy'},
	...listBindings,
] as const satisfies readonly Binding[];

/** The keys of the list of networks. */
export const networksBindings = [
	{id: 'open', keys: ['enter'], label: 'go over to the network', hint: 'open'},
	{id: 'create', keys: ['a', '+'], label: 'make a network of your own', hint: 'new'},
	{id: 'from', keys: ['f'], label: 'add a network from its file, or from a node', hint: 'add'},
	{id: 'copy', keys: ['y'], label: 'copy the genesis hash', hint: 'copy genesis'},
	{id: 'back', keys: ['escape'], label: 'go back', hint: 'back'},
	...listBindings,
] as const satisfies readonly Binding[];
