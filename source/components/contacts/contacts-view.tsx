import {Text} from 'ink';
import {type DataColumn, DataTable} from '../data-table.js';
import {Panel} from '../panel.js';
import {cut, shorten} from '../../terminal/cells.js';
import type {Theme} from '../../theme.js';

export type ContactRow = {readonly name: string; readonly address: string};

type Properties = {
	readonly entries: readonly ContactRow[];
	readonly selected: number;
	readonly top: number;
	readonly columns: number;
	readonly rows: number;
	readonly theme: Theme;
};

/** Rows that are no contacts: borders, titles, and the selected address in full. */
export const CONTACTS_FRAME = 5;

const NAME = 24;

/** People whose addresses have names. */
export function ContactsView({entries, selected, top, columns, rows, theme}: Properties) {
	const width = columns - 4;
	const table: ReadonlyArray<DataColumn<ContactRow>> = [
		{title: 'NAME', width: NAME, text: ({name}) => name},
		{title: 'ADDRESS', text: ({address}) => address.length <= width - NAME - 1 ? address : shorten(address, 12, 6)},
	];
	return (
		<Panel title='Contacts' note={String(entries.length)} width={columns} height={rows} color={theme.accent}>
			<DataTable columns={table} rows={entries} keyOf={({name}) => name} width={width} height={Math.max(1, rows - 4)} top={top} selected={selected} empty='nobody yet: a adds a contact'/>
			<Text> </Text>
			<Text color={theme.accent} wrap='truncate'>{cut(entries[selected]?.address ?? '', width)}</Text>
		</Panel>
	);
}
