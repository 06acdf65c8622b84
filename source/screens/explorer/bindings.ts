import type {Binding} from '../../keymap/binding.js';
import {listBindings} from '../../keymap/list-bindings.js';

/** The keys of the Explorer. */
export const explorerBindings = [
	{id: 'open', keys: ['enter'], label: 'open what one is on', hint: 'open'},
	{id: 'search', keys: ['/'], label: 'look for a height, a hash, an address or a name', hint: 'search'},
	{id: 'back', keys: ['escape', 'backspace'], label: 'go back to the page before', hint: 'back'},
	{id: 'left', keys: ['left', 'h'], label: 'the list before; on a block, the block before'},
	{id: 'right', keys: ['right', 'l'], label: 'the next list; on a block, the next block', hint: 'lists'},
	{id: 'copy', keys: ['y'], label: 'copy the hash, id or address one is on', hint: 'copy'},
	{id: 'raw', keys: ['r'], label: 'the page as raw JSON, and back', hint: 'raw'},
	{id: 'sort', keys: ['s'], label: 'sort transactions: as the node has them, largest, highest fee, or longest waiting first', hint: 'sort'},
	{id: 'home', keys: ['b'], label: 'go back all the way, to the blocks'},
	...listBindings,
] as const satisfies readonly Binding[];

/** While one types what to look for. */
export const searchBindings = [
	{id: 'go', keys: ['enter'], label: 'go there', hint: 'go'},
	{id: 'next', keys: ['down', 'tab', 'ctrl+n'], label: 'the next of what may be meant', hint: 'choose'},
	{id: 'previous', keys: ['up', 'shift+tab', 'ctrl+p'], label: 'the one before'},
	{id: 'cancel', keys: ['escape'], label: 'look for nothing', hint: 'cancel'},
] as const satisfies readonly Binding[];
