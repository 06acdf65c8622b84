import {useEffect, useState} from 'react';
import {ConfirmDialog} from '../../components/confirm-dialog.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useList} from '../../hooks/use-list.js';
import {useStore} from '../../hooks/use-store.js';
import {type Network, networkId} from '../../protocol/network.js';
import {networksBindings} from './bindings.js';
import {NETWORKS_FRAME, NetworksView} from './networks-view.js';
import {TextDialog} from './text-dialog.js';

/** The networks there are, and how to get another one. */
export function NetworksPage({onBack}: {readonly onBack: () => void}) {
	const {program, attempt, copy, toast, openModal, closeModal, size: {columns, rows}, theme} = useSurroundings();
	const {network: current, miner} = useStore(program);
	const isMining = useStore(miner)?.isRunning ?? false;
	const [networks, setNetworks] = useState<readonly Network[]>([]);
	const list = useList(networks, Math.max(1, rows - NETWORKS_FRAME));
	const read = () => {
		attempt(async () => {
			const known = await program.networks.list();
			setNetworks(known.map(({network}) => network));
		});
	};

	useEffect(read, [program]);
	const chosen = list.row;
	const goOver = (network: Network) => {
		onBack();
		attempt(async () => program.reopen({network: networkId(network)}));
	};

	const added = (name: string) => {
		closeModal();
		toast(`${name} is there now; Enter goes over to it`);
		read();
	};

	const disabled = chosen ? undefined : 'the data folder is still being read';
	useLayer({
		level: 'screen',
		bindings: networksBindings,
		actions: {
			...list.actions,
			open: {
				disabled: chosen && chosen.genesis.hash === current?.genesis.hash ? 'this network is open' : disabled,
				run() {
					const network = chosen!;
					if (isMining) {
						openModal(<ConfirmDialog
							title='Another network' text={`The miner is running on ${current?.name ?? ''}. Stop it, and go over to ${network.name}?`} verb='Go over' onYes={() => {
								goOver(network);
							}}
						/>);
					} else {
						goOver(network);
					}
				},
			},
			create() {
				openModal(<TextDialog
					title='New network' field={{label: 'Name', hint: 'a-z, 0-9 and -; it begins now, with a block every 5 s', most: 40}} onDone={async name => {
						added(await program.networks.create(name.trim()));
					}}
				/>);
			},
			from() {
				openModal(<TextDialog
					title='Add a network' field={{label: 'From', hint: 'a network file, or the URL of a node such as 192.168.1.5:5000', most: 1000}} onDone={async from => {
						added(await program.networks.addFrom(from.trim()));
					}}
				/>);
			},
			copy: {
				disabled,
				run() {
					copy(chosen!.genesis.hash, 'Genesis hash');
				},
			},
			back: onBack,
		},
	});
	return <NetworksView networks={networks} current={current?.genesis.hash ?? ''} selected={list.selected} top={list.top} columns={columns} rows={rows} theme={theme}/>;
}
