import {hashIn} from '../../components/log-list.js';
import {isAscii} from '../../hooks/is-ascii.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useFollowedList} from '../../hooks/use-followed-list.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useList} from '../../hooks/use-list.js';
import {useRemembered} from '../../hooks/use-remembered.js';
import {useStore} from '../../hooks/use-store.js';
import type {Network} from '../../protocol/network.js';
import type {LogLine} from '../../store/log-line.js';
import type {MinerStore} from '../../store/miner-store.js';
import type {Screen} from '../screen.js';
import {minerBindings} from './bindings.js';
import {
	chartSpans, fittingSpan, nextSpan, spanNames,
} from './chart-span.js';
import {type MinerFocus, minerFocuses, minerLayout} from './layout.js';
import {TargetDialog} from './target-dialog.js';
import {MinerView} from './view.js';

const itself = (line: LogLine): LogLine => line;
const none: readonly never[] = [];

function Miner({store, network}: {readonly store: MinerStore; readonly network: Network}) {
	const {program, size, theme, attempt, copy, openModal} = useSurroundings();
	const {url, node} = useStore(program);
	const status = useStore(node)?.status;
	const state = useStore(store);
	const [focus, setFocus] = useRemembered<MinerFocus>('miner.list', minerFocuses);
	const [wantedSpan, setSpan] = useRemembered('miner.span', spanNames);
	const layout = minerLayout(size, state.processes, focus);
	const span = chartSpans.find(each => String(each) === wantedSpan) ?? fittingSpan(state.rates.length);
	const processes = useList(state.miner?.processes ?? none, Math.max(1, layout.processes - 3));
	const events = useFollowedList(state.log, Math.max(1, layout.events - 2), itself);
	const isEvents = focus === 'events';
	const change = (by: number) => () => {
		attempt(async () => program.mining.changeProcesses(by));
	};

	useLayer({
		level: 'screen',
		bindings: minerBindings,
		actions: {
			...(isEvents ? events : processes).actions,
			toggle() {
				attempt(async () => state.isRunning ? store.stop() : program.mining.start());
			},
			target() {
				openModal(<TargetDialog target={state.target}/>);
			},
			more: change(1),
			fewer: {run: change(-1), disabled: state.processes === 1 ? 'one process is the least; Space stops the miner' : undefined},
			span() {
				setSpan(spanNames.find(name => name === String(nextSpan(span))) ?? 'fitting');
			},
			other() {
				setFocus(isEvents ? 'processes' : 'events');
			},
			copy: {
				run() {
					const hash = isEvents ? hashIn(events.row?.text ?? '') : undefined;
					copy(hash ?? state.address!, hash === undefined ? 'Address' : 'Hash');
				},
				disabled: state.address === undefined ? 'there is nothing to copy yet' : undefined,
			},
		},
	});
	return (
		<MinerView
			state={state} url={url} difficulty={status?.difficulty} network={network} span={span} processes={processes} events={events} focus={focus} layout={layout}
			isAscii={isAscii} theme={theme}
		/>
	);
}

function MinerScreen() {
	const {program} = useSurroundings();
	const {miner, network} = useStore(program);
	return miner && network && <Miner store={miner} network={network}/>;
}

export const minerScreen: Screen = {id: 'miner', title: 'Miner', key: '3', bindings: minerBindings, View: MinerScreen};
