import {useState} from 'react';
import {ConfirmDialog} from '../../components/confirm-dialog.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useList} from '../../hooks/use-list.js';
import {useStore} from '../../hooks/use-store.js';
import type {Network} from '../../protocol/network.js';
import type {Screen} from '../screen.js';
import {ContactsPage} from '../../components/contacts/contacts-page.js';
import {SendDialog, startSendForm} from '../../components/send/send-dialog.js';
import {settingsBindings} from './bindings.js';
import {NetworksPage} from './networks-page.js';
import {otherTheme, readPort, type SettingRow, settingRows} from './rows.js';
import {TextDialog} from './text-dialog.js';
import {SETTINGS_FRAME, SettingsView} from './view.js';

type Page = 'settings' | 'networks' | 'contacts';

/** Changes settings, and says what that takes. */
function useChanges(go: (page: Page) => void) {
	const {program, attempt, toast, openModal, closeModal} = useSurroundings();
	const {settings, isOwn, miner} = useStore(program);
	const isMining = useStore(miner)?.isRunning ?? false;
	const keep = (port: number | undefined) => {
		attempt(async () => {
			const url = await program.changePort(port);
			toast(url === undefined ? 'kept for when a node runs here' : `the node is at ${url}`);
		});
	};

	const stops = isMining ? ' The miner stops.' : '';
	const askForPort = () => {
		openModal(<TextDialog
			title='Port' start={settings.port === undefined ? '' : String(settings.port)} field={{label: 'Port', hint: `1 to 65535; empty: the usual one.${isOwn ? ` The node starts anew.${stops}` : ''}`, placeholder: ' 5000', most: 10}}
			onDone={async text => {
				const port = readPort(text);
				closeModal();
				keep(port);
			}}
		/>);
	};

	const askForLan = () => {
		const [verb, text] = settings.isLan ? ['Close', 'Only programs on this machine will get at the node.'] as const : ['Open', 'Other machines on your network can look at the chain, send transfers and become peers. Your keys stay here.'] as const;
		openModal(<ConfirmDialog
			title='Open to LAN' text={text} verb={verb} onYes={() => {
				attempt(async () => program.openToLan(!settings.isLan));
			}}
		/>);
	};

	return (id: SettingRow['id'], by: 1 | -1 | undefined) => {
		switch (id) {
			case 'network': {
				go('networks');
				break;
			}

			case 'contacts': {
				go('contacts');
				break;
			}

			case 'node': {
				attempt(async () => program.reopen());
				break;
			}

			case 'port': {
				askForPort();
				break;
			}

			case 'lan': {
				askForLan();
				break;
			}

			case 'processes': {
				attempt(async () => program.mining.changeProcesses(by ?? 1));
				break;
			}

			case 'theme': {
				program.remember({theme: otherTheme(settings.theme, by ?? 1)});
				break;
			}

			case 'genesis':
			case 'rules':
			case 'version':
			case 'folder': {
				break;
			}
		}
	};
}

function Settings({network}: {readonly network: Network}) {
	const {program, copy, openModal, size: {columns, rows}, theme, guessedTheme} = useSurroundings();
	const state = useStore(program);
	const node = useStore(state.node);
	const miner = useStore(state.miner);
	const [page, setPage] = useState<Page>('settings');
	const change = useChanges(setPage);
	const entries = settingRows({...state, network, trouble: node?.trouble, version: node?.status?.version, processes: miner?.processes, guessedTheme});
	const list = useList(entries, Math.max(1, rows - SETTINGS_FRAME));
	const row = list.row!;
	const fixed = row.kind === 'fact' ? 'this cannot be changed here' : undefined;
	const step = (by: 1 | -1) => ({
		disabled: fixed ?? (row.kind === 'question' ? 'Enter changes this' : undefined),
		run() {
			change(row.id, by);
		},
	});
	useLayer({
		level: 'screen',
		bindings: page === 'settings' ? settingsBindings : [],
		actions: {
			...list.actions,
			change: {
				disabled: fixed,
				run() {
					change(row.id, undefined);
				},
			},
			less: step(-1),
			more: step(1),
			copy() {
				copy(row.value, row.label);
			},
		},
	});
	const goBack = () => {
		setPage('settings');
	};

	switch (page) {
		case 'networks': {
			return <NetworksPage onBack={goBack}/>;
		}

		case 'contacts': {
			return (
				<ContactsPage
					onBack={goBack} onPay={recipient => {
						if (state.wallet) {
							openModal(<SendDialog store={state.wallet} start={startSendForm({recipient})} onLeave={() => undefined}/>);
						}
					}}
				/>
			);
		}

		case 'settings': {
			return <SettingsView entries={entries} selected={list.selected} top={list.top} columns={columns} rows={rows} theme={theme}/>;
		}
	}
}

function SettingsScreen() {
	const {program} = useSurroundings();
	const {network} = useStore(program);
	return network && <Settings network={network}/>;
}

/** What a person can choose. */
export const settingsScreen: Screen = {
	id: 'settings', title: 'Settings', key: '6', bindings: settingsBindings, View: SettingsScreen,
};
