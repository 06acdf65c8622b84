import {Text} from 'ink';
import {type DataColumn, DataTable} from '../../components/data-table.js';
import {Panel} from '../../components/panel.js';
import type {WalletState} from '../../store/wallet-store.js';
import {alignAmounts} from '../../terminal/align-amounts.js';
import {cut, shorten} from '../../terminal/cells.js';
import type {Theme} from '../../theme.js';
import {YOU} from '../../components/names.js';

export type AddressRow = {
	readonly address: string;
	readonly name: string;
	/** All of a list are equally wide. */
	readonly balance: string;
	/** What can be spent now. */
	readonly spendable: string;
};

export function addressRows({addresses, watched, balance}: Pick<WalletState, 'addresses' | 'watched' | 'balance'>): readonly AddressRow[] {
	const accounts = new Map(balance?.accounts.map(account => [account.address, account]));
	const rows = [
		...addresses.map(address => ({address, name: YOU, balance: accounts.get(address)?.balance ?? 'n/a', spendable: accounts.get(address)?.spendable ?? 'n/a'})),
		...watched.map(({address, label, balance: amount}) => ({address, name: `${label} (watched)`, balance: amount, spendable: 'n/a'})),
	];
	const balances = alignAmounts(rows.map(row => row.balance));
	const spendables = alignAmounts(rows.map(row => row.spendable));
	return rows.map((row, index) => ({...row, balance: balances[index]!, spendable: spendables[index]!}));
}

type Properties = {
	readonly entries: readonly AddressRow[];
	readonly selected: number;
	readonly top: number;
	readonly columns: number;
	readonly rows: number;
	readonly theme: Theme;
};

/** Rows that are no addresses: borders, titles, and the selected one in full. */
export const ADDRESSES_FRAME = 5;

/** The addresses of a wallet, and what is on them. */
export function AddressesView({entries, selected, top, columns, rows, theme}: Properties) {
	const width = columns - 4;
	const amounts = Math.max(7, entries[0]?.balance.length ?? 0);
	const spendables = Math.max(9, entries[0]?.spendable.length ?? 0);
	const longest = Math.max(0, ...entries.map(({address}) => address.length));
	const isWhole = longest + amounts + spendables + 12 <= width;
	const addressWidth = isWhole ? longest : 20;
	const table: ReadonlyArray<DataColumn<AddressRow>> = [
		{title: 'ADDRESS', width: addressWidth, text: ({address}) => isWhole ? address : shorten(address, 12, 6)},
		{title: 'NAME', text: ({name}) => name},
		{title: 'BALANCE', width: amounts, align: 'right', text: ({balance}) => balance},
		{title: 'AVAILABLE', width: spendables, align: 'right', rank: 1, text: ({spendable}) => spendable},
	];
	return (
		<Panel title='Addresses' note={String(entries.length)} width={columns} height={rows} color={theme.accent}>
			<DataTable columns={table} rows={entries} keyOf={({address}) => address} width={width} height={Math.max(1, rows - 4)} top={top} selected={selected} empty='no address'/>
			<Text> </Text>
			<Text color={theme.accent} wrap='truncate'>{cut(entries[selected]?.address ?? '', width)}</Text>
		</Panel>
	);
}
