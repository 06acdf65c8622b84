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

export const contactsBindings = [
	{id: 'pay', keys: ['enter', 'S'], label: 'send coins to the contact', hint: 'send'},
	{id: 'add', keys: ['a', '+'], label: 'add a contact', hint: 'add'},
	{id: 'remove', keys: ['x', 'delete'], label: 'remove the contact', hint: 'remove'},
	{id: 'copy', keys: ['y'], label: 'copy the address', hint: 'copy address'},
	{...back, keys: ['escape', 'c']},
	...listBindings,
] as const satisfies readonly Binding[];

/** In a form: fields take what types, these move between them. */
export const formBindings = [
	{id: 'next', keys: ['tab', 'down'], label: 'next field', hint: 'next'},
	{id: 'previous', keys: ['shift+tab', 'up'], label: 'field before'},
	{id: 'submit', keys: ['enter'], label: 'go on', hint: 'go on'},
	{id: 'back', keys: ['escape'], label: 'leave it for now', hint: 'back'},
] as const satisfies readonly Binding[];

/** In a form, on a field that is chosen and not typed. */
export const choiceBindings = [
	...formBindings,
	{id: 'choiceAfter', keys: ['right', 'space', 'l'], label: 'next choice', hint: 'choose'},
	{id: 'choiceBefore', keys: ['left', 'h'], label: 'choice before'},
] as const satisfies readonly Binding[];

export const reviewBindings = [
	{id: 'send', keys: ['Y'], label: 'send it', hint: 'send it'},
	{id: 'back', keys: ['escape', 'n'], label: 'change something', hint: 'change something'},
] as const satisfies readonly Binding[];

export const passphraseBindings = [
	{id: 'submit', keys: ['enter'], label: 'sign and send', hint: 'sign and send'},
	{id: 'back', keys: ['escape'], label: 'go back', hint: 'back'},
] as const satisfies readonly Binding[];

/** While the node is asked. */
export const waitBindings = [
	{id: 'back', keys: ['escape'], label: 'go back', hint: 'back'},
] as const satisfies readonly Binding[];
