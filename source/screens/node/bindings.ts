import type {Binding} from '../../keymap/binding.js';
import {listBindings} from '../../keymap/list-bindings.js';

/** The keys of the screen Node. */
export const nodeBindings = [
	{id: 'open', keys: ['enter'], label: 'the block in full', hint: 'block'},
	{id: 'next', keys: ['right', 'l'], label: 'go on to the blocks, the peers, the log', hint: 'blocks/peers/log'},
	{id: 'previous', keys: ['left', 'h'], label: 'go back among the blocks, the peers, the log'},
	{id: 'peers', keys: ['p'], label: 'go to the peers', hint: 'peers'},
	{id: 'add', keys: ['a'], label: 'add a peer', hint: 'add peer'},
	{id: 'drop', keys: ['x'], label: 'drop the peer that is selected'},
	{id: 'lan', keys: ['L'], label: 'open the node to the LAN, or close it', hint: 'LAN'},
	{id: 'sort', keys: ['s'], label: 'sort the blocks: by height, transactions, size, or the time they took', hint: 'sort'},
	{id: 'filter', keys: ['/'], label: 'show only those lines of the log that have a text in them', hint: 'filter'},
	{id: 'all', keys: ['escape'], label: 'show all lines of the log again'},
	{id: 'copy', keys: ['y'], label: 'copy the hash of the block or line, or the address of the peer', hint: 'copy'},
	...listBindings,
] as const satisfies readonly Binding[];

/** The keys while a peer is being added. */
export const peerBindings = [
	{id: 'submit', keys: ['enter'], label: 'add it', hint: 'add'},
	{id: 'back', keys: ['escape'], label: 'close', hint: 'cancel'},
] as const satisfies readonly Binding[];

/** The keys while a block is in front. */
export const blockBindings = [
	{id: 'copy', keys: ['y'], label: 'copy the hash', hint: 'copy hash'},
	{id: 'close', keys: ['escape', 'enter', 'q'], label: 'close', hint: 'close'},
] as const satisfies readonly Binding[];
