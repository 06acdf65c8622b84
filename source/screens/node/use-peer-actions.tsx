import type {Peer} from '../../api/peer.js';
import {ConfirmDialog} from '../../components/confirm-dialog.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import type {Actions} from '../../keymap/binding.js';
import type {NodeStore} from '../../store/node-store.js';
import type {ProgramState} from '../../store/program.js';
import {PeerDialog} from './peer-dialog.js';

/**
What the screen Node does about other nodes.

@param peer - The one that is selected.
*/
export function usePeerActions(store: NodeStore, peer: Peer | undefined, {lanUrls, isOwn}: Pick<ProgramState, 'lanUrls' | 'isOwn'>): Actions<'add' | 'drop' | 'lan'> {
	const {program, openModal, attempt, toast} = useSurroundings();
	const openToLan = (isOpen: boolean) => {
		attempt(async () => {
			await program.openToLan(isOpen);
			const [first] = program.state.lanUrls;
			if (!isOpen) {
				toast('Closed to the LAN');
			} else if (first === undefined) {
				toast('This machine has no address that others could reach', 'bad');
			} else {
				toast(`Others join with: npx chain-tui join ${first}`);
			}
		});
	};

	return {
		add() {
			openModal(<PeerDialog store={store}/>);
		},
		drop: {
			run() {
				openModal(<ConfirmDialog
					title='Drop this peer?' text={`${peer!.address} is not dialled any more, and forgotten. It may still dial this node.`} verb='Drop' onYes={() => {
						attempt(async () => {
							await store.dropPeer(peer!.id);
							toast(`${peer!.address} dropped`);
						});
					}}
				/>);
			},
			disabled: whyNotDropped(peer),
		},
		lan: {
			run() {
				if (lanUrls.length > 0) {
					openToLan(false);
					return;
				}

				openModal(<ConfirmDialog
					title='Open to the LAN?' text='Everybody in your network can then ask this node, hand in blocks and payments, and become its peer. Keys stay here.' verb='Open' onYes={() => {
						openToLan(true);
					}}
				/>);
			},
			disabled: isOwn ? undefined : 'the node runs in another program: only that can open it',
		},
	};
}

function whyNotDropped(peer: Peer | undefined): string | undefined {
	if (!peer) {
		return 'there is no peer to drop';
	}

	return peer.direction === 'in' ? 'it dialled this node: only it can end that' : undefined;
}
