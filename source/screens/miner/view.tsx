import {Box} from 'ink';
import {LogList} from '../../components/log-list.js';
import {Panel} from '../../components/panel.js';
import type {MinerView as MinerSnapshot} from '../../store/miner-store.js';
import type {Theme} from '../../theme.js';
import {ChartPanel} from './chart-panel.js';
import type {ChartSpan} from './chart-span.js';
import type {MinerFocus, MinerLayout} from './layout.js';
import {ProcessesPanel, processRows} from './processes-panel.js';
import {WorkPanel} from './work-panel.js';

/** Where one is in a list. */
type Place = {readonly selected: number; readonly top: number};

type Properties = {
	readonly state: MinerSnapshot;
	/** Of the node that gives the work. */
	readonly url: string | undefined;
	/** Hashes that the next block takes on average. */
	readonly difficulty: number | undefined;
	readonly network: {readonly symbol: string; readonly blockTime: number; readonly retargetWindow: number};
	readonly span: ChartSpan;
	readonly processes: Place;
	readonly events: Place;
	readonly focus: MinerFocus;
	readonly layout: MinerLayout;
	readonly isAscii: boolean;
	readonly theme: Theme;
};

/** The screen Miner. */
export function MinerView({state, url, difficulty, network, span, processes, events, focus, layout, isAscii, theme}: Properties) {
	// A pool gives work of its own difficulty, whatever the network's.
	const pace = network.retargetWindow === 0 && state.target.kind === 'solo' ? network.blockTime : undefined;
	const width = layout.columns;
	const isEvents = focus === 'events';
	return (
		<Box flexDirection='column'>
			<ChartPanel state={state} span={span} pace={pace} width={width} height={layout.chart} isAscii={isAscii} theme={theme}/>
			<WorkPanel state={state} url={url} difficulty={difficulty} pace={pace} symbol={network.symbol} width={width} height={layout.work} theme={theme}/>
			<ProcessesPanel
				rows={processRows(state)} {...processes} wanted={state.processes} isPaced={pace !== undefined} isFocused={!isEvents} width={width} height={layout.processes}
				isAscii={isAscii} theme={theme}
			/>
			<Panel title='Events' width={width} height={layout.events} color={isEvents ? theme.accent : undefined}>
				<LogList
					lines={state.log} width={Math.max(0, width - 4)} height={layout.events - 2} top={events.top} selected={isEvents ? events.selected : undefined}
					empty='Nothing has happened yet' theme={theme}
				/>
			</Panel>
		</Box>
	);
}
