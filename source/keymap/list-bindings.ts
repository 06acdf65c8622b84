import type {Binding} from './binding.js';

/** The keys that move through a list. */
export const listBindings = [
	{id: 'up', keys: ['up', 'k'], label: 'one up'},
	{id: 'down', keys: ['down', 'j'], label: 'one down'},
	{id: 'pageUp', keys: ['pageup', 'ctrl+b'], label: 'a page up'},
	{id: 'pageDown', keys: ['pagedown', 'ctrl+f'], label: 'a page down'},
	{id: 'top', keys: ['g', 'home'], label: 'to the top'},
	{id: 'bottom', keys: ['G', 'end'], label: 'to the bottom'},
] as const satisfies readonly Binding[];
