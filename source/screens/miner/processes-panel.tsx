import {type DataColumn, DataTable} from '../../components/data-table.js';
import {Panel} from '../../components/panel.js';
import {sparkline} from '../../components/sparkline.js';
import type {MinerView as MinerSnapshot} from '../../store/miner-store.js';
import type {Series} from '../../store/series.js';
import {formatCount, formatHashrate, formatMagnitude} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';

/** One process of the miner. */
export type ProcessRow = NonNullable<MinerSnapshot['miner']>['processes'][number] & {
	/** Its place in the list. */
	readonly place: number;
	/** Hashes per second, one value a second. */
	readonly rates: Series;
};

export const processRows = ({miner, processRates}: MinerSnapshot): readonly ProcessRow[] => (miner?.processes ?? []).map((process, place) => ({...process, place, rates: processRates[place] ?? []}));

type Properties = {
	readonly rows: readonly ProcessRow[];
	readonly selected: number;
	readonly top: number;
	/** Processes that are wanted. */
	readonly wanted: number;
	/** Where the miner waits most of the time, a rate says nothing. */
	readonly isPaced: boolean;
	readonly isFocused: boolean;
	readonly width: number;
	readonly height: number;
	readonly isAscii: boolean;
	readonly theme: Theme;
};

const TREND = 10;

/** The processes that mine, a row each. */
export function ProcessesPanel({rows, selected, top, wanted, isPaced, isFocused, width, height, isAscii, theme}: Properties) {
	const rate = (value: number | null): string => formatHashrate(isPaced ? null : value);
	const stateColors: Readonly<Record<ProcessRow['state'], string | undefined>> = {
		mining: theme.good, starting: theme.warning, waiting: undefined, stopped: theme.bad,
	};
	const columns: ReadonlyArray<DataColumn<ProcessRow>> = [
		{title: 'PID', width: 8, align: 'right', text: ({pid}) => pid === undefined ? '' : String(pid)},
		{title: 'STATE', width: 8, text: ({state}) => state, color: ({state}) => stateColors[state]},
		{title: '10 s', width: 9, align: 'right', text: ({hashesPerSecond}) => rate(hashesPerSecond.tenSeconds)},
		{title: '60 s', width: 9, align: 'right', rank: 1, text: ({hashesPerSecond}) => rate(hashesPerSecond.minute)},
		{title: '15 min', width: 9, align: 'right', rank: 4, text: ({hashesPerSecond}) => rate(hashesPerSecond.quarterHour)},
		{title: 'TREND', width: TREND, rank: 3, isDrawn: true, color: () => theme.accent, text: ({rates}) => isPaced ? '' : sparkline(rates, TREND, isAscii)},
		{title: 'HASHES', width: 7, align: 'right', rank: 2, text: ({hashes}) => formatMagnitude(hashes)},
		{title: 'RESTARTS', width: 8, align: 'right', text: ({restarts}) => formatCount(restarts), color: ({restarts}) => restarts > 0 ? theme.warning : undefined},
	];
	return (
		<Panel title='Processes' note={`${formatCount(wanted)} wanted`} width={width} height={height} color={isFocused ? theme.accent : undefined}>
			<DataTable
				columns={columns} rows={rows} keyOf={({place}) => String(place)} width={Math.max(0, width - 4)} height={Math.max(0, height - 2)}
				top={top} selected={isFocused ? selected : undefined} empty='None runs'
			/>
		</Panel>
	);
}
