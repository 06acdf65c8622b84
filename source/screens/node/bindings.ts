import type {Binding} from '../../keymap/binding.js';
import {listBindings} from '../../keymap/list-bindings.js';

/** The keys of the screen Node. */
export const nodeBindings = [
	{id: 'open', keys: ['enter'], label: 'the block in full', hint: 'block'},
	{id: 'other', keys: ['left', 'right', 'h', 'l'], label: 'go to the blocks, or to the log', hint: 'blocks/log'},
	{id: 'sort', keys: ['s'], label: 'sort the blocks: by height, transactions, size, or the time they took', hint: 'sort'},
	{id: 'filter', keys: ['/'], label: 'show only those lines of the log that have a text in them', hint: 'filter'},
	{id: 'all', keys: ['escape'], label: 'show all lines of the log again'},
	{id: 'copy', keys: ['y'], label: 'copy the hash of the block or line', hint: 'copy hash'},
	...listBindings,
] as const satisfies readonly Binding[];

/** The keys while a block is in front. */
export const blockBindings = [
	{id: 'copy', keys: ['y'], label: 'copy the hash', hint: 'copy hash'},
	{id: 'close', keys: ['escape', 'enter', 'q'], label: 'close', hint: 'close'},
] as const satisfies readonly Binding[];
