import {useMemo, useState} from 'react';
import {FilterField} from '../../components/filter-field.js';
import {hashIn} from '../../components/log-list.js';
import {isAscii} from '../../hooks/is-ascii.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useFollowedList} from '../../hooks/use-followed-list.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useNow} from '../../hooks/use-now.js';
import {useRemembered} from '../../hooks/use-remembered.js';
import {useStore} from '../../hooks/use-store.js';
import type {Peer} from '../../api/peer.js';
import type {Address, Hash} from '../../protocol/brands.js';
import type {Network} from '../../protocol/network.js';
import type {LogLine} from '../../store/log-line.js';
import type {NodeStore} from '../../store/node-store.js';
import type {Screen} from '../screen.js';
import {type BlockRow, blockRows} from '../../components/block-rows.js';
import {nodeBindings} from './bindings.js';
import {BlockDetails} from './block-details.js';
import {
	type BlockOrder, blockOrders, nextOrder, sortedRows,
} from './chain-figures.js';
import {type NodeFocus, nodeFocuses, nodeLayout} from './layout.js';
import {usePeerActions} from './use-peer-actions.js';
import {NodeView} from './view.js';

const noText = {text: '', cursor: 0};
const itself = (line: LogLine): LogLine => line;
const hashOf = ({block}: BlockRow): string => block.hash;
const idOf = ({id}: Peer): string => id;

/** Opens a block in front of the screen. */
function useBlock(store: NodeStore, {symbol}: Network): (hash: string) => void {
	const {program, openModal, attempt} = useSurroundings();
	return hash => {
		attempt(async () => {
			const block = await store.block(hash as Hash);
			const {wallet, contacts} = program.state;
			const nameOf = (address: string) => {
				const contact = contacts.find(each => each.address === address);
				return wallet?.state.addresses.includes(address as Address) ? `${address} (you)` : `${address}${contact ? ` (${contact.name})` : ''}`;
			};

			openModal(<BlockDetails block={block} symbol={symbol} nameOf={nameOf} now={program.now()}/>);
		});
	};
}

/** The log, and what of it is shown. */
function useLog(lines: readonly LogLine[], rows: number) {
	const [filter, setFilter] = useState(noText);
	const [isTyping, setTyping] = useState(false);
	const wanted = filter.text.toLowerCase();
	const shown = useMemo(() => wanted === '' ? lines : lines.filter(({text}) => text.toLowerCase().includes(wanted)), [lines, wanted]);
	const list = useFollowedList(shown, Math.max(1, rows - (isTyping ? 3 : 2)), itself);
	return {filter, setFilter, isTyping, setTyping, shown, list};
}

function Node({store, network}: {readonly store: NodeStore; readonly network: Network}) {
	const {program, size, theme, copy} = useSurroundings();
	const {url, isOwn, lanUrls} = useStore(program);
	const state = useStore(store);
	const now = useNow(state.peers.length > 0 ? undefined : state.blocks[0]?.time);
	const [{focus, table}, setPlace] = useState<{readonly focus: NodeFocus; readonly table: 'blocks' | 'peers'}>({focus: 'blocks', table: 'blocks'});
	const setFocus = (next: NodeFocus) => {
		setPlace({focus: next, table: next === 'log' ? table : next});
	};

	const [order, setOrder] = useRemembered<BlockOrder>('node.order', blockOrders);
	const layout = nodeLayout(size, focus, table);
	const allBlocks = useMemo(() => blockRows(state.blocks), [state.blocks]);
	const rows = useMemo(() => sortedRows(allBlocks, order), [allBlocks, order]);
	const blocks = useFollowedList(rows, Math.max(1, layout.blocks.rows - 3), hashOf);
	const peers = useFollowedList(state.peers, Math.max(1, layout.peers.rows - 3), idOf);
	const log = useLog(state.log, layout.log.rows);
	const peerActions = usePeerActions(store, peers.row, {lanUrls, isOwn});
	const isLog = focus === 'log';
	const openBlock = useBlock(store, network);
	const line = log.list.row;
	const hash = {blocks: blocks.row?.block.hash, peers: undefined, log: hashIn(line?.text ?? '')}[focus];
	const copied = focus === 'peers' ? peers.row?.url ?? peers.row?.address : hash;
	const showAll = () => {
		log.setTyping(false);
		log.setFilter(noText);
	};

	const noHash = hash === undefined ? 'there is no hash here' : undefined;
	useLayer({
		level: 'screen',
		bindings: nodeBindings,
		actions: {
			...{blocks, peers, log: log.list}[focus].actions,
			...peerActions,
			open: {
				run() {
					openBlock(hash!);
				},
				disabled: noHash ?? (isLog && line?.kind !== 'block' && line?.kind !== 'good' ? 'this line is about no block' : undefined),
			},
			next() {
				setFocus(nodeFocuses[(nodeFocuses.indexOf(focus) + 1) % nodeFocuses.length]!);
			},
			previous() {
				setFocus(nodeFocuses.at(nodeFocuses.indexOf(focus) - 1)!);
			},
			peers() {
				setFocus('peers');
			},
			sort() {
				const next = nextOrder(order);
				setFocus('blocks');
				setOrder(next);
				blocks.select(0);
			},
			filter() {
				setFocus('log');
				log.setTyping(true);
			},
			all: showAll,
			copy: {
				run() {
					copy(copied!, focus === 'peers' ? 'Address' : 'Hash');
				},
				disabled: copied === undefined ? 'there is nothing to copy here' : undefined,
			},
		},
	});
	return (
		<NodeView
			state={state} allBlocks={allBlocks} network={network} url={url} isOwn={isOwn} lanUrls={lanUrls} focus={focus} now={now} layout={layout} isAscii={isAscii} theme={theme}
			blocks={{rows, selected: blocks.selected, top: blocks.top, order}} peers={{rows: state.peers, selected: peers.selected, top: peers.top}} log={{rows: log.shown, selected: log.list.selected, top: log.list.top}} filter={log.filter.text}
			{...(log.isTyping && {
				filterField: <FilterField
					state={log.filter} width={Math.max(4, layout.log.columns - 4)} onCancel={showAll} onChange={log.setFilter} onDone={() => {
						log.setTyping(false);
					}}
				/>,
			})}
		/>
	);
}

function NodeScreen() {
	const {program} = useSurroundings();
	const {node, network} = useStore(program);
	return node && network && <Node store={node} network={network}/>;
}

export const nodeScreen: Screen = {id: 'node', title: 'Node', key: '1', bindings: nodeBindings, View: NodeScreen};
