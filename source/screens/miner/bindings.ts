import type {Binding} from '../../keymap/binding.js';
import {listBindings} from '../../keymap/list-bindings.js';

/** The keys while it is asked where to mine. A field takes what is typed first. */
export const targetBindings = [
	{id: 'up', keys: ['up', 'shift+tab', 'k'], label: 'one up'},
	{id: 'down', keys: ['down', 'tab', 'j'], label: 'one down', hint: 'next'},
	{id: 'submit', keys: ['enter'], label: 'mine there', hint: 'mine there'},
	{id: 'back', keys: ['escape'], label: 'leave it as it is', hint: 'cancel'},
] as const satisfies readonly Binding[];

/** The keys of the screen Miner. */
export const minerBindings = [
	{id: 'toggle', keys: ['space'], label: 'start mining, or stop', hint: 'start/stop'},
	{id: 'more', keys: ['+', '='], label: 'one process more', hint: 'more'},
	{id: 'fewer', keys: ['-', '_'], label: 'one process fewer', hint: 'fewer'},
	{id: 'target', keys: ['m'], label: 'mine solo on the node, or on a pool', hint: 'solo/pool'},
	{id: 'span', keys: ['t'], label: 'time that the chart shows: 1, 5 or 15 minutes', hint: 'time'},
	{id: 'other', keys: ['left', 'right', 'h', 'l'], label: 'go to the processes, or to the events', hint: 'processes/events'},
	{id: 'copy', keys: ['y'], label: 'copy the hash in an event, or who is paid', hint: 'copy'},
	...listBindings,
] as const satisfies readonly Binding[];
