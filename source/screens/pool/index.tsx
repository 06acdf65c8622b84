import {Box} from 'ink';
import {useEffect, useMemo, useState} from 'react';
import type {Payout, PoolBlock, PoolMiner, PoolWorker} from '../../api/pool.js';
import {FilterField} from '../../components/filter-field.js';
import {hashIn} from '../../components/log-list.js';
import {isAscii} from '../../hooks/is-ascii.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useFollowedList} from '../../hooks/use-followed-list.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useNow} from '../../hooks/use-now.js';
import {useRemembered} from '../../hooks/use-remembered.js';
import {useStore} from '../../hooks/use-store.js';
import type {Network} from '../../protocol/network.js';
import type {LogLine} from '../../store/log-line.js';
import type {PoolHost, PoolHostState} from '../../store/pool-host.js';
import {type PoolStore, workerId} from '../../store/pool-store.js';
import type {Screen} from '../screen.js';
import {namesOf} from '../../components/names.js';
import {poolBindings} from './bindings.js';
import {
	blockDetail, type Detail, minerDetail, payoutDetail, workerDetail,
} from './detail-fields.js';
import {PoolDetails} from './details.js';
import {
	nextOrder, sortedWorkers, type WorkerOrder, workerOrders,
} from './figures.js';
import {findRows} from './find.js';
import {stratumUrl} from './head-panel.js';
import {type PoolList, poolLayout, poolLists} from './layout.js';
import {PoolOffView} from './off-view.js';
import {useToggle} from './use-toggle.js';
import {PoolView} from './view.js';

const noText = {text: '', cursor: 0};
const none: readonly never[] = [];
const nothingHere = 'there is nothing here';
const hashOf = ({hash}: PoolBlock): string => hash;
const addressOf = ({address}: PoolMiner): string => address;
const numberOf = ({number}: Payout): number => number;
const itself = (line: LogLine): LogLine => line;

/** Whose addresses are known: of the wallet that is open, and of contacts. */
function useNames() {
	const {program} = useSurroundings();
	const {contacts, wallet} = useStore(program);
	const {addresses = none, watched = none} = useStore(wallet) ?? {};
	return useMemo(() => namesOf({own: addresses, watched, contacts}), [addresses, watched, contacts]);
}

