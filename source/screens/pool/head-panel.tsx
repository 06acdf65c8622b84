import type {PoolStats} from '../../api/pool.js';
import {type Field, Fields} from '../../components/fields.js';
import {Panel} from '../../components/panel.js';
import type {PoolHostState} from '../../store/pool-host.js';
import type {PoolState} from '../../store/pool-store.js';
import type {Series} from '../../store/series.js';
import {
	formatCount, formatDuration, formatHashrate, formatMagnitude, UNKNOWN,
} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';
import {luckOf, meanRate, percent} from './figures.js';

type Properties = {
	readonly running: NonNullable<PoolHostState['running']>;
	readonly state: PoolState;
	/** Whether other machines are let in from the next start on. */
	readonly isLan: boolean;
	readonly symbol: string;
	readonly width: number;
	readonly height: number;
	readonly theme: Theme;
};

/** What miners type: other machines are what a pool is for. */
export const stratumUrl = ({stratum, lanStratum}: Properties['running']): string => `stratum+tcp://${lanStratum[0] ?? stratum}`;

const LABELS = 9;

const hashrates = (rates: Series, isNarrow: boolean): string => ([['now', rates.at(-1)], ['60 s', meanRate(rates, 60)], ['15 min', meanRate(rates, 900)]] as const)
	.map(([name, rate]) => isNarrow ? `${formatHashrate(rate)} ${name}` : `${name} ${formatHashrate(rate)}`)
	.join('  ');

function roundField({stats, blocks, rates}: PoolState, isNarrow: boolean): Field {
	const now = rates.at(-1);
	const expected = stats && typeof now === 'number' && now > 0 ? formatDuration(stats.difficulty / now) : UNKNOWN;
	return {
		label: 'Round', value: `effort ${percent(stats?.round.effort) ?? UNKNOWN}  luck ${percent(luckOf(blocks)) ?? UNKNOWN}  ${isNarrow ? '' : 'a block '}in ${expected}`,
		note: stats && `${formatCount(stats.round.miners)} in it`,
	};
}

/** What stands in the books; nothing of it is known before the pool has answered. */
function bookFields(stats: PoolStats | undefined, symbol: string, isNarrow: boolean): readonly Field[] {
	if (!stats) {
		return [{label: 'Template', value: UNKNOWN}, {label: 'Money', value: UNKNOWN}];
	}

	const {height, difficulty, owed, pending, paid, payouts, blocks: {candidate, immature, credited}} = stats;
	return [
		{label: 'Template', value: `#${formatCount(height + 1)}  difficulty ${formatMagnitude(difficulty)}`, note: `${formatCount(candidate + immature + credited)} found so far`},
		{label: 'Money', value: `owed ${owed}  ${isNarrow ? '' : 'on its '}way ${pending}  paid ${paid} ${symbol}`, note: `${formatCount(payouts)} payout${payouts === 1 ? '' : 's'}`},
	];
}

function headFields({running, state, symbol, width, theme}: Properties): readonly Field[] {
	const {stats, rates, trouble} = state;
	const isNarrow = width < 76;
	const held = trouble ?? stats?.trouble?.message;
	return [
		held === undefined
			? {label: 'Miners', value: stratumUrl(running), note: isNarrow ? undefined : 'user ADDRESS.NAME', color: theme.good}
			: {label: 'Held up', value: held, color: theme.bad},
		{label: 'Hashrate', value: hashrates(rates, isNarrow), color: theme.accent},
		roundField(state, isNarrow),
		...bookFields(stats, symbol, isNarrow),
	];
}

/** The pool itself: where miners go, how fast they are, how the round goes, what is owed. */
export function HeadPanel(properties: Properties) {
	const {running, state: {stats}, isLan, width, height, theme} = properties;
	const note = `${stats ? `${stats.scheme}, fee ${stats.fee} %, pays from ${stats.threshold}, ` : ''}LAN ${running.isOpenToLan ? 'on' : 'off'}`;
	const next = running.isOpenToLan === isLan ? undefined : `LAN ${isLan ? 'on' : 'off'} with the next start of the pool`;
	return (
		<Panel title='Pool' note={next ?? note} width={width} height={height} {...((next ?? stats?.trouble) && {color: theme.warning})}>
			<Fields fields={headFields(properties)} width={Math.max(0, width - 4)} labelWidth={LABELS}/>
		</Panel>
	);
}
