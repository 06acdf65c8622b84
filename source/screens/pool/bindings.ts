import type {Binding} from '../../keymap/binding.js';
import {listBindings} from '../../keymap/list-bindings.js';

/** The keys of the screen Pool. */
export const poolBindings = [
	{id: 'toggle', keys: ['space'], label: 'start the pool, or stop it', hint: 'start/stop'},
	{id: 'open', keys: ['enter'], label: 'everything about the worker, block, miner or payout', hint: 'details'},
	{id: 'next', keys: ['right', 'l'], label: 'go on to workers, blocks, miners, payouts, events', hint: 'lists'},
	{id: 'previous', keys: ['left', 'h'], label: 'go back among workers, blocks, miners, payouts, events'},
	{id: 'sort', keys: ['s'], label: 'sort the workers: by hashrate, accepted shares, best share, last seen, or name', hint: 'sort'},
	{id: 'filter', keys: ['/'], label: 'find workers, blocks, miners, payouts, events by name, address or hash', hint: 'filter'},
	{id: 'clear', keys: ['escape'], label: 'show everything again'},
	{id: 'copy', keys: ['y'], label: 'copy the address, hash or transaction that is selected', hint: 'copy'},
	{id: 'copyUrl', keys: ['Y'], label: 'copy where miners connect to', hint: 'copy URL'},
	...listBindings,
] as const satisfies readonly Binding[];

/** The keys while the pool's wallet is asked about. */
export const startBindings = [
	{id: 'next', keys: ['tab', 'down'], label: 'next field', hint: 'next'},
	{id: 'previous', keys: ['shift+tab', 'up'], label: 'field before'},
	{id: 'submit', keys: ['enter'], label: 'go on', hint: 'go on'},
	{id: 'back', keys: ['escape'], label: 'do not start it', hint: 'cancel'},
] as const satisfies readonly Binding[];

/** The keys while the words of the pool's wallet are shown. */
export const wordsBindings = [
	{id: 'close', keys: ['enter'], label: 'they are written down', hint: 'they are written down'},
] as const satisfies readonly Binding[];

/** The keys while something is shown in full. */
export const detailsBindings = [
	{id: 'copy', keys: ['y'], label: 'copy what names it', hint: 'copy'},
	{id: 'close', keys: ['escape', 'enter', 'q'], label: 'close', hint: 'close'},
	...listBindings,
] as const satisfies readonly Binding[];
