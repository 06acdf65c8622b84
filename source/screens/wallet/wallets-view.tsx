import {type DataColumn, DataTable} from '../../components/data-table.js';
import {Panel} from '../../components/panel.js';
import type {Theme} from '../../theme.js';

type Properties = {
	readonly names: readonly string[];
	/** The one that is open. */
	readonly current: string | undefined;
	readonly selected: number;
	readonly top: number;
	readonly columns: number;
	readonly rows: number;
	readonly theme: Theme;
};

/** Rows that are no wallets: borders and titles. */
export const WALLETS_FRAME = 3;

/** The wallets of the network. */
export function WalletsView({names, current, selected, top, columns, rows, theme}: Properties) {
	const table: ReadonlyArray<DataColumn<string>> = [
		{title: '', width: 1, text: name => name === current ? '●' : ' ', color: () => theme.good},
		{title: 'WALLET', text: name => name === current ? `${name} (open)` : name},
	];
	return (
		<Panel title='Wallets' note={String(names.length)} width={columns} height={rows} color={theme.accent}>
			<DataTable columns={table} rows={names} keyOf={name => name} width={columns - 4} height={Math.max(1, rows - 2)} top={top} selected={selected} empty='no wallet on this network yet: a adds one'/>
		</Panel>
	);
}
