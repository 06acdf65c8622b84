import type {Binding} from './binding.js';

/** The keys that work everywhere. */
export const globalBindings = [
	{id: 'help', keys: ['?'], label: 'what the keys do', hint: 'help'},
	{id: 'palette', keys: [':'], label: 'find a command by its name', hint: 'command'},
	{id: 'quit', keys: ['q'], label: 'quit', hint: 'quit'},
	{id: 'interrupt', keys: ['ctrl+c'], label: 'quit; twice: at once'},
	{id: 'redraw', keys: ['ctrl+l'], label: 'draw the screen anew'},
	{id: 'suspend', keys: ['ctrl+z'], label: 'go back to the shell for a while (fg returns)'},
	{id: 'next', keys: ['tab'], label: 'next screen'},
	{id: 'previous', keys: ['shift+tab'], label: 'previous screen'},
] as const satisfies readonly Binding[];
