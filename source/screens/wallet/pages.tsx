import {useState} from 'react';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useList} from '../../hooks/use-list.js';
import {useNow} from '../../hooks/use-now.js';
import {useStore} from '../../hooks/use-store.js';
import type {WalletStore} from '../../store/wallet-store.js';
import {namesOf} from '../../components/names.js';
import {addressRows, ADDRESSES_FRAME, AddressesView} from './addresses-view.js';
import {addressesBindings, codeBindings, detailsBindings, walletsBindings} from './bindings.js';
import {detailLines} from './detail-lines.js';
import {DetailsView, detailWidth} from './details-view.js';
import {QrView} from './qr-view.js';
import {WALLETS_FRAME, WalletsView} from './wallets-view.js';

/*
The pages of the wallet beside its history. Each has its keys, and Esc goes back.
*/

type Page = {readonly onBack: () => void};

export function DetailsPage({store, id, onBack}: Page & {readonly store: WalletStore; readonly id: string}) {
	const {program, copy, size: {columns, rows}, theme} = useSurroundings();
	const {contacts, network} = useStore(program);
	const {history, addresses, watched} = useStore(store);
	const now = useNow();
	const entry = history.find(({transaction}) => transaction.id === id);
	const lines = entry
		? detailLines(entry, {names: namesOf({own: addresses, watched, contacts}), symbol: network?.symbol ?? '', maturity: network?.coinbaseMaturity ?? 0, now}, detailWidth(columns))
		: [{label: '', value: 'It is in the history no longer: another payment took its place.'}];
	const room = Math.max(1, rows - 2);
	const [top, setTop] = useState(0);
	const move = (by: number) => () => {
		setTop(before => Math.max(0, Math.min(lines.length - room, before + by)));
	};

	useLayer({
		level: 'screen',
		bindings: detailsBindings,
		actions: {
			copy() {
				copy(id, 'id');
			},
			back: onBack,
			up: move(-1),
			down: move(1),
			pageUp: move(-room),
			pageDown: move(room),
			top: move(Number.NEGATIVE_INFINITY),
			bottom: move(lines.length),
		},
	});
	return <DetailsView title='Payment' lines={lines} top={Math.max(0, Math.min(top, lines.length - room))} columns={columns} rows={rows} theme={theme}/>;
}

export function CodePage({address, onBack}: Page & {readonly address: string}) {
	const {copy, size: {columns, rows}} = useSurroundings();
	useLayer({
		level: 'screen',
		bindings: codeBindings,
		actions: {
			copy() {
				copy(address, 'address');
			},
			back: onBack,
		},
	});
	return <QrView address={address} columns={columns} rows={rows}/>;
}

type AddressesProperties = Page & {
	readonly store: WalletStore;
	readonly onNew: () => void;
	readonly onCode: (address: string) => void;
};

export function AddressesPage({store, onNew, onCode, onBack}: AddressesProperties) {
	const {copy, size: {columns, rows}, theme} = useSurroundings();
	const entries = addressRows(useStore(store));
	const list = useList(entries, Math.max(1, rows - ADDRESSES_FRAME));
	const {address} = list.row!;
	useLayer({
		level: 'screen',
		bindings: addressesBindings,
		actions: {
			...list.actions,
			copy() {
				copy(address, 'address');
			},
			code() {
				onCode(address);
			},
			newAddress: onNew,
			back: onBack,
		},
	});
	return <AddressesView entries={entries} selected={list.selected} top={list.top} columns={columns} rows={rows} theme={theme}/>;
}

export function WalletsPage({onBack}: Page) {
	const {program, attempt, size: {columns, rows}, theme} = useSurroundings();
	const {wallets, wallet} = useStore(program);
	const list = useList(wallets, Math.max(1, rows - WALLETS_FRAME));
	useLayer({
		level: 'screen',
		bindings: walletsBindings,
		actions: {
			...list.actions,
			open() {
				onBack();
				if (list.row !== wallet?.state.name) {
					attempt(async () => program.openWallet(list.row));
				}
			},
			add() {
				program.addWallet();
			},
			back: onBack,
		},
	});
	return <WalletsView names={wallets} current={wallet?.state.name} selected={list.selected} top={list.top} columns={columns} rows={rows} theme={theme}/>;
}
