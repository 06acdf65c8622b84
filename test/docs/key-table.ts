import {screens} from '../../source/app/screens.js';
import {type Binding, showKey} from '../../source/keymap/binding.js';
import {globalBindings} from '../../source/keymap/global-bindings.js';
import {listBindings} from '../../source/keymap/list-bindings.js';

const inLists = new Set<string>(listBindings.map(({id}) => id));

const keysOf = (keys: readonly string[]): string => keys.map(key => `<kbd>${showKey(key)}</kbd>`).join(' ');
const row = (where: string, bindings: readonly Binding[]): string => `| ${where} | ${bindings.map(({keys, label}) => `${keysOf(keys)} ${label}`).join('<br>')} |`;

/** What every key does, as a table in Markdown, made of the same lists that footer, help and palette are made of. */
export const keyTable = (): string => [
	'| | |',
	'|---|---|',
	row('Everywhere', globalBindings),
	row('Lists', listBindings),
	...screens.map(({key, title, bindings}) => row(`<kbd>${key}</kbd> ${title}`, bindings.filter(({id}) => !inLists.has(id)))),
].join('\n');