function Running({host, store, running, network}: {readonly host: PoolHost; readonly store: PoolStore; readonly running: NonNullable<PoolHostState['running']>; readonly network: Network}) {
	const {program, size, theme, attempt, copy, openModal} = useSurroundings();
	const {settings: {isLan = false}} = useStore(program);
	const {phase} = useStore(host);
	const state = useStore(store);
	const names = useNames();
	const now = useNow();
	const [focus, setFocus] = useRemembered<PoolList>('pool.list', poolLists);
	const [order, setOrder] = useRemembered<WorkerOrder>('pool.order', workerOrders);
	const [filter, setFilter] = useState(noText);
	const [isTyping, setTyping] = useState(false);
	const layout = poolLayout({columns: size.columns, rows: size.rows - (isTyping ? 1 : 0)}, focus);
	const sorted = useMemo(() => sortedWorkers(state.workers, order), [state.workers, order]);
	const rows = useMemo(() => findRows(state, sorted, filter.text, names), [state, sorted, filter.text, names]);
	const roomOf = (list: PoolList) => Math.max(1, layout.lists[list].rows - (list === 'events' ? 2 : 3));
	const lists = {
		workers: useFollowedList<PoolWorker>(rows.workers, roomOf('workers'), workerId),
		blocks: useFollowedList(rows.blocks, roomOf('blocks'), hashOf),
		miners: useFollowedList(rows.miners, roomOf('miners'), addressOf),
		payouts: useFollowedList(rows.payouts, roomOf('payouts'), numberOf),
		events: useFollowedList(rows.events, roomOf('events'), itself),
	};
	const {workers: {row: worker}, blocks: {row: block}, miners: {row: miner}, payouts: {row: payout}, events: {row: line}} = lists;
	const options = {names, symbol: network.symbol, tip: state.stats?.height, now, theme};
	const details: Readonly<Record<PoolList, () => Detail | undefined>> = {
		workers: () => worker && workerDetail(worker, options),
		blocks: () => block && blockDetail(block, options),
		miners: () => miner && minerDetail(miner, options),
		payouts: () => payout && payoutDetail(payout, options),
		events: () => undefined,
	};
	const copied = {workers: worker?.address, blocks: block?.hash, miners: miner?.address, payouts: payout?.transaction ?? undefined, events: hashIn(line?.text ?? '')}[focus];
	const isAtEnd = lists.miners.selected + roomOf('miners') >= rows.miners.length;
	useEffect(() => {
		if (isAtEnd && state.hasMoreMiners && focus === 'miners') {
			attempt(async () => store.moreMiners());
		}
	}, [store, isAtEnd, state.hasMoreMiners, focus]);
	const isNothing = focus === 'events' || lists[focus].row === undefined;
	const go = (by: 1 | -1) => () => {
		setFocus(poolLists.at((poolLists.indexOf(focus) + by) % poolLists.length)!);
	};

	const showAll = () => {
		setTyping(false);
		setFilter(noText);
	};

	useLayer({
		level: 'screen',
		bindings: poolBindings,
		actions: {
			...lists[focus].actions,
			toggle: useToggle(host, phase, state.stats?.workers ?? 0),
			open: {
				run() {
					openModal(<PoolDetails {...details[focus]()!}/>);
				},
				disabled: isNothing ? nothingHere : undefined,
			},
			next: go(1),
			previous: go(-1),
			sort() {
				setFocus('workers');
				setOrder(nextOrder(order));
				lists.workers.select(0);
			},
			filter() {
				setTyping(true);
			},
			clear: showAll,
			copy: {
				run() {
					copy(copied!, {workers: 'Address', blocks: 'Hash', miners: 'Address', payouts: 'Transaction', events: 'Hash'}[focus]);
				},
				disabled: copied === undefined ? 'there is nothing to copy here' : undefined,
			},
			copyUrl() {
				copy(stratumUrl(running), 'Where miners connect');
			},
		},
	});
	return (
		<Box flexDirection='column'>
			<PoolView
				running={running} state={state} rows={rows} filter={filter.text} order={order} symbol={network.symbol} places={lists} focus={focus} layout={layout} isLan={isLan} names={names}
				now={now} isAscii={isAscii} theme={theme}
			/>
			{isTyping && (
				<FilterField
					state={filter} width={size.columns} onChange={setFilter} onCancel={showAll} onDone={() => {
						setTyping(false);
					}}
				/>
			)}
		</Box>
	);
}

function Off({host, network}: {readonly host: PoolHost; readonly network: Network}) {
	const {program, size, theme} = useSurroundings();
	const {settings: {pool, isLan = false}} = useStore(program);
	const {phase, trouble} = useStore(host);
	useLayer({
		level: 'screen',
		bindings: poolBindings.slice(0, 1),
		actions: {toggle: useToggle(host, phase, 0)},
	});
	return <PoolOffView phase={phase} trouble={trouble} ranBefore={pool === network.genesis.hash} isLan={isLan} size={size} theme={theme}/>;
}

function Pool({host, network}: {readonly host: PoolHost; readonly network: Network}) {
	const {running, store} = useStore(host);
	return running && store ? <Running host={host} store={store} running={running} network={network}/> : <Off host={host} network={network}/>;
}

function PoolScreen() {
	const {program} = useSurroundings();
	const {pool, network} = useStore(program);
	return pool && network && <Pool host={pool} network={network}/>;
}

export const poolScreen: Screen = {id: 'pool', title: 'Pool', key: '2', bindings: poolBindings, View: PoolScreen};
