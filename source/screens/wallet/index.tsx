import {Box, Text} from 'ink';
import {useMemo, useRef, useState} from 'react';
import {FilterField} from '../../components/filter-field.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useNow} from '../../hooks/use-now.js';
import {useStore} from '../../hooks/use-store.js';
import type {WalletStore} from '../../store/wallet-store.js';
import type {Screen} from '../screen.js';
import {textOf} from '../../components/form-state.js';
import {namesOf} from '../../components/names.js';
import {ContactsPage} from '../../components/contacts/contacts-page.js';
import {SendDialog, type SendForm, startSendForm} from '../../components/send/send-dialog.js';
import {AddressesPage, CodePage, DetailsPage, WalletsPage} from './pages.js';
import {HISTORY_FRAME, HistoryView} from './history-view.js';
import {walletBindings} from './bindings.js';
import {SUMMARY_ROWS, SummaryView} from './summary-view.js';
import {useHistory} from './use-history.js';

type Page = {readonly kind: 'history' | 'addresses' | 'wallets' | 'contacts'} | {readonly kind: 'details'; readonly id: string} | {readonly kind: 'code'; readonly address: string};

const start: Page = {kind: 'history'};

function WalletScreen() {
	const {program} = useSurroundings();
	const {wallet} = useStore(program);
	return wallet ? <OpenWallet key={wallet.state.name} store={wallet}/> : <NoWallet/>;
}

function NoWallet() {
	const {program} = useSurroundings();
	useLayer({
		level: 'screen',
		bindings: [{id: 'add', keys: ['w', 'enter'], label: 'add a wallet'}],
		actions: {
			add() {
				program.addWallet();
			},
		},
	});
	return <Box padding={1}><Text>There is no wallet on this network yet. Press w to make one.</Text></Box>;
}

function OpenWallet({store}: {readonly store: WalletStore}) {
	const {program, attempt, toast, copy, openModal, size: {columns, rows}, theme} = useSurroundings();
	const {contacts, network} = useStore(program);
	const wallet = useStore(store);
	const {addresses, watched, history, hasMore, trouble} = wallet;
	const names = useMemo(() => namesOf({own: addresses, watched, contacts}), [addresses, watched, contacts]);
	const [page, setPage] = useState(start);
	const [query, setQuery] = useState<ReturnType<typeof textOf>>();
	const unsent = useRef<SendForm>(undefined);
	const now = useNow(wallet.history[0]?.time);
	const height = rows - SUMMARY_ROWS - (query ? 1 : 0);
	const shown = useHistory({
		history, hasMore, names, maturity: network?.coinbaseMaturity ?? 0, room: Math.max(1, height - HISTORY_FRAME),
		onMore() {
			attempt(async () => store.more());
		},
	});
	const {list} = shown;
	const address = addresses.at(-1)!;
	const goBack = () => {
		setPage(start);
	};

	const makeAddress = () => {
		attempt(async () => {
			await store.addAddress();
			toast('a new address, which is where you are paid from now on');
		});
	};

	const send = (form: SendForm) => {
		openModal(<SendDialog
			store={store} start={form} onLeave={left => {
				unsent.current = left;
			}}
		/>);
	};

	const go = (kind: 'addresses' | 'wallets' | 'contacts') => () => {
		setPage({kind});
	};

	useLayer({
		level: 'screen',
		bindings: page.kind === 'history' ? walletBindings : [],
		actions: {
			...list.actions,
			send() {
				send(unsent.current ?? startSendForm());
			},
			copy() {
				copy(address, 'address');
			},
			code() {
				setPage({kind: 'code', address});
			},
			open: {
				disabled: list.row ? undefined : 'there is nothing to look at yet',
				run() {
					setPage({kind: 'details', id: list.row!.id});
				},
			},
			filter() {
				setQuery(textOf(shown.wish.text));
			},
			clear: shown.clear,
			kind: shown.nextKind,
			sort: shown.nextOrder,
			contacts: go('contacts'),
			addresses: go('addresses'),
			wallets: go('wallets'),
			newAddress: makeAddress,
			export() {
				toast('writing the history');
				attempt(async () => {
					toast(`written to ${await store.exportCsv()}`);
				});
			},
		},
	});

	switch (page.kind) {
		case 'details': {
			return <DetailsPage store={store} id={page.id} onBack={goBack}/>;
		}

		case 'code': {
			return <CodePage address={page.address} onBack={goBack}/>;
		}

		case 'addresses': {
			return (
				<AddressesPage
					store={store} onNew={makeAddress} onBack={goBack} onCode={code => {
						setPage({kind: 'code', address: code});
					}}
				/>
			);
		}

		case 'wallets': {
			return <WalletsPage onBack={goBack}/>;
		}

		case 'contacts': {
			return (
				<ContactsPage
					onBack={goBack} onPay={recipient => {
						send(startSendForm({recipient}));
					}}
				/>
			);
		}

		case 'history': {
			return (
				<Box flexDirection='column' width={columns} height={rows}>
					<SummaryView wallet={wallet} address={address} symbol={network?.symbol ?? ''} columns={columns} theme={theme}/>
					<HistoryView
						entries={shown.entries} wish={shown.wish} hasMore={hasMore} trouble={trouble} selected={list.selected} top={list.top} now={now}
						columns={columns} rows={height} theme={theme}
					/>
					{query && (
						<FilterField
							state={query} width={columns}
							onChange={next => {
								setQuery(next);
								shown.search(next.text);
							}}
							onDone={() => {
								setQuery(undefined);
							}}
							onCancel={() => {
								setQuery(undefined);
								shown.search('');
							}}
						/>
					)}
				</Box>
			);
		}
	}
}

/** What one has, is paid and pays. */
export const walletScreen: Screen = {
	id: 'wallet', title: 'Wallet', key: '4', bindings: walletBindings, View: WalletScreen,
};
