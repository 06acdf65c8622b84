import {type DataColumn, DataTable} from '../../components/data-table.js';
import {Panel} from '../../components/panel.js';
import type {Network} from '../../protocol/network.js';
import {formatAmount} from '../../protocol/amount.js';
import {shorten} from '../../terminal/cells.js';
import {formatDuration} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';

type Properties = {
	readonly networks: readonly Network[];
	/** The genesis hash of the one that is open. */
	readonly current: string;
	readonly selected: number;
	readonly top: number;
	readonly columns: number;
	readonly rows: number;
	readonly theme: Theme;
};

/** Rows that are no networks: borders and titles. */
export const NETWORKS_FRAME = 3;

/** The networks of the data folder. */
export function NetworksView({networks, current, selected, top, columns, rows, theme}: Properties) {
	const isCurrent = ({genesis}: Network): boolean => genesis.hash === current;
	const table: ReadonlyArray<DataColumn<Network>> = [
		{title: '', width: 1, text: network => isCurrent(network) ? '●' : ' ', color: () => theme.good},
		{title: 'NETWORK', width: 16, text: ({name}) => name},
		{title: 'COIN', width: 6, text: ({symbol}) => symbol},
		{title: 'BLOCK', width: 6, align: 'right', text: ({blockTime}) => formatDuration(blockTime)},
		{title: 'REWARD', width: 10, align: 'right', rank: 1, text: ({reward}) => formatAmount(reward)},
		{title: 'DIFFICULTY', width: 10, rank: 2, text: ({retargetWindow}) => retargetWindow === 0 ? 'fixed' : 'follows'},
		{title: 'GENESIS', text: ({genesis}) => shorten(genesis.hash, 12, 6)},
	];
	return (
		<Panel title='Networks' note={String(networks.length)} width={columns} height={rows} color={theme.accent}>
			<DataTable columns={table} rows={networks} keyOf={({genesis}) => genesis.hash} width={columns - 4} height={Math.max(1, rows - 2)} top={top} selected={selected} empty='reading the data folder…'/>
		</Panel>
	);
}
