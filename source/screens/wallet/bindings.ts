import type {Binding} from '../../keymap/binding.js';
import {listBindings} from '../../keymap/list-bindings.js';

/** The keys of the wallet, over its history. */
export const walletBindings = [
	{id: 'send', keys: ['S'], label: 'send coins', hint: 'send'},
	{id: 'copy', keys: ['y'], label: 'copy the address to be paid at', hint: 'copy address'},
	{id: 'code', keys: ['Q'], label: 'show the address as a QR code', hint: 'QR'},
	{id: 'open', keys: ['enter'], label: 'everything about a payment', hint: 'details'},
	{id: 'filter', keys: ['/'], label: 'find payments by memo, name, address or id', hint: 'filter'},
	{id: 'kind', keys: ['f'], label: 'all, sent, received, mined or pending payments', hint: 'kind'},
	{id: 'sort', keys: ['s'], label: 'newest or largest payments first'},
	{id: 'contacts', keys: ['c'], label: 'contacts', hint: 'contacts'},
	{id: 'addresses', keys: ['a'], label: 'addresses of the wallet', hint: 'addresses'},
	{id: 'newAddress', keys: ['n'], label: 'make a new address'},
	{id: 'wallets', keys: ['w'], label: 'other wallets, and new ones', hint: 'wallets'},
	{id: 'export', keys: ['X'], label: 'write the whole history to a CSV file', hint: 'export'},
	{id: 'clear', keys: ['escape'], label: 'show the whole history again'},
	...listBindings,
] as const satisfies readonly Binding[];

const back = {id: 'back', keys: ['escape'], label: 'go back', hint: 'back'} as const;

export const detailsBindings = [
	{id: 'copy', keys: ['y'], label: 'copy the id', hint: 'copy id'},
	back,
	...listBindings,
] as const satisfies readonly Binding[];

export const codeBindings = [
	{id: 'copy', keys: ['y'], label: 'copy the address', hint: 'copy address'},
	{...back, keys: ['escape', 'Q', 'enter']},
] as const satisfies readonly Binding[];

export const addressesBindings = [
	{id: 'copy', keys: ['y', 'enter'], label: 'copy the address', hint: 'copy'},
	{id: 'code', keys: ['Q'], label: 'show the address as a QR code', hint: 'QR'},
	{id: 'newAddress', keys: ['n'], label: 'make a new address', hint: 'new address'},
	{...back, keys: ['escape', 'a']},
	...listBindings,
] as const satisfies readonly Binding[];

export const walletsBindings = [
	{id: 'open', keys: ['enter'], label: 'open the wallet', hint: 'open'},
	{id: 'add', keys: ['a', '+'], label: 'add a wallet', hint: 'add'},
	{...back, keys: ['escape', 'w']},
	...listBindings,
] as const satisfies readonly Binding[];
