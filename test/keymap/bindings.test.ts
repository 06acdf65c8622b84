import test from 'ava';
import {screens} from '../../source/app/screens.js';
import type {Binding} from '../../source/keymap/binding.js';
import * as contactPages from '../../source/components/contacts/bindings.js';
import * as sendSteps from '../../source/components/send/bindings.js';
import * as forms from '../../source/keymap/form-bindings.js';
import {globalBindings} from '../../source/keymap/global-bindings.js';
import {listBindings} from '../../source/keymap/list-bindings.js';
import {firstRunBindings} from '../../source/screens/first-run/bindings.js';
import * as walletPages from '../../source/screens/wallet/bindings.js';

const keysOf = (bindings: readonly Binding[]) => bindings.flatMap(({keys}) => keys);
const repeated = (list: readonly string[]) => list.filter((each, index) => list.indexOf(each) !== index);

const lists: ReadonlyArray<readonly [string, readonly Binding[]]> = [
	['everywhere', [...globalBindings, ...screens.map(({id, key}) => ({id, keys: [key], label: id}))]],
	['lists', listBindings],
	['the first run', firstRunBindings],
	...screens.map(({title, bindings}) => [title, bindings] as const),
	...Object.entries({...walletPages, ...contactPages, ...sendSteps, ...forms}),
];

/** In front of a form nothing else gets keys, so its own may mean anything. */
const {detailsBindings, codeBindings, addressesBindings, walletsBindings} = walletPages;
const pages: ReadonlyArray<readonly Binding[]> = [detailsBindings, codeBindings, addressesBindings, walletsBindings, contactPages.contactsBindings];

for (const [name, bindings] of lists) {
	test(`no key means two things: ${name}`, t => {
		t.deepEqual(repeated(keysOf(bindings)), []);
		t.deepEqual(repeated(bindings.map(({id}) => id)), []);
	});
}

test('no screen takes a key that means something everywhere', t => {
	const everywhere = new Set([...keysOf(globalBindings), ...screens.map(({key}) => key)]);
	t.deepEqual([...screens.flatMap(({bindings}) => keysOf(bindings)), ...pages.flatMap(bindings => keysOf(bindings)), ...keysOf(firstRunBindings)].filter(key => everywhere.has(key)), []);
});
